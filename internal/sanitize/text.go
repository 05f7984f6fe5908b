package sanitize

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Hidden reports whether a character must not be output as it is: control characters,
// which terminals interpret; bidirectional controls, which reorder text; and invisible
// characters in which text can be hidden, such as zero-width characters, fillers, tags
// and variation selectors. White space is not hidden, except for control characters;
// see [Clean] and [Lines]. The sets are Unicode's categories C and its property
// Default_Ignorable_Code_Point.
func Hidden(r rune) bool {
	if r < 0x7f {
		return r < ' '
	}
	return r == utf8.RuneError || r == blankBraille || r == blankNote || r == filler ||
		unicode.In(r, unicode.C, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
		!unicode.IsGraphic(r)
}

// Invisible characters that Unicode does not class as ignorable.
const (
	blankBraille = '\u2800'
	blankNote    = '\U0001d159'
	filler       = '\U00016fe4' // of the Khitan script
)

// maxMarks is the maximum number of combining marks after a character. No language
// needs more, and more would cover adjacent lines.
const maxMarks = 6

// Clean returns text as one line of visible characters: white space becomes single
// spaces; hidden characters and invalid UTF-8 are removed.
func Clean(s string) string {
	marks := 0
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			marks = 0
			return ' '
		case Hidden(r):
			return -1
		case !unicode.Is(unicode.M, r):
			marks = 0
		default:
			marks++
		}
		if marks > maxMarks {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// Lines keeps text with its spaces, tabs and line feeds, and shows hidden characters
// as \u{…}. Joiners and variation selectors in emoji are kept, because lists use them
// in headings.
func Lines(s string) string {
	if !strings.ContainsFunc(s, isShown) {
		return s
	}
	var b strings.Builder
	before := rune(' ')
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		after, _ := utf8.DecodeRuneInString(s[i+size:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case isShown(r) && !inEmoji(before, r, after):
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// isShown reports whether a character must be replaced in text of several lines.
func isShown(r rune) bool { return r != '\t' && r != '\n' && Hidden(r) }

// Characters between the parts of an emoji.
const (
	joiner       = '\u200d'
	emojiForm    = '\ufe0f'
	enclosingKey = '\u20e3'
)

// inEmoji reports whether a hidden character is part of an emoji, judging by its
// neighbours.
func inEmoji(before, r, after rune) bool {
	isSymbol := func(r rune) bool { return unicode.In(r, unicode.So, unicode.Sm, unicode.Sk) }
	switch r {
	case emojiForm:
		return isSymbol(before) || after == enclosingKey
	case joiner:
		return (isSymbol(before) || before == emojiForm) && isSymbol(after)
	}
	return false
}

// Message sanitizes a message for people, such as an error that contains a file name;
// hidden characters are shown as \u{…}.
func Message(text []byte) []byte { return []byte(Lines(string(text))) }

// HTML removes hidden characters from a document, except tabs and line ends.
func HTML(document []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r != '\r' && isShown(r) {
			return -1
		}
		return r
	}, document)
}

// WriteJSON writes a value as one line of JSON that [JSON] has filtered.
func WriteJSON[T any](w io.Writer, value T) error {
	e := json.NewEncoder(JSONTo(w))
	e.SetEscapeHTML(false)
	return e.Encode(value)
}

// JSONTo returns a writer for a json.Encoder that passes documents through [JSON].
func JSONTo(w io.Writer) io.Writer { return jsonWriter{w} }

type jsonWriter struct{ w io.Writer }

func (j jsonWriter) Write(document []byte) (int, error) {
	if _, err := j.w.Write(JSON(document)); err != nil {
		return 0, err
	}
	return len(document), nil
}

// JSON escapes hidden characters in a document, so that its values are unchanged but
// no terminal interprets them. The document must be valid UTF-8.
func JSON(document []byte) []byte {
	if bytes.IndexFunc(document, isShown) < 0 {
		return document
	}
	var b bytes.Buffer
	for _, r := range string(document) {
		switch {
		case !isShown(r) || r == '\r':
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.Bytes()
}
