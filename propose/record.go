package propose

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/internal/ref"
	"namedrop/propose/entry"
)

// Patterns for the keys of records whose values are known.
var (
	nameKey     = pattern.Lazy(`^(?:name|title|project)$`)
	repoKey     = pattern.Lazy(`^(?:github_id|repo_id|github_repo)$`)
	addressKey  = pattern.Lazy(`^(?:github_url|github|source_code_url|repository|repo|source|url|link)$`)
	homepageKey = pattern.Lazy(`^(?:homepage|website|website_url)$`)
	aboutKey    = pattern.Lazy(`^(?:description|summary|about|desc)$`)
	placeKey    = pattern.Lazy(`^(?:category|section|group|topic)$`)
	licenceKey  = pattern.Lazy(`^licen[cs]es?$`)
	languageKey = pattern.Lazy(`^(?:languages?|lang)$`)
	repoValue   = pattern.Lazy(`^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$`)
	pypiKey     = pattern.Lazy(`^pypi(?:_id|_name)?$`)
)

// isData reports whether a list is a data file of records.
func isData(list *markdown.List) bool {
	return len(list.Sections) == 1 && len(list.Sections[0].Entries) > 0 && list.Sections[0].Entries[0].Kind == markdown.Record
}

// record returns the record of a proposal, modelled on an adjacent one: its indentation,
// the order of its keys and its quotation marks. It contains the keys that at least half
// of the records have. A key with an unknown value is left out, and is missing if two
// thirds of the records have it.
func (to target) record(p *Proposal, like markdown.Entry) (string, error) {
	head := recordHead().FindString(string(to.src[like.Start:like.End]))
	if repoKey().MatchString(addressOf(like)) && ref.InRepository(p.Candidate.URL) == "" {
		return "", errors.New("its records need a repository on GitHub, and this project has none that is known")
	}
	share := to.shares()
	var lines []string
	for _, c := range to.fields(like, share) {
		value := to.value(p, c)
		if value == "" {
			if 3*share[c.Column] >= 2*len(to.sec().Entries) {
				p.miss(entry.PartColumns)
			}
			continue
		}
		lines = append(lines, c.Column+": "+scalar(value, string(to.src[c.Start:c.End])))
	}
	return head + strings.Join(lines, lineEnding(to.src, like)+strings.Repeat(" ", len(head))), nil
}

var recordHead = pattern.Lazy(`^ *- +`)

// addressOf returns the key of the field that has a record's address.
func addressOf(e markdown.Entry) string {
	for _, c := range e.Cells {
		if repoKey().MatchString(c.Column) && c.Text != "" {
			return c.Column
		}
	}
	return ""
}

// shares counts the records that have each key.
func (to target) shares() map[string]int {
	n := map[string]int{}
	for _, e := range to.sec().Entries {
		for _, c := range e.Cells {
			n[c.Column]++
		}
	}
	return n
}

// fields returns the fields of a new record: those of an adjacent one that at least half of
// the records have, and then the others that so many have.
func (to target) fields(like markdown.Entry, share map[string]int) []markdown.Cell {
	all := slices.DeleteFunc(slices.Clone(like.Cells), func(c markdown.Cell) bool { return 2*share[c.Column] < len(to.sec().Entries) })
	for _, e := range to.sec().Entries {
		for _, c := range e.Cells {
			if 2*share[c.Column] >= len(to.sec().Entries) && !slices.ContainsFunc(all, func(d markdown.Cell) bool { return d.Column == c.Column }) {
				all = append(all, c)
			}
		}
	}
	return all
}

// value returns the value of a proposal's field, or "" if it is unknown.
func (to target) value(p *Proposal, like markdown.Cell) string {
	c := p.Candidate
	switch key := like.Column; {
	case nameKey().MatchString(key):
		return p.Name
	case repoKey().MatchString(key):
		return ref.InRepository(c.URL)
	case addressKey().MatchString(key):
		if repo := ref.InRepository(c.URL); repo != "" && repoValue().MatchString(like.Text) {
			return repo
		}
		return p.Link
	case homepageKey().MatchString(key):
		return cmp.Or(c.Homepage, p.Link)
	case aboutKey().MatchString(key):
		return cmp.Or(p.Description, "TODO: describe "+p.Name)
	case placeKey().MatchString(key):
		return like.Text
	case licenceKey().MatchString(key):
		return tag(c.License)
	case languageKey().MatchString(key):
		return tag(c.Language)
	case pypiKey().MatchString(key) && c.Language == "Python":
		return c.Name
	}
	return ""
}

// hasDescriptions reports whether records have a description.
func (to target) hasDescriptions() bool {
	return to.hasField(aboutKey()) || to.inFolder() && to.hasBodies()
}

// hasField reports whether at least half of the records have a key that matches.
func (to target) hasField(key *regexp.Regexp) bool {
	for k, n := range to.shares() {
		if key.MatchString(k) && 2*n >= len(to.sec().Entries) {
			return true
		}
	}
	return false
}

// recordOf returns the number of the line of the record with an address, or 0.
func (to target) recordOf(address string) int {
	for _, e := range to.sec().Entries {
		if e.Kind == markdown.Record && strings.EqualFold(strings.TrimSuffix(e.URL, "/"), strings.TrimSuffix(address, "/")) {
			return e.Line
		}
	}
	return 0
}

// plainScalar matches a value that YAML reads as the same text without quotation marks;
// notText matches those among them that are not texts.
var (
	plainScalar = pattern.Lazy(`^[A-Za-z0-9/](?:[^:#\x00-\x1f]|:[^\s\x00-\x1f]|[^\s\x00-\x1f]#)*$`)
	notText     = pattern.Lazy(`(?i)^(?:true|false|yes|no|on|off|y|n|null|[0-9][0-9_.,:eExXoO+-]*|0[xb][0-9a-f_]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[t ].*)$`)
)

// scalar returns a value as YAML, with quotation marks like those of another value. A value
// without them gets double ones if it needs any.
func scalar(value, like string) string {
	switch {
	case strings.HasPrefix(like, "'"):
		return "'" + strings.ReplaceAll(value, "'", "''") + "'"
	case strings.HasPrefix(like, `"`), !plainScalar().MatchString(value), notText().MatchString(value), strings.HasSuffix(value, ":"), value != strings.TrimSpace(value):
		return fmt.Sprintf(`"%s"`, strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value))
	}
	return value
}
