package text

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Languages that a text may be in. Others, and texts that are too short to tell, count as
// English.
const english = "English"

// function lists words of each language that are frequent in it and mean nothing in the
// others. English has only those that are in no other list.
var function = map[string][]string{
	english:      strings.Fields("the and of for with to that your from by an using which based"),
	"Spanish":    strings.Fields("el los las para una con y por del que como sin su más"),
	"Portuguese": strings.Fields("os para uma com e por da em que não dos das seu mais"),
	"French":     strings.Fields("le les des pour une avec et du est dans sur par qui au vos votre"),
	"German":     strings.Fields("der das und für mit ein eine einen von den ist zum zur auf im"),
	"Italian":    strings.Fields("il gli una con e di del della che è dei nel"),
	"Dutch":      strings.Fields("het een en van voor bij wordt"),
	"Polish":     strings.Fields("w z na dla się oraz jest"),
	"Turkish":    strings.Fields("ve için bir ile olarak"),
	"Indonesian": strings.Fields("untuk dan yang dengan dari"),
	"Vietnamese": strings.Fields("và cho của một với là các"),
	"Swedish":    strings.Fields("och för med att av som"),
}

// languagesOf returns the languages of each function word.
var languagesOf = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for name, words := range function {
		for _, w := range words {
			m[w] = append(m[w], name)
		}
	}
	return m
})

// scripts lists scripts of which one word shows the language, or the group of languages.
var scripts = map[string][]*unicode.RangeTable{
	"Chinese or Japanese": {unicode.Han, unicode.Hiragana, unicode.Katakana},
	"Korean":              {unicode.Hangul},
	"Thai":                {unicode.Thai},
	"Russian":             {unicode.Cyrillic},
	"Greek":               {unicode.Greek},
	"Arabic":              {unicode.Arabic},
	"Hebrew":              {unicode.Hebrew},
	"Hindi":               {unicode.Devanagari},
}

// minTold is the number of words, or of characters of a script, from which a text counts as
// written in their language.
const minTold = 3

// LanguageOf returns the language in which texts are written as a whole. Function words tell
// languages in the Latin script apart. It returns "English" for English and for texts that
// do not tell.
func LanguageOf(texts ...string) string {
	points, letters := map[string]int{}, 0
	for _, s := range texts {
		letters += count(points, s)
	}
	best := english
	for _, name := range slices.Sorted(maps.Keys(points)) {
		n := points[name]
		if scripts[name] != nil {
			if n >= minTold && 3*n >= letters {
				return name
			}
			continue
		}
		if n >= minTold && n >= 2*points[english] && n > points[best] {
			best = name
		}
	}
	return best
}

// count adds the function words of a text and the letters of scripts to points. It returns
// the number of all letters.
func count(points map[string]int, s string) (letters int) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 1 && w == strings.ToUpper(w) && w != strings.ToLower(w) {
			letters += len(w) // an abbreviation, such as that of a licence: "MIT"
			continue
		}
		w = strings.ToLower(w)
		for _, name := range languagesOf()[w] {
			points[name]++
		}
		for _, r := range w {
			letters++
			if r < 0x250 {
				continue
			}
			for name, tables := range scripts {
				if unicode.In(r, tables...) {
					points[name]++
				}
			}
		}
	}
	return letters
}
