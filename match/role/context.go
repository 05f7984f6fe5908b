package role

// How far from a mention words still say something about it.
const (
	nearWords = 4  // words whose place is told: right before, one before that, …
	farWords  = 28 // words that are only told to stand before or after
)

// contextOf appends the n-grams around a mention: words and pairs of words with
// their place.
func contextOf(words []word, at int, grams []string) []string {
	return beside(words, at, 1, ">", beside(words, at, -1, "<", grams))
}

// beside appends the n-grams on one side of a mention.
func beside(words []word, at, step int, mark string, grams []string) []string {
	for n := 1; n <= farWords; n++ {
		one, two := said(words, at, at+step*n), said(words, at, at+step*(n+1))
		if one == "" {
			break
		}
		grams = append(grams, mark+one)
		if n <= nearWords {
			grams = append(grams, mark+digit(n)+one)
		}
		if two == "" {
			break
		}
		pair := one + " " + two
		if step < 0 {
			pair = two + " " + one
		}
		grams = append(grams, mark+pair)
		if n == 1 {
			grams = append(grams, mark+"1"+pair)
		}
	}
	return grams
}

// said is a word as the n-grams have it, "" beyond the episode. A project is not told by
// its name, so that nothing is learnt of single projects: "@" is another project than
// that of the mention, "@@" the same one again.
func said(words []word, mention, i int) string {
	switch {
	case i < 0 || i >= len(words):
		return ""
	case words[i].project == none:
		return words[i].text
	case words[i].project == words[mention].project:
		return "@@"
	}
	return "@"
}

func digit(n int) string { return string(rune('0' + n)) }

// How far from the beginning of a talk words say that something new is brought up.
const (
	leadBefore = 90
	leadAfter  = 50
)

// leadOf appends the words and the pairs of words before and after the beginning of a talk.
func leadOf(words []word, at int, grams []string) []string {
	for i := max(1, at-leadBefore); i < min(len(words), at+leadAfter); i++ {
		mark := "<"
		if i > at {
			mark = ">"
		}
		if words[i].project != none {
			continue
		}
		grams = append(grams, mark+words[i].text)
		if words[i-1].project == none {
			grams = append(grams, mark+words[i-1].text+" "+words[i].text)
		}
	}
	return grams
}
