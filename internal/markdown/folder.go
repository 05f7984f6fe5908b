package markdown

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/pattern"
)

// Folders of data files: some lists are generated from a folder with one file per project,
// in YAML, TOML, JSON or the front matter of Markdown. [Bundle] joins the files to one
// text, in which a line with the path precedes each file. The text is read like a data
// file: each file is a record, and its fields are those of its top level.

// fileLine matches the line before a file.
var fileLine = pattern.Lazy(`(?m)^-- (\S[^\r\n]*\.(?:ya?ml|toml|json|md)) --$`)

// IsDataFile reports whether a file name has the extension of a data file.
func IsDataFile(name string) bool {
	return slices.Contains([]string{".yml", ".yaml", ".toml", ".json", ".md"}, path.Ext(name))
}

// DataFiles returns those of the names of a folder's files that can be records: data files
// with the extension that most of them have. Hidden files and the README are none.
func DataFiles(names []string) []string {
	byType := map[string][]string{}
	total := 0
	for _, n := range names {
		if n != "" && IsDataFile(n) && !strings.ContainsAny(n[:1], "._") && !strings.EqualFold(n, "README.md") {
			byType[path.Ext(n)] = append(byType[path.Ext(n)], n)
			total++
		}
	}
	for _, files := range byType {
		if 2*len(files) > total {
			return files
		}
	}
	return nil
}

// File is a file of a folder.
type File struct {
	Path string // slash-separated
	Data []byte
}

// Unread returns the reason why a file cannot be part of a bundle, or "".
func (f File) Unread() string {
	switch {
	case bytes.Count(f.Data, []byte("\r\n")) != bytes.Count(f.Data, []byte("\r")), bytes.Contains(f.Data, []byte("\r\n")) && bytes.Count(f.Data, []byte("\r\n")) < bytes.Count(f.Data, []byte("\n")):
		return "has different line endings"
	case bytes.HasPrefix(f.Data, []byte("\ufeff")):
		return "begins with a byte order mark"
	case bytes.IndexByte(f.Data, 0) >= 0:
		return "has binary data"
	case fileLine().Match(f.Data):
		return "has a line of the form -- FILE --"
	}
	return ""
}

// Bundle joins files to one text, which [Read] understands. The files must be sorted by
// path. It leaves out files whose path is not that of a data file. Of a file that cannot
// be part of it (see [File.Unread]), only the path is kept. A missing final newline is
// added.
func Bundle(files []File) []byte {
	var b bytes.Buffer
	for _, f := range files {
		if !fileLine().MatchString(FileHead(f.Path)) {
			continue
		}
		b.WriteString(FileHead(f.Path))
		if f.Unread() != "" {
			continue
		}
		b.Write(f.Data)
		if len(f.Data) > 0 && !bytes.HasSuffix(f.Data, []byte("\n")) {
			b.WriteString(LineEnding(f.Data))
		}
	}
	return b.Bytes()
}

// LineEnding returns the line ending of a file whose lines all have the same.
func LineEnding(data []byte) string {
	if bytes.Contains(data, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// FileHead returns the line that precedes a file in a bundle.
func FileHead(path string) string { return "-- " + path + " --\n" }

// Files returns the files of a bundle; ok is false for any other text.
func Files(src []byte) (all []File, ok bool) {
	if !bytes.HasPrefix(src, []byte("-- ")) { // spares all other texts the search
		return nil, false
	}
	heads := fileLine().FindAllSubmatchIndex(src, -1)
	if len(heads) == 0 || heads[0][0] != 0 {
		return nil, false
	}
	for i, h := range heads {
		start, end := min(h[1]+1, len(src)), len(src)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		all = append(all, File{string(src[h[2]:h[3]]), src[start:end]})
	}
	return all, true
}

// readFolder reads a bundle; ok is false for any other text.
func readFolder(src []byte) (l *List, ok bool) {
	files, ok := Files(src)
	if !ok {
		return nil, false
	}
	s := Section{Title: "Projects", Level: 1, Parent: -1, End: len(src)}
	at, line := 0, 1
	for _, f := range files {
		head := len(FileHead(f.Path))
		r := record{Entry: Entry{Kind: Record, File: f.Path, Parent: -1, Line: line + 1, Start: at + head, End: at + head + len(f.Data), Tail: at + head + len(f.Data)}}
		r.Cells = fieldsOf(src[:r.End], r.Start, FormatOf(f.Path))
		if r.complete(); r.Name != "" && r.URL != "" {
			r.Group = r.value(append(slices.Clone(categoryKeys), "categories", "tags"))
			s.Entries = append(s.Entries, r.Entry)
		}
		at, line = r.End, line+1+bytes.Count(f.Data, []byte("\n"))
	}
	return &List{Sections: []Section{s}}, len(s.Entries) >= minRecords
}

// Format is the language of a data file.
type Format int

// Formats of data files.
const (
	YAML Format = iota
	TOML
	JSON
	FrontMatter // YAML at the top of Markdown
)

// FormatOf returns the format that the extension of a file stands for.
func FormatOf(name string) Format {
	switch path.Ext(name) {
	case ".toml":
		return TOML
	case ".json":
		return JSON
	case ".md":
		return FrontMatter
	}
	return YAML
}

// topField matches the first line of a field at the top level of each format, and captures
// its key and the start of its value. JSON must be indented by line.
var topField = [...]func() *regexp.Regexp{
	YAML:        yamlField,
	FrontMatter: yamlField,
	TOML:        pattern.Lazy(`^([A-Za-z_][\w-]*)[ \t]*=[ \t]*()\S`),
	JSON:        pattern.Lazy(`^[\t ]+"([A-Za-z_][\w-]*)"[ \t]*:[ \t]*()\S`),
}

var yamlField = pattern.Lazy(`^([A-Za-z_][\w-]*):(?:[ \t]+()\S|[ \t]*()\r?\n)`)

// fieldsOf returns the fields of a data file that begins at a byte of the source and ends
// with it. The range of a field includes the lines that continue its value.
func fieldsOf(src []byte, start int, format Format) (all []Cell) {
	if first, _, _ := bytes.Cut(src[start:], []byte("\n")); format == FrontMatter && string(bytes.TrimSuffix(first, []byte("\r"))) != "---" {
		return nil
	}
	at, top := start, 0 // top is the indentation of the first field
	for l := range bytes.Lines(src[start:]) {
		t := bytes.TrimSpace(l)
		if len(all) > 0 && endsFields(t, l, format) {
			break
		}
		end, indent := at+len(bytes.TrimRight(l, " \t\r\n")), len(l)-len(bytes.TrimLeft(l, " \t"))
		if m := topField[format]().FindSubmatchIndex(l); m != nil && (len(all) == 0 || indent == top) {
			top = indent
			value := at + max(m[4], m[len(m)-2])
			all = append(all, Cell{Column: string(l[m[2]:m[3]]), Start: value, End: max(value, end)})
		} else if len(all) > 0 && len(t) > 0 && t[0] != '#' {
			all[len(all)-1].End = end
		}
		at += len(l)
	}
	for i, c := range all {
		raw := string(src[c.Start:c.End])
		if format != JSON && strings.HasPrefix(raw, "#") { // a comment, and the value begins below
			comment, _, _ := strings.Cut(raw, "\n")
			c.Start += len(comment)
			all[i].Start, raw = c.Start, raw[len(comment):]
		}
		if format == JSON {
			raw = strings.TrimSuffix(raw, ",")
		}
		all[i].Text, all[i].End = firstValue(unixLines(raw)), c.Start+len(raw)
	}
	return all
}

// unixLines returns a value without Windows line endings.
func unixLines(raw string) string { return strings.ReplaceAll(raw, "\r\n", "\n") }

// endsFields reports whether a line, also given without white space around it, ends the
// fields of the top level.
func endsFields(t, line []byte, format Format) bool {
	switch format {
	case TOML:
		return len(t) > 0 && line[0] == '['
	case JSON:
		return string(t) == "}" && line[0] == '}'
	}
	return string(t) == "---"
}

// firstValue returns the text of a value, and of a sequence that of its first item. It
// is "" if the value is [Nested].
func firstValue(raw string) string {
	if Nested(raw) {
		return ""
	}
	raw = strings.TrimSpace(raw)
	if item, ok := strings.CutPrefix(raw, "- "); ok {
		item, _, _ = strings.Cut(item, "\n")
		return unquoted(strings.TrimSpace(item))
	}
	if items, ok := strings.CutPrefix(raw, "["); ok {
		items = strings.TrimSpace(items)
		if m := quotedItem().FindString(items); m != "" {
			return fromQuoted(m)
		}
		return strings.TrimSpace(items[:max(0, strings.IndexAny(items, ",]"))])
	}
	if quotedItem().FindString(raw) == raw && raw != "" {
		return fromQuoted(raw)
	}
	if text, ok := blockText(raw); ok {
		return text
	}
	return unquoted(raw)
}

// Nested reports whether a value of a data file has fields of its own, or is a sequence of
// such values.
func Nested(raw string) bool { return nested().MatchString(unixLines(raw)) }

var nested = pattern.Lazy(`^\s*(?:[\[-]\s*)?\{|^[ \t]*\n\s*(?:- +)?(?:\w[\w-]*|"[^"\n]*"|'[^'\n]*')[ \t]*:(?:\s|$)`)

var quotedItem = pattern.Lazy(`^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')`)

// fromQuoted returns the text of a quoted string of any format.
func fromQuoted(raw string) string {
	text := ""
	if raw[0] == '"' && json.Unmarshal([]byte(raw), &text) == nil {
		return text
	}
	return unquoted(raw)
}

// blockText returns the text of a block scalar of YAML in one line.
func blockText(raw string) (string, bool) {
	head, rest, ok := strings.Cut(raw, "\n")
	if !ok || strings.Trim(strings.TrimSpace(head), "|>+-") != "" {
		return "", false
	}
	return strings.Join(strings.Fields(rest), " "), true
}
