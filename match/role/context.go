package role

// The distances from a mention up to which words count as its context.
const (
	nearWords = 4  // n-grams that include their distance
	farWords  = 28 // n-grams that include only their direction
)

// contextOf appends the n-grams around a mention: unigrams and bigrams, marked with their
// direction and, if they are near, with their distance; the trigrams next to it; and the
// pair of words on either side.
func contextOf(words []word, at int, grams []string) []string {
	grams = sideGrams(words, at, 1, ">", sideGrams(words, at, -1, "<", grams))
	before, after := tokenAt(words, at, at-1), tokenAt(words, at, at+1)
	if before != "" && after != "" {
		grams = append(grams, "<"+before+" > "+after)
	}
	if third := tokenAt(words, at, at+3); third != "" {
		grams = append(grams, ">1"+after+" "+tokenAt(words, at, at+2)+" "+third)
	}
	if third := tokenAt(words, at, at-3); third != "" {
		grams = append(grams, "<1"+third+" "+tokenAt(words, at, at-2)+" "+before)
	}
	return grams
}

// sideGrams appends the n-grams on one side of a mention.
func sideGrams(words []word, at, step int, mark string, grams []string) []string {
	for n := 1; n <= farWords; n++ {
		one, two := tokenAt(words, at, at+step*n), tokenAt(words, at, at+step*(n+1))
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

// tokenAt returns a word as it appears in n-grams, or "" beyond the ends of the episode.
// Projects are masked, so that the model cannot learn single projects: "@@" is the project
// of the mention, "@" any other.
func tokenAt(words []word, mention, i int) string {
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

// The distances from the start of a segment up to which words show a change of subject.
const (
	leadBefore = 90
	leadAfter  = 50
)

// leadOf appends the unigrams and bigrams before and after the start of a segment.
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
