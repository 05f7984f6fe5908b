package entry

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/propose/text"
)

// tokenKind is the kind of a token of an entry.
type tokenKind int

const (
	tokWord     tokenKind = iota // a run of letters and digits, including the characters that join them
	tokSpace                     // white space without a line break
	tokLineEnd                   // a line break in Markdown or HTML, with the white space around it
	tokMark                      // a punctuation mark
	tokLink                      // [text](address), [text][label] or a bare address
	tokBadge                     // an image, or a link that shows one
	tokCode                      // `text`
	tokEmphasis                  // **text**, _text_
	tokGroup                     // text in parentheses or brackets
	tokIcon                      // an emoji or its short code
	tokHashtag
	tokHtmlTag // or attributes of a link: {:target="_blank"}
)

// token is a piece of the source of an entry.
type token struct {
	kind       tokenKind
	start, end int
}

// maxToken is the distance in bytes that lex searches for the end of a token. It keeps
// lex linear.
const maxToken = 600

var (
	breakForm     = pattern.Lazy(`^[ \t]*(?:(?i:<br[ \t]*/?>)[ \t]*\n?[ \t>]*|\\?\r?\n[ \t>]*)`)
	hashtagForm   = pattern.Lazy(`^#[\pL\pN_-]*\pL[\pL\pN_-]*`)
	addressForm   = pattern.Lazy(`^(?:<https?://[^\s<>]+>|https?://[^\s<>)\]]*[^\s<>)\].,;:!?'"*_])`)
	htmlForm      = pattern.Lazy(`^</?[A-Za-z][^<>]*>`)
	htmlTags      = pattern.Lazy(`<[^<>]*>`)
	htmlLinkForm  = pattern.Lazy(`(?is)^<a\s[^<>]*>.*?</a>`)
	htmlImageForm = pattern.Lazy(`(?i)^<img\s[^<>]*>`)
	countForm     = pattern.Lazy(`^[ \t]*[0-9][0-9.,]*k?\b`)
	starIcon      = pattern.Lazy(`[★☆⭐🌟]|:star2?:`)
	forkIcon      = pattern.Lazy(`🍴|:fork_and_knife:`)
	starsForm     = pattern.Lazy(`^[ \t]*[0-9][0-9.,]*[0-9]k?\b`)
	entitySpace   = pattern.Lazy(`^&(?:nbsp|ensp|emsp|thinsp|#160|#[xX][aA]0);`)
	entityMark    = pattern.Lazy(`^&(?:mdash|ndash|middot|bull|rarr|#8211|#8212|#[xX]201[34]|#183|#8226);`)
	kbdForm       = pattern.Lazy(`(?i)^<kbd>[^<>]*</kbd>`)
)

// lex splits the source of an entry into tokens. Every byte belongs to exactly one token.
func lex(s string) []token {
	var all []token
	for at := 0; at < len(s); {
		k, n := next(s[at:min(len(s), at+maxToken)], at > 0 && isLetterOrDigit(s[:at]))
		if last := len(all) - 1; k == tokWord && last >= 0 && all[last].kind == tokWord {
			all[last].end = at + n
		} else {
			all = append(all, token{k, at, at + n})
		}
		at += n
	}
	return all
}

// isLetterOrDigit reports whether s ends with a letter or a digit.
func isLetterOrDigit(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return !text.NotWord(r)
}

// breakStarts holds the first characters of what breakForm matches.
const breakStarts = " \t<\\\r\n"

// next returns the kind and length of the first token of s; inWord says that a letter
// precedes it.
func next(s string, inWord bool) (tokenKind, int) {
	if strings.IndexByte(breakStarts, s[0]) >= 0 {
		if m := breakForm().FindString(s); m != "" {
			return tokLineEnd, len(m)
		}
	}
	switch c := s[0]; {
	case c == ' ' || c == '\t':
		return tokSpace, len(s) - len(strings.TrimLeft(s, " \t"))
	case c == '!' && strings.HasPrefix(s, "!["), c == '[':
		return bracketed(s)
	case c == '`':
		if n := closed(s, strings.Repeat("`", len(s)-len(strings.TrimLeft(s, "`")))); n > 0 {
			return tokCode, n
		}
	case c == '*' || c == '_' && !inWord, c == '~':
		marks := s[:len(s)-len(strings.TrimLeft(s, string(c)))]
		if n := closed(s, marks); n > 0 && len(s) > len(marks) && s[len(marks)] != ' ' {
			return tokEmphasis, n
		}
	case c == '(':
		if n := balanced(s, '(', ')'); n > 0 {
			return tokGroup, n
		}
	case c == '<':
		return angled(s)
	case c == '{':
		if m := markdown.LeadingAttributes(s); m != "" && !strings.Contains(m, "\n") {
			return tokHtmlTag, len(m)
		}
	case c == '&':
		if m := entitySpace().FindString(s); m != "" {
			return tokSpace, len(m)
		}
		if m := entityMark().FindString(s); m != "" {
			return tokMark, len(m)
		}
	case c == '#' && !inWord:
		if m := hashtagForm().FindString(s); m != "" {
			return tokHashtag, len(m)
		}
	case c == ':':
		if m := markdown.LeadingShortcode(s); m != "" {
			return tokIcon, len(m) + countAfter(m, s[len(m):])
		}
	case c == 'h' && !inWord:
		if m := addressForm().FindString(s); m != "" {
			return tokLink, len(m)
		}
	}
	return character(s)
}

// character returns a token of one character, including any combining characters of an
// emoji.
func character(s string) (tokenKind, int) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case isEmoji(r):
		for n < len(s) {
			r, m := utf8.DecodeRuneInString(s[n:])
			if !isEmoji(r) && !unicode.In(r, unicode.Mn, unicode.Cf, unicode.Variation_Selector) && !unicode.In(r, unicode.Sk) {
				break
			}
			n += m
		}
		return tokIcon, n + countAfter(s[:n], s[n:])
	case r == '\\' && n < len(s):
		_, m := utf8.DecodeRuneInString(s[n:])
		return tokWord, n + m
	case unicode.IsSpace(r):
		return tokSpace, n
	case text.NotWord(r) && r != '\'' && r != '’' && r != '/' && r != '@' && r != '+' && r != '_' && r != '"':
		return tokMark, n
	}
	return tokWord, n
}

// countAfter returns the length of the number after an icon, 0 for none. A single digit
// counts only after an icon for stars or forks.
func countAfter(icon, rest string) int {
	if starIcon().MatchString(icon) || forkIcon().MatchString(icon) {
		return len(countForm().FindString(rest))
	}
	if icon[0] == ':' {
		return 0
	}
	return len(starsForm().FindString(rest))
}

// isEmoji reports whether a character is a pictograph. Letters, marks and mathematical
// symbols are not.
func isEmoji(r rune) bool {
	return r >= 0x1F000 || r >= 0x2600 && r <= 0x27BF || r >= 0x2B00 && r <= 0x2BFF || r == 0x2139 || r >= 0x2190 && r <= 0x21FF && r != '→' || r == 0x00A9 || r == 0x00AE
}

// bracketed returns a link, a badge or a text in brackets.
func bracketed(s string) (tokenKind, int) {
	image := s[0] == '!'
	at := 0
	if image {
		at = 1
	}
	n := balanced(s[at:], '[', ']')
	if n == 0 {
		return character(s)
	}
	text := s[at+1 : at+n-1]
	at += n
	k := tokGroup
	switch {
	case at < len(s) && s[at] == '(':
		if n := balanced(s[at:], '(', ')'); n > 0 {
			k, at = tokLink, at+n
		}
	case at < len(s) && s[at] == '[':
		if n := balanced(s[at:], '[', ']'); n > 0 {
			k, at = tokLink, at+n
		}
	}
	if image || k == tokLink && (strings.HasPrefix(text, "![") || htmlImageForm().MatchString(text)) {
		k = tokBadge
	}
	return k, at
}

// angled returns a token that begins with "<".
func angled(s string) (tokenKind, int) {
	for _, form := range []struct {
		re   *regexp.Regexp
		kind tokenKind
	}{{addressForm(), tokLink}, {htmlLinkForm(), tokLink}, {htmlImageForm(), tokBadge}, {kbdForm(), tokCode}, {htmlForm(), tokHtmlTag}} {
		m := form.re.FindString(s)
		switch {
		case m == "":
		case form.kind == tokLink && strings.Contains(strings.ToLower(m), "<img") && !strings.ContainsFunc(htmlTags().ReplaceAllString(m, ""), unicode.IsLetter):
			return tokBadge, len(m)
		default:
			return form.kind, len(m)
		}
	}
	return character(s)
}

// closed returns the length of s up to the end of the second occurrence of marks, or 0 if
// this line has no second occurrence or there is nothing between the two.
func closed(s, marks string) int {
	rest := s[len(marks):]
	i := strings.Index(rest, marks)
	if i <= 0 || strings.Contains(rest[:i], "\n") {
		return 0
	}
	end := len(marks) + i + len(marks)
	for end < len(s) && s[end] == marks[0] { // "**a *b***"
		end++
	}
	return end
}

// balanced returns the length of s up to the bracket that closes its first one, or 0 if
// there is none.
func balanced(s string, open, closing byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case open:
			depth++
		case closing:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
