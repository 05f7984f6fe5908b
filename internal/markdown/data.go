package markdown

import (
	"bytes"
	"strings"

	"namedrop/internal/pattern"
)

// Data files: some lists are generated from YAML with one record per project. Such a file
// is read line by line, so that each value keeps its byte range. Only what these files use
// is understood: sequences of mappings whose values are scalars.

// minRecords is the number of records with a name and an address that make a data file.
const minRecords = 2

var (
	recordLine = pattern.Lazy(`^( *)- +([A-Za-z_][\w-]*):(?:[ \t]+(.*?))?[ \t]*\r?\n?$`)
	fieldLine  = pattern.Lazy(`^( *)([A-Za-z_][\w-]*):(?:[ \t]+(.*?))?[ \t]*\r?\n?$`)
	ownerRepo  = pattern.Lazy(`^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$`)
	dataStart  = pattern.Lazy(`^(?:---|[A-Za-z_][\w-]*:|- +[A-Za-z_][\w-]*:)`)
)

// Keys of data files, in order of preference.
var (
	nameKeys     = []string{"name", "title", "project"}
	addressKeys  = []string{"github_id", "github_url", "github", "source_code_url", "repository", "repo", "source", "url", "link", "website_url", "homepage", "website"}
	aboutKeys    = []string{"description", "summary", "about", "desc"}
	categoryKeys = []string{"category", "section", "group", "topic"}
	titleKeys    = []string{"title", "name", "label"}
)

// record is a record of a data file while it is read.
type record struct {
	Entry
	indent int
	under  string // key of the top level that it belongs to
}

// readData reads a data file; ok is false for any other text.
func readData(src []byte) (l *List, ok bool) {
	if !looksLikeData(src) {
		return nil, false
	}
	var all []record
	titles := map[string]string{} // of categories
	for _, r := range records(src) {
		switch r.complete(); {
		case r.Name != "" && r.URL != "":
			all = append(all, r)
		default:
			if id, title := r.value(append(categoryKeys, "id", "key")), r.value(titleKeys); id != "" && title != "" {
				titles[id] = title
			}
		}
	}
	if len(all) < minRecords {
		return nil, false
	}
	s := Section{Title: "Projects", Level: 1, Parent: -1, End: len(src)}
	for _, r := range all {
		if r.indent != all[0].indent {
			continue
		}
		id := r.value(categoryKeys)
		if r.Group = titles[id]; r.Group == "" {
			r.Group = id
		}
		if r.Group == "" {
			r.Group = r.under
		}
		s.Entries = append(s.Entries, r.Entry)
	}
	return &List{Sections: []Section{s}}, true
}

// looksLikeData reports whether the first line with content is YAML, and no line links as
// Markdown does.
func looksLikeData(src []byte) bool {
	if bytes.Contains(src, []byte("](http")) {
		return false
	}
	for l := range bytes.Lines(src) {
		if t := bytes.TrimSpace(l); len(t) > 0 && t[0] != '#' {
			return dataStart().Match(t)
		}
	}
	return false
}

// records returns the items of sequences that are mappings.
func records(src []byte) (all []record) {
	at, line, under, open := 0, 0, "", false
	for l := range bytes.Lines(src) {
		start := at
		at += len(l)
		line++
		t := bytes.TrimSpace(l)
		last := len(all) - 1
		switch m := recordLine().FindSubmatchIndex(l); {
		case m != nil && (!open || m[3]-m[2] <= all[last].indent):
			e := Entry{Kind: Record, Parent: -1, Line: line, Start: start, End: at, Tail: at}
			all = append(all, record{Entry: e, indent: m[3] - m[2], under: under})
			open = true
			all[last+1].field(src, start, m)
		case len(t) == 0 || t[0] == '#':
			// the record may go on below
		case open && len(l)-len(bytes.TrimLeft(l, " ")) > all[last].indent:
			if m := fieldLine().FindSubmatchIndex(l); m != nil && m[3] == all[last].indent+2 {
				all[last].field(src, start, m)
			}
			all[last].End, all[last].Tail = at, at
		default:
			open = false
			if m := fieldLine().FindSubmatch(l); m != nil && len(m[1]) == 0 {
				under = string(m[2])
			}
		}
	}
	return all
}

// field adds a field of a record, which a line of the source contains.
func (r *record) field(src []byte, at int, m []int) {
	c := Cell{Column: string(src[at+m[4] : at+m[5]]), Start: at + m[5] + 1, End: at + m[5] + 1}
	if m[6] >= 0 {
		c.Start, c.End = at+m[6], at+m[7]
	}
	c.Text = unquoted(string(src[c.Start:c.End]))
	r.Cells = append(r.Cells, c)
}

// unquoted returns the value of a scalar. Block scalars and references are not read.
func unquoted(s string) string {
	if i := strings.Index(s, " #"); i >= 0 && !strings.HasPrefix(s, `"`) && !strings.HasPrefix(s, "'") {
		s = strings.TrimSpace(s[:i])
	}
	switch {
	case s == "" || strings.ContainsAny(s[:1], "|>&*[{!"):
		return ""
	case len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'':
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	case len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"':
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s[1 : len(s)-1])
	}
	return s
}

// value returns the first value that a record has under one of the keys, or "".
func (r *record) value(keys []string) string {
	for _, k := range keys {
		for _, c := range r.Cells {
			if c.Column == k && c.Text != "" {
				return c.Text
			}
		}
	}
	return ""
}

// complete derives the parts of an entry from the fields.
func (r *record) complete() {
	r.Name, r.Description = Clean(r.value(nameKeys)), Clean(r.value(aboutKeys))
	if r.URL = r.address(); r.URL != "" {
		r.Links = []Link{{Text: r.Name, URL: r.URL}}
	}
}

// address returns the first address that a record has, or "". A name of a repository counts
// as one. Other values of the keys of addresses are skipped.
func (r *record) address() string {
	for _, k := range addressKeys {
		switch v := r.value([]string{k}); {
		case ownerRepo().MatchString(v):
			return "https://github.com/" + v
		case strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "https://"):
			return v
		}
	}
	return ""
}
