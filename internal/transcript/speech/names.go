package speech

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"namedrop/internal/pattern"
)

// Names of speakers: words with a capital, with a digit or in a script without
// capitals, handles, and the small words between them, optionally followed by pronouns
// or a role in parentheses, or a role after a comma.
const (
	nameWord  = `(?:[\p{Lu}\p{Lt}\p{Lo}\p{N}@][\p{L}\p{M}\p{N}.'’_&/-]*|["“„«'‘][\p{L}\p{N}][^"”“»'’\n]{0,30}["”“»'’]|[a-z]+[_\d][a-z_\d]*|Mc\p{L}+|[dO]['’]\p{L}+)`
	nameSmall = `(?:van|von|vom|de|den|der|del|della|delle|degli|di|da|das|dos|do|du|d'|la|las|le|los|el|al|bin|bint|ibn|ben|abu|ter|ten|te|tot|zu|zum|zur|af|av|y|i|e|et|und|and|of|the|aus|op|at|from|for|in|&|\+|–|-)`
	nameTail  = `(?: ?\([^()\n]{1,40}\))?`
	NameForm  = nameWord + `(?:,? (?:` + nameSmall + ` ){0,3}` + nameWord + `){0,5}` + nameTail
	asciiWord = `(?:[A-Z0-9@][A-Za-z0-9.'_&/-]*|["'][A-Za-z0-9][^"'\n]{0,30}["']|[a-z]+[_\d][a-z_\d]*|Mc[A-Za-z]+|[dO]'[A-Za-z]+)`
	asciiForm = asciiWord + `(?:,? (?:` + nameSmall + ` ){0,3}` + asciiWord + `){0,5}` + nameTail // NameForm in texts that are ASCII
	looseForm = asciiWord + `(?:,? (?:` + nameSmall + ` )*` + asciiWord + `)*` + nameTail         // the same without limits, which texts with at most maxSpaces spaces cannot exceed
	labelForm = `(?i:speaker|spk|guest|host|co-?host|interviewer|interviewee|moderator|participant|caller|narrator|announcer|voice|unknown(?: speaker)?|man|woman|presenter)(?:[ _-]?(?:\d{1,3}|[A-Za-z]))?`
)

var (
	nameOnly   = pattern.Lazy(`^(?:` + NameForm + `|` + labelForm + `)$`)
	asciiOnly  = pattern.Lazy(`^(?:` + asciiForm + `|` + labelForm + `)$`) // takes a third of the time to compile
	looseOnly  = pattern.Lazy(`^(?:` + looseForm + `|` + labelForm + `)$`) // takes a tenth of that
	labelOnly  = pattern.Lazy(`^(?i:speaker|spk|guest|participant|unknown|voice)[ _-]?(?:speaker|\d{1,3}|[A-Za-z])?$`)
	prefixForm = pattern.Lazy(`^(` + NameForm + `|` + labelForm + `)(?::\s*|：\s*)`)
)

// sounds lists words in brackets that are not speech.
var sounds = pattern.Lazy(`(?i)^(?:\S+ )?(?:music|laugh|laughs|laughter|laughing|applause|applauds|cheer|cheers|cheering|crosstalk|cross|inaudible|unintelligible|` +
	`indistinct|silence|pause|noise|sound|sounds|sigh|sighs|cough|coughs|coughing|blank_audio|beep|bleep|clap|clapping|chuckles?|gasps?|whispers?|intro|outro|jingle|foreign|speaking)\b`)

// longestName is the maximum length of a name in bytes.
const longestName = 80

// maxSpaces is the number of spaces below the limits of asciiForm: four small words have
// five spaces around them, and six further words have six before them.
const maxSpaces = 4

// IsName reports whether b has the form of a speaker's name.
func IsName(b []byte) bool {
	if len(b) == 0 || len(b) > longestName || isProse(b) {
		return false
	}
	switch {
	case !isASCII(b):
		return nameOnly().Match(b)
	case !looseOnly().Match(b):
		return false
	}
	return bytes.Count(b, []byte(" ")) <= maxSpaces || asciiOnly().Match(b)
}

func isASCII(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c >= utf8.RuneSelf })
}

// isProse reports whether b contains an ordinary word that no name has, which is cheaper
// than to match the form of names: a word after the first, of small letters only, before
// anything in quotes or parentheses.
func isProse(b []byte) bool {
	for at := 0; at < len(b); {
		n := 0
		for at+n < len(b) && 'a' <= b[at+n] && b[at+n] <= 'z' {
			n++
		}
		word, rest := b[at:at+n], b[at+n:]
		if at > 0 && n > 1 && (len(rest) == 0 || rest[0] == ' ') && !isSmall(string(word)) && !bytes.HasPrefix(word, []byte("speaker")) {
			return true
		}
		end := bytes.IndexByte(rest, ' ')
		if end < 0 || bytes.ContainsAny(rest[:end], "\"'(“„«‘") {
			return false
		}
		at += n + end + 1
	}
	return false
}

// isSmall reports whether a word of small letters is one of nameSmall.
func isSmall(word string) bool {
	return strings.Contains(nameSmall, "|"+word+"|") || strings.HasPrefix(nameSmall, "(?:"+word+"|")
}

// IsLabel reports whether b is a recogniser's label for a speaker: "Speaker 1",
// "SPEAKER_00", "spk_0".
func IsLabel(b []byte) bool {
	return len(b) > 0 && len(b) <= longestName && labelOnly().Match(b)
}

// Prefix returns the name before a colon at the start of b, and the length of name,
// colon and spaces; 0 if there is none. The rest of the line may be empty.
func Prefix(b []byte) (name string, n int) {
	colon := bytes.IndexAny(b[:min(len(b), longestName+2)], ":：")
	if colon < 1 {
		return "", 0
	}
	m := prefixForm().FindSubmatch(b[:min(len(b), colon+longestName)])
	if m == nil {
		return "", 0
	}
	if n = len(m[0]); n < len(b) && m[0][n-1] == ':' { // "10:30", "std::vector"
		return "", 0
	}
	return string(m[1]), n
}

// Name returns b as the name of a speaker: one line, single spaces, no control
// characters.
func Name(b []byte) string {
	clean := strings.Map(func(r rune) rune {
		if IsBreak(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(b), "\uFFFD"))
	return strings.Join(strings.Fields(clean), " ")
}

// Separator returns the length of a mark after a time or name, with the space after it.
func Separator(b []byte) int {
	for _, mark := range []string{"-", "–", "—", ":", "|", "•"} {
		if rest, ok := bytes.CutPrefix(b, []byte(mark)); ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t') {
			return len(mark) + Spaces(rest)
		}
	}
	return 0
}

// Bracketed reads "[Name]: ", "[Name] text", "[SPEAKER_00] " or "(speaker 0) " at the
// start of b. Without a colon, a name must be in square brackets and followed by text,
// and must not be a sound.
func Bracketed(b []byte) (string, int) {
	const longest = 80
	if len(b) < 3 || b[0] != '[' && b[0] != '(' && b[0] != '<' {
		return "", 0
	}
	end := bytes.IndexAny(b[:min(len(b), longest)], "])>")
	if end < 2 {
		return "", 0
	}
	name := b[1:end]
	rest := b[end+1:]
	colon := Separator(rest)
	if colon == 0 && bytes.HasPrefix(rest, []byte(":")) && len(rest) == 1 {
		colon = 1
	}
	named := IsName(name) && (colon > 0 || b[0] == '[' && len(bytes.TrimSpace(rest)) > 0 && !sounds().Match(name))
	if !IsLabel(name) && !named {
		return "", 0
	}
	return Name(name), end + 1 + max(colon, Spaces(rest))
}

// Spaces returns the length of the white space at the start of b.
func Spaces(b []byte) int { return len(b) - len(bytes.TrimLeft(b, " \t\u00a0")) }
