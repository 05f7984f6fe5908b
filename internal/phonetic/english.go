package phonetic

// IsWord reports whether small letters are a common English word: one of those
// whose pronunciation this package knows by heart.
func IsWord(letters string) bool { return loadLexicon().has(letters) }
