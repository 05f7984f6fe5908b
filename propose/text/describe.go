// Package text writes the words of an entry: a description of one sentence from a
// project's summary, in the style of the list and the spelling that awesome-lint asks for.
//
// It removes markup, marketing and words that the list forbids. It returns no text when
// the summary would have to be rewritten, because a person writes a better sentence than a
// guess. It is pure, and its results contain no markup.
package text

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// Style describes how the descriptions of a list are written. The zero value is for
// descriptions without a final mark that begin with a capital letter.
type Style struct {
	Mark     string // at the end of a description: "." or ""
	Lower    bool   // descriptions begin with a lowercase letter
	Language string // of the descriptions, as LanguageOf returns it; "" for any
	Longest  int    // length of the longest description to write, in characters
}

// Maximum lengths of a description, in characters.
const (
	OneLine   = 200 // in a list with too few descriptions to derive one
	shortLine = 80  // acceptable in any list
)

// Describe returns the description of an entry as plain text: one sentence about the
// project in the form of the list. It returns "" if it cannot write one without guessing, or
// if what is known about the project is in another language than the list.
func (f Style) Describe(name, about string, forbidden []string) string {
	if f.Language != "" && LanguageOf(about) != f.Language {
		return ""
	}
	s := f.mend(name, markdown.Clean(about), forbidden)
	if s == "" {
		return ""
	}
	return f.Finish(s)
}

// Todo returns the placeholder for a missing description.
func (f Style) Todo(name string) string {
	return "TODO: describe " + markdown.Escape(name) + " in one sentence" + f.Mark
}

// mend removes from s what the list does not accept. It returns "" if too little is left
// or the result still breaks a rule.
func (f Style) mend(name, s string, forbidden []string) string {
	if strings.EqualFold(s, "unknown") { // written by old packaging tools for an empty field
		return ""
	}
	s = strings.ReplaceAll(markdown.WithoutShortcodes(s), "`", "")
	s = firstSentence(strings.TrimLeftFunc(s, isOrnament))
	s, ok := sober(withoutName(name, s))
	if !ok {
		return ""
	}
	for _, w := range forbidden {
		s = without(w, s)
	}
	s = strings.Join(strings.Fields(proper(f.shorten(s))), " ")
	s = strings.TrimRight(strings.TrimRight(s, " ,;:-–—"), "!?")
	if utf8.RuneCountInString(s) >= max(f.Longest, shortLine) || len(strings.Fields(s)) < 2 && !IsForeign(s) || Broken(s, forbidden) != "" || isUnfit(name, s) {
		return ""
	}
	return s
}

// aside matches text that a sentence can do without: a remark in parentheses, or what
// follows a dash or a semicolon.
var aside = pattern.Lazy(`\s+\([^()]*\)|(?:;\s|\s[-–—]+\s).*$`)

// shorten removes asides from a sentence that is too long for the list.
func (f Style) shorten(s string) string {
	if utf8.RuneCountInString(s) < f.Longest {
		return s
	}
	return aside().ReplaceAllString(s, "")
}

// isOrnament reports whether a character may precede a description without being part of
// it: a picture, a bullet or stray punctuation.
func isOrnament(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("\"'“‘(`<[.@#$", r)
}

// withoutName drops the name from the start of s, because the entry's link already shows
// it.
func withoutName(name, s string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("-_. ", r) })
	if len(words) > 0 && !hasPrefixFold(strings.TrimLeft(s, `'"`), words[0]) { // cheaper than a pattern
		return s
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	again := `(?i)^['"]?` + strings.Join(words, `[-_. ]?`) + `['"]?(?:\s*[:–—,|]\s*|\s+-+\s+|\s+(?:is|are)\s+|\s+)(\S)`
	if m := regexp.MustCompile(again).FindStringSubmatchIndex(s); m != nil {
		return s[m[2]:]
	}
	return s
}

func hasPrefixFold(s, prefix string) bool {
	return strings.HasPrefix(strings.ToLower(s), strings.ToLower(prefix))
}

// without removes a forbidden word from s if the sentence works without it: before a noun
// at the start, in parentheses, or at the end with a preposition.
func without(word, s string) string {
	if !strings.Contains(strings.ToLower(s), strings.ToLower(word)) { // cheaper than three patterns
		return s
	}
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

// Broken returns the first forbidden word that a description contains, or "" if it contains
// none. Words match as whole words in any case.
func Broken(s string, forbidden []string) string {
	for _, w := range forbidden {
		if hasWord(s, w) {
			return w
		}
	}
	return ""
}

// hasWord reports whether s contains w in any case, with no letter, digit or underscore
// beside it. Compiling a pattern for each word would take longer than all else.
func hasWord(s, w string) bool {
	inWord := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }
	n, before := utf8.RuneCountInString(w), ' '
	for i, r := range s {
		if !inWord(before) {
			end := i
			for k := 0; k < n && end < len(s); k++ {
				_, size := utf8.DecodeRuneInString(s[end:])
				end += size
			}
			after, _ := utf8.DecodeRuneInString(s[end:])
			if strings.EqualFold(s[i:end], w) && (end == len(s) || !inWord(after)) {
				return true
			}
		}
		before = r
	}
	return false
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
	if strings.ContainsFunc(first[min(n, len(first)):], unicode.IsUpper) || properNames[strings.ToLower(strings.TrimFunc(first, NotWord))] != "" || len(first) == n && r == 'I' {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// Finish gives s the initial case and the final mark of the list's descriptions.
func (f Style) Finish(s string) string {
	mark := f.Mark
	if s = capital(s); f.Lower {
		s = small(s)
	}
	switch {
	case mark == "" && strings.HasSuffix(s, "。"):
		return strings.TrimSuffix(s, "。")
	case mark == "。" && IsForeign(s) && strings.HasSuffix(s, "."):
		return strings.TrimSuffix(s, ".") + mark
	case mark == "" && strings.HasSuffix(s, ".") && !strings.HasSuffix(s, ".."):
		return strings.TrimSuffix(s, ".")
	case mark != "" && FinalMark(s) == "":
		return s + mark
	}
	return s
}

// Article returns the article at the start of a text, as written there; "" for none.
func Article(s string) string {
	first, _, ok := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "a", "an", "the":
		if ok {
			return first
		}
	}
	return ""
}

// IsForeign reports whether a text is in Chinese, Japanese or another script that is
// written without spaces.
func IsForeign(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai) {
			n++
		}
	}
	return n >= 3
}

// FinalMark returns the mark at the end of a sentence, with other marks normalized to a
// full stop, or "" if there is none.
func FinalMark(s string) string {
	s = strings.TrimRight(s, "\"'”’)] ")
	switch {
	case strings.HasSuffix(s, "。"):
		return "。"
	case strings.HasSuffix(s, "."), strings.HasSuffix(s, "!"), strings.HasSuffix(s, "?"), strings.HasSuffix(s, "…"):
		return "."
	}
	return ""
}
