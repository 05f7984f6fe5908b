package fit

import "strings"

// languages lists the programming languages after which lists and sections are named.
// "Go" and "R" are also a verb and a letter, so they count only in titles.
var languages = strings.Fields(`python ruby go golang rust javascript typescript java kotlin scala swift php perl c++ cpp c# .net
	elixir erlang haskell clojure lua julia r dart ocaml nim zig crystal node nodejs node.js`)

// sameLanguage lists pairs of languages whose projects fit both.
var sameLanguage = map[string]string{"golang": "go", "cpp": "c++", "nodejs": "javascript", "node": "javascript", "node.js": "javascript", "typescript": "javascript"}

// LanguageOf returns the programming language that the title of a list names, in lower
// case; "" if it names none or several.
func LanguageOf(title string) string { return languageOf(title) }

// languageOf returns the one language that a title names, "" if it names none or
// several.
func languageOf(title string) string {
	found := ""
	for _, w := range strings.Fields(strings.ToLower(title)) {
		w = strings.Trim(w, "()[],:;-/!`'\"")
		w = strings.TrimPrefix(w, "awesome-")
		for _, l := range languages {
			if l != w {
				continue
			}
			if same := sameLanguage[l]; same != "" {
				l = same
			}
			if found != "" && found != l {
				return ""
			}
			found = l
		}
	}
	return found
}

// language returns the language of a project: the known one, or the first in its
// classifiers.
func (p Project) language() string {
	if p.Language != "" {
		return languageOf(p.Language)
	}
	for _, c := range p.Classifiers {
		if filed, ok := strings.CutPrefix(c, "Programming Language :: "); ok {
			name, _, _ := strings.Cut(filed, " ::")
			return languageOf(name)
		}
	}
	return ""
}

// foreign reports whether a list or section with a title is for another language than
// the project's.
func (p Project) foreign(title string) bool {
	of, own := languageOf(title), p.language()
	return of != "" && own != "" && of != own
}

// foreignTo reports whether a section is for another language than the project's, by
// its title or one above.
func (p Project) foreignTo(s Section) bool {
	for _, title := range append([]string{s.Title}, s.Above...) {
		if of := languageOf(title); of != "" {
			return p.foreign(title)
		}
	}
	return false
}
