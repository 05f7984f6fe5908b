package fit

import "strings"

// languages are the programming languages that lists and sections are named by.
// "Go" and "R" are also a verb and a letter, so they count in titles alone.
var languages = strings.Fields(`python ruby go golang rust javascript typescript java kotlin scala swift php perl c++ cpp c# .net
	elixir erlang haskell clojure lua julia r dart ocaml nim zig crystal node nodejs node.js`)

// sameLanguage are languages of which one takes the projects of the other.
var sameLanguage = map[string]string{"golang": "go", "cpp": "c++", "nodejs": "javascript", "node": "javascript", "node.js": "javascript", "typescript": "javascript"}

// languageOf is the one language that a title names, "" if it names none or several.
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

// language is that of a project: what is known, or what PyPI files it under first.
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

// foreign reports whether a title is that of a list or section for another
// language than the project's.
func (p Project) foreign(title string) bool {
	of, own := languageOf(title), p.language()
	return of != "" && own != "" && of != own
}

// foreignTo reports whether a section, by its title or one above, is for another
// language than the project's.
func (p Project) foreignTo(s Section) bool {
	for _, title := range append([]string{s.Title}, s.Above...) {
		if of := languageOf(title); of != "" {
			return p.foreign(title)
		}
	}
	return false
}
