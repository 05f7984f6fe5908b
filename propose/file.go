package propose

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/internal/ref"
	"namedrop/propose/entry"
	"namedrop/propose/outline"
)

// Lists with one file per project: the source is a bundle of their folder (see
// [markdown.Bundle]), and a proposal is a new file. It has the keys that the other files
// have, in their order and style, and a name that follows from the project's name as
// theirs do.

// minFiles is the number of files from which a folder shows how its files are named.
const minFiles = 3

// inFolder reports whether the list is a folder of data files.
func (to target) inFolder() bool {
	return isData(to.list) && to.list.Sections[0].Entries[0].File != ""
}

// placeFile makes the proposal a new file, modelled on one of its group.
func (to target) placeFile(p *Proposal, f form) error {
	like := to.Entries[len(to.Entries)-1]
	name, err := to.fileName(p)
	if err != nil {
		return err
	}
	p.Order, p.Line = outline.Alphabetical, strings.TrimSuffix(f.line, "\n")
	if p.Line == "" {
		p.Line = to.content(p, like)
	}
	eol := markdown.LineEnding(to.src[like.Start:like.End])
	p.Line = strings.ReplaceAll(strings.ReplaceAll(p.Line, "\r\n", "\n"), "\n", eol)
	files, _ := markdown.Files(to.src)
	for _, f := range files {
		if strings.EqualFold(f.Path, name) { // many disks ignore the case of names
			return fmt.Errorf("candidate %s: the file %s exists already", p.Name, f.Path)
		}
		if f.Path < name {
			p.At += len(markdown.FileHead(f.Path)) + len(f.Data)
		}
	}
	p.Insert = markdown.FileHead(name) + p.Line + eol
	if made, _ := markdown.Files([]byte(p.Insert)); len(made) != 1 {
		return fmt.Errorf("candidate %s: its file would have a line of the form -- FILE --, which separates files; write the file by hand", p.Name)
	}
	return nil
}

// namings are the rules by which lists name the file of a project, the most usual first.
var namings = []func(name, address string) string{
	func(name, _ string) string { return joined(strings.ToLower(name), "-") },
	func(name, _ string) string { return strings.ToLower(strings.ReplaceAll(name, " ", "-")) },
	func(name, _ string) string { return joined(strings.ToLower(name), "_") },
	func(name, _ string) string { return joined(strings.ToLower(name), "") },
	func(name, _ string) string { return name },
	func(name, _ string) string { return strings.ReplaceAll(name, " ", "-") },
	func(name, _ string) string { return strings.ReplaceAll(name, " ", "_") },
	func(_, address string) string { return strings.ToLower(ref.Base(address)) },
	func(_, address string) string { return ref.Base(address) },
	func(_, address string) string { return joined(strings.ToLower(ref.InRepository(address)), "-") },
	func(_, address string) string { return strings.ReplaceAll(ref.InRepository(address), "/", "__") },
}

// joined returns the letters and digits of a name with a mark between its words.
func joined(name, mark string) string {
	return strings.Trim(notSlug().ReplaceAllString(name, mark), mark+" ")
}

var (
	notSlug  = pattern.Lazy(`[^\pL\pN]+`)
	safeFile = pattern.Lazy(`^[\pL\pN][\pL\pN._+ -]*$`)
)

// fileName returns the path of the new file. It returns an error if no rule explains the
// names of nine in ten files.
func (to target) fileName(p *Proposal) (string, error) {
	all := to.sec().Entries
	if len(all) < minFiles {
		return "", fmt.Errorf("its folder has only %d files, too few to tell how they are named; add the file by hand", len(all))
	}
	like := to.Entries[len(to.Entries)-1].File
	for _, naming := range namings {
		n := 0
		for _, e := range all {
			if stem := strings.TrimSuffix(path.Base(e.File), path.Ext(e.File)); stem == naming(e.Name, e.URL) {
				n++
			}
		}
		name := naming(p.Name, p.Candidate.URL)
		if 10*n >= 9*len(all) && safeFile().MatchString(name) {
			return path.Join(path.Dir(like), name+path.Ext(like)), nil
		}
	}
	return "", fmt.Errorf("the names of its files, such as %s, do not follow from the names of the projects; add the file by hand", like)
}

// content returns the content of a new file. A key whose value is unknown has a TODO if two
// thirds of the files have the key; the others are left out. So are keys with figures that
// the program of the list updates.
func (to target) content(p *Proposal, like markdown.Entry) string {
	share, text := to.shares(), to.unix(like.Start, like.End)
	format := markdown.FormatOf(like.File)
	var lines []string
	for _, c := range to.fields(like, share) {
		value := to.fileValue(p, c)
		if updatedKey().MatchString(c.Column) || value == "" && 3*share[c.Column] < 2*len(to.sec().Entries) {
			continue
		}
		if value == "" {
			value = "TODO"
			p.miss(entry.PartFields)
		}
		lines = append(lines, fieldForms[format](c.Column, value, to.unix(c.Start, c.End)))
	}
	switch {
	case format == markdown.JSON:
		indent := jsonIndent().FindStringSubmatch(text)[1]
		return "{\n" + indent + strings.Join(lines, ",\n"+indent) + "\n}"
	case format == markdown.FrontMatter:
		return "---\n" + strings.Join(lines, "\n") + "\n---" + to.body(p)
	case strings.HasPrefix(text, "---\n"):
		lines = slices.Insert(lines, 0, "---")
	}
	return strings.Join(lines, "\n")
}

// unix returns a range of the source without Windows line endings.
func (to target) unix(start, end int) string {
	return strings.ReplaceAll(string(to.src[start:end]), "\r\n", "\n")
}

// Keys with a meaning only in folders: figures that a program updates, such as the date of
// the last commit, and platforms, which can be languages.
var (
	updatedKey  = pattern.Lazy(`^(?:stars|stargazers(?:_count)?|github_stars|forks(?:_count)?|watchers|archived|(?:updated|pushed)(?:_at|_on)?|last_(?:commit|update|updated|release|modified)|(?:current|latest)_(?:release|version)|commit_history)$`)
	platformKey = pattern.Lazy(`^platforms?$`)
)

// fileValue returns the value of a field of a new file, or "" if it is unknown or has fields
// of its own.
func (to target) fileValue(p *Proposal, like markdown.Cell) string {
	switch language := tag(p.Candidate.Language); {
	case markdown.Nested(string(to.src[like.Start:like.End])):
		return ""
	case like.Text != "" && like.Text == to.Title:
		return like.Text
	case platformKey().MatchString(like.Column) && language != "" && to.uses(like.Column, language):
		return language
	}
	return to.value(p, like)
}

// uses reports whether a file has a value for a key, alone or in a sequence.
func (to target) uses(key, value string) bool {
	for _, e := range to.sec().Entries {
		for _, c := range e.Cells {
			if c.Column == key && slices.Contains(strings.FieldsFunc(string(to.src[c.Start:c.End]), notValue), value) {
				return true
			}
		}
	}
	return false
}

// notValue reports whether a character separates the values of a sequence.
func notValue(r rune) bool { return strings.ContainsRune(" -\n\"'[],", r) }

var jsonIndent = pattern.Lazy(`(?m)^([ \t]+)"`)

// body returns the text below the front matter of a new file, if most files have one: the
// description, unless that is a field.
func (to target) body(p *Proposal) string {
	text := markdown.Escape(p.Description)
	switch {
	case !to.hasBodies():
		return ""
	case to.hasField(aboutKey()):
		p.miss(entry.PartDetails)
		text = ""
	}
	return "\n\n" + cmp.Or(text, "TODO: describe "+markdown.Escape(p.Name))
}

// hasBodies reports whether most files have a text below their front matter.
func (to target) hasBodies() bool {
	all, n := to.sec().Entries, 0
	for _, e := range all {
		_, after, ok := strings.Cut(to.unix(e.Start, e.End), "\n---\n")
		if ok && markdown.FormatOf(e.File) == markdown.FrontMatter && strings.TrimSpace(after) != "" {
			n++
		}
	}
	return 2*n > len(all)
}

// where describes the place of a line of the source: its file or, if the list is one file,
// the line.
func (to target) where(line int) string {
	place := fmt.Sprintf("line %d of the list", line)
	for _, e := range to.sec().Entries {
		if e.File != "" && e.Line <= line {
			place = e.File
		}
	}
	return place
}

// fieldForms write a field in each format, like another value of it.
var fieldForms = [...]func(key, value, like string) string{
	markdown.YAML: yamlField, markdown.FrontMatter: yamlField, markdown.TOML: tomlField, markdown.JSON: jsonField,
}

func yamlField(key, value, like string) string {
	switch m := itemOf().FindStringSubmatch(like); {
	case m != nil:
		return key + ":" + m[1] + scalar(value, m[2])
	case strings.HasPrefix(like, "["):
		like = strings.TrimSpace(like[1:])
		if strings.ContainsAny(value, ",[]{}") && !strings.HasPrefix(like, "'") {
			like = `"` // the characters separate values here
		}
		return key + ": [" + scalar(value, like) + "]"
	}
	return key + ": " + scalar(value, like)
}

// itemOf matches a sequence of YAML with an item per line and captures what precedes the
// first item, and the item.
var itemOf = pattern.Lazy(`^(\n *- +)([^\n]*)`)

func tomlField(key, value, like string) string {
	quoted := string(quoteJSON(value))
	if strings.HasPrefix(like, "'") && !strings.Contains(value, "'") {
		quoted = "'" + value + "'"
	}
	if strings.HasPrefix(like, "[") {
		quoted = "[" + quoted + "]"
	}
	return key + " = " + quoted
}

func jsonField(key, value, like string) string {
	quoted := string(quoteJSON(value))
	if strings.HasPrefix(like, "[") {
		quoted = "[" + quoted + "]"
	}
	return string(quoteJSON(key)) + ": " + quoted
}

// quoteJSON returns a text as JSON, which TOML reads in the same way.
func quoteJSON(text string) []byte {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(text) != nil {
		return []byte(`""`) // unreachable: any text can be encoded
	}
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}
