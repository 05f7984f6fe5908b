package propose

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// describe returns the description of an entry as plain text: one sentence about the
// project in the form of the list. It returns "" if it cannot write one without guessing.
func (f form) describe(name, about string, r Rules) string {
	if f.foreign && !isForeign(about) {
		return ""
	}
	s := f.mend(name, markdown.Clean(about), r)
	if s == "" {
		return ""
	}
	return f.finish(s)
}

// todo returns the placeholder for a missing description.
func (f form) todo(name string) string {
	return "TODO: describe " + markdown.Escape(name) + " in one sentence" + f.mark
}

// mend removes from s what the list does not accept. It returns "" if too little is left
// or the result still breaks a rule.
func (f form) mend(name, s string, r Rules) string {
	if strings.EqualFold(s, "unknown") { // written by old packaging tools for an empty field
		return ""
	}
	s = strings.ReplaceAll(shortcode().ReplaceAllString(s, ""), "`", "")
	s = firstSentence(strings.TrimLeftFunc(s, isOrnament))
	s, ok := sober(withoutName(name, s))
	if !ok {
		return ""
	}
	for _, w := range r.Forbidden {
		s = without(w, s)
	}
	s = strings.Join(strings.Fields(proper(f.shorten(s))), " ")
	s = strings.TrimRight(strings.TrimRight(s, " ,;:-–—"), "!?")
	if utf8.RuneCountInString(s) >= max(f.longest, shortLine) || len(strings.Fields(s)) < 2 && !isForeign(s) || breaks(s, r) || isUnfit(name, s) {
		return ""
	}
	return s
}

// aside matches text that a sentence can do without: a remark in parentheses, or what
// follows a dash or a semicolon.
var aside = pattern.Lazy(`\s+\([^()]*\)|(?:;\s|\s[-–—]+\s).*$`)

// shorten removes asides from a sentence that is too long for the list.
func (f form) shorten(s string) string {
	if utf8.RuneCountInString(s) < f.longest {
		return s
	}
	return aside().ReplaceAllString(s, "")
}

// shortcode matches an emoji in GitHub's notation: ":rocket:".
var shortcode = pattern.Lazy(`:[a-z][a-z0-9_+-]*:`)

// isOrnament reports whether a character may precede a description without being part of
// it: a picture, a bullet or stray punctuation.
func isOrnament(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("\"'“‘(`<[.@#$", r)
}

// withoutName drops the name from the start of s, because the entry's link already shows
// it.
func withoutName(name, s string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("-_. ", r) })
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	again := `(?i)^['"]?` + strings.Join(words, `[-_. ]?`) + `['"]?(?:\s*[:–—,|]\s*|\s+-+\s+|\s+(?:is|are)\s+|\s+)(\S)`
	if m := regexp.MustCompile(again).FindStringSubmatchIndex(s); m != nil {
		return s[m[2]:]
	}
	return s
}

// without removes a forbidden word from s if the sentence works without it: before a noun
// at the start, in parentheses, or at the end with a preposition.
func without(word, s string) string {
	w := regexp.QuoteMeta(word)
	for _, m := range []struct{ re, by string }{
		{`(?i)\s*\(` + w + `\)`, ""},
		{`(?i)\s+(?:(?:built |based )?on(?: top of)?|for|with|using|via|in)\s+(?:python(?:'s)?\s+)?` + w + `([.!?]?)$`, "$1"},
	} {
		s = regexp.MustCompile(m.re).ReplaceAllString(s, m.by)
	}
	start := regexp.MustCompile(`(?i)^` + w + `\s+(\pL+)`).FindStringSubmatchIndex(s)
	if start != nil && !slices.Contains(bound, strings.ToLower(s[start[2]:start[3]])) {
		s = s[start[2]:]
	}
	return s
}

// bound lists words that depend on the word before them.
var bound = strings.Fields("and as at but by can does for from has have in is of on or that to was which with")

// sentenceEnd matches the end of a sentence that is followed by another, and the word
// before it.
var sentenceEnd = pattern.Lazy(`(\pL*[.\pL]*)[.!?]+\s+[\p{Lu}\pN]`)

// abbreviations lists words whose full stop does not end a sentence.
var abbreviations = strings.Fields("e.g i.e etc vs cf inc resp approx no dr mr st")

// firstSentence returns s up to the end of its first sentence.
func firstSentence(s string) string {
	for _, m := range sentenceEnd().FindAllStringSubmatchIndex(s, -1) {
		if !slices.Contains(abbreviations, strings.ToLower(s[m[2]:m[3]])) {
			return s[:m[3]+1]
		}
	}
	return s
}

// breaks reports whether s contains a forbidden word.
func breaks(s string, r Rules) bool { return r.Broken(s) != "" }

// Broken returns a forbidden word that a description contains, or "" if it contains none.
func (r Rules) Broken(s string) string {
	for _, w := range r.Forbidden {
		if regexp.MustCompile(`(?i)(?:^|[^\pL\pN_])` + regexp.QuoteMeta(w) + `(?:$|[^\pL\pN_])`).MatchString(s) {
			return w
		}
	}
	return ""
}

// capital capitalizes the first letter, unless the first word is a name with its own
// capitals, such as "gRPC".
func capital(s string) string {
	first, _, _ := strings.Cut(s, " ")
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsFunc(first, unicode.IsUpper) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// small lowercases the first letter, unless the first word is a name or an abbreviation.
func small(s string) string {
	first, _, _ := strings.Cut(s, " ")
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsFunc(first[min(n, len(first)):], unicode.IsUpper) || properNames[strings.ToLower(strings.TrimFunc(first, notWord))] != "" || len(first) == n && r == 'I' {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// finish gives s the initial case and the final mark of the list's descriptions.
func (f form) finish(s string) string {
	mark := f.mark
	if s = capital(s); f.lower {
		s = small(s)
	}
	switch {
	case mark == "" && strings.HasSuffix(s, "。"):
		return strings.TrimSuffix(s, "。")
	case mark == "。" && isForeign(s) && strings.HasSuffix(s, "."):
		return strings.TrimSuffix(s, ".") + mark
	case mark == "" && strings.HasSuffix(s, ".") && !strings.HasSuffix(s, ".."):
		return strings.TrimSuffix(s, ".")
	case mark != "" && finalMark(s) == "":
		return s + mark
	}
	return s
}
