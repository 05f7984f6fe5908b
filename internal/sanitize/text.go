package sanitize

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Hidden reports whether a character must not leave the program as it is: controls,
// which a terminal obeys; bidirectional controls, which reorder what is read; and
// characters that show nothing, such as zero-width ones, fillers, tags and variation
// selectors, in which text can be hidden. White space is not hidden, except for the
// controls among it; see [Clean] and [Lines]. The sets are those of Unicode's
// categories C and its property Default_Ignorable_Code_Point.
func Hidden(r rune) bool {
	if r < 0x7f {
		return r < ' '
	}
	return r == utf8.RuneError || r == blankBraille || r == blankNote || r == filler ||
		unicode.In(r, unicode.C, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
		!unicode.IsGraphic(r)
}

// Characters that show nothing although Unicode does not call them ignorable.
const (
	blankBraille = '\u2800'
	blankNote    = '\U0001d159'
	filler       = '\U00016fe4' // of the Khitan script
)

// maxMarks is how many combining marks may follow a character. More than that are
// no language, but cover the lines around.
const maxMarks = 6

// Clean makes text one line of visible characters: white space becomes single
// spaces, hidden characters and what is not UTF-8 are removed.
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

// Lines keeps text as it stands, with its spaces, tabs and line feeds, and shows
// hidden characters as \u{…}. Those that only join or choose the form of emoji stay,
// for lists have them in headings.
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

// isShown reports whether a character cannot stand in a text of several lines.
func isShown(r rune) bool { return r != '\t' && r != '\n' && Hidden(r) }

// Characters between the parts of an emoji.
const (
	joiner       = '\u200d'
	emojiForm    = '\ufe0f'
	enclosingKey = '\u20e3'
)

// inEmoji reports whether a hidden character belongs to an emoji by those around it.
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

// Message is text that the program prints for people, such as an error with the
// name of a file in it; hidden characters are shown as \u{…}.
func Message(text []byte) []byte { return []byte(Lines(string(text))) }

// HTML removes hidden characters from a document, but for tabs and the ends of
// lines.
func HTML(document []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r != '\r' && isShown(r) {
			return -1
		}
		return r
	}, document)
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

// JSON escapes hidden characters in a document, so that its values stay what they
// are and yet no terminal obeys them. The document must be valid UTF-8.
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
