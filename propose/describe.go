package propose

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/markdown"
)

// describe returns the description of an entry as plain text: one sentence of what is
// known about the project, in the form of the list. It is "" if no such sentence can
// be made without guessing.
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

// todo stands in an entry in place of the description that is missing.
func (f form) todo(name string) string {
	return "TODO: describe " + markdown.Escape(name) + " in one sentence" + f.mark
}

// mend takes from s what a list does not want there. It returns "" if too
// little is left or a rule is still broken.
func (f form) mend(name, s string, r Rules) string {
	if strings.EqualFold(s, "unknown") { // what old packaging tools write for nothing
		return ""
	}
	s = strings.ReplaceAll(shortcode.ReplaceAllString(s, ""), "`", "")
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

// aside is what a sentence stands without: a remark in brackets, or what
// follows a dash or a semicolon.
var aside = regexp.MustCompile(`\s+\([^()]*\)|(?:;\s|\s[-–—]+\s).*$`)

// shorten leaves the asides out of a sentence that is too long for the list.
func (f form) shorten(s string) string {
	if utf8.RuneCountInString(s) < f.longest {
		return s
	}
	return aside.ReplaceAllString(s, "")
}

// shortcode is an emoji spelled as GitHub does: ":rocket:".
var shortcode = regexp.MustCompile(`:[a-z][a-z0-9_+-]*:`)

// isOrnament reports what may stand before a description without being part of
// it: pictures, bullets, stray punctuation.
func isOrnament(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("\"'“‘(`<[.@#$", r)
}

// withoutName drops the name from the start of s: the entry's link says it.
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

// without takes a forbidden word from s where the sentence stands without it:
// before a noun at its start, in brackets, and at its end with a preposition.
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

// bound are the words that need what stands before them.
var bound = strings.Fields("and as at but by can does for from has have in is of on or that to was which with")

// sentenceEnd is a mark that a new sentence follows, and the word before it.
var sentenceEnd = regexp.MustCompile(`(\pL*[.\pL]*)[.!?]+\s+[\p{Lu}\pN]`)

// abbreviations are words that a full stop does not end.
var abbreviations = strings.Fields("e.g i.e etc vs cf inc resp approx no dr mr st")

// firstSentence is s up to its first full stop.
func firstSentence(s string) string {
	for _, m := range sentenceEnd.FindAllStringSubmatchIndex(s, -1) {
		if !slices.Contains(abbreviations, strings.ToLower(s[m[2]:m[3]])) {
			return s[:m[3]+1]
		}
	}
	return s
}

// breaks reports whether s holds a forbidden word.
func breaks(s string, r Rules) bool { return r.Broken(s) != "" }

// Broken returns a forbidden word that a description holds, "" if it holds none.
func (r Rules) Broken(s string) string {
	for _, w := range r.Forbidden {
		if regexp.MustCompile(`(?i)(?:^|[^\pL\pN_])` + regexp.QuoteMeta(w) + `(?:$|[^\pL\pN_])`).MatchString(s) {
			return w
		}
	}
	return ""
}

// capital makes the first letter a capital, unless the first word is a name
// with capitals of its own, such as "gRPC".
func capital(s string) string {
	first, _, _ := strings.Cut(s, " ")
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsFunc(first, unicode.IsUpper) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// small makes the first letter a small one, unless the first word is a name or an
// abbreviation.
func small(s string) string {
	first, _, _ := strings.Cut(s, " ")
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsFunc(first[min(n, len(first)):], unicode.IsUpper) || properNames[strings.ToLower(strings.TrimFunc(first, notWord))] != "" || len(first) == n && r == 'I' {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// finish begins and ends s as the list's descriptions do.
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
