package catalog

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// EncodeEmbedded returns the content of names.bin for the texts of names.tsv and
// aliases.tsv.
func EncodeEmbedded(names, aliases string) ([]byte, error) {
	projects, err := Parse("names.tsv", names)
	if err != nil {
		return nil, err
	}
	if err := addAliases(projects, "aliases.tsv", aliases); err != nil {
		return nil, err
	}
	return compileProjects(projects)
}

// compileProjects writes projects on PyPI that are sorted by name.
func compileProjects(projects []Project) ([]byte, error) {
	if len(projects) >= 1<<16-1 {
		return nil, fmt.Errorf("%d projects, more than a number of two bytes can tell apart", len(projects))
	}
	words := frequentWords(projects)
	numbers := make(map[string]int, len(words))
	for i, w := range words {
		numbers[w] = i
	}
	ends, records := make([]byte, 0, 3*len(projects)), []byte(nil)
	for _, p := range projects {
		record, err := appendRecord(nil, p, numbers)
		if err != nil {
			return nil, fmt.Errorf("%s: %v", p.Name, err)
		}
		records = append(records, record...)
		ends = appendEnd(ends, len(records))
	}
	controls, slots := letterTable(projects)
	repositories := repositoryTable(projects)
	wordEnds, text := joinWords(words)
	if len(records) >= 1<<24 || len(text) >= 1<<24 {
		return nil, fmt.Errorf("%d bytes of records and %d of words are more than three bytes can number", len(records), len(text))
	}
	var file []byte
	for _, n := range []int{len(projects), len(controls) / groupSize, len(repositories) / 2, len(words), len(text)} {
		file = binary.LittleEndian.AppendUint32(file, uint32(n))
	}
	return slices.Concat(file, controls, slots, repositories, wordEnds, text, ends, records), nil
}

// frequentWords returns the words that occur more than once, the most frequent first.
func frequentWords(projects []Project) []string {
	count := map[string]int{}
	for _, p := range projects {
		owner, name, _ := strings.Cut(p.Repository, "/")
		if count[owner]++; name != p.Name {
			count[name]++
		}
		for _, phrase := range []string{p.About, p.Topics} {
			for w := range strings.SplitSeq(phrase, " ") {
				count[w]++
			}
		}
	}
	maps.DeleteFunc(count, func(_ string, n int) bool { return n < 2 })
	words := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	return words[:min(len(words), maxWords)]
}

func joinWords(words []string) (ends, text []byte) {
	for _, w := range words {
		text = append(text, w...)
		ends = appendEnd(ends, len(text))
	}
	return ends, text
}

func appendEnd(b []byte, n int) []byte { return append(b, byte(n), byte(n>>8), byte(n>>16)) }

// appendRecord appends the record of a project.
func appendRecord(b []byte, p Project, numbers map[string]int) ([]byte, error) {
	owner, name, ok := strings.Cut(p.Repository, "/")
	kind := noRepository
	switch {
	case name == p.Name:
		kind = sameName
	case ok:
		kind = otherName
	}
	if len(p.Name) > maxName || len(p.Repository) > maxName || len(p.About) > maxName || len(p.Topics) > maxName || len(p.Aliases) > maxName || !p.OnPyPI {
		return nil, fmt.Errorf("a name, repository, description or topics of more than %d bytes, or not on PyPI", maxName)
	}
	b = appendText(b, p.Name)
	b = append(b, byte(slices.Index(marks, p.Mark)|kind<<markBits))
	if kind != noRepository {
		b = appendWord(b, owner, numbers)
	}
	if kind == otherName {
		b = appendWord(b, name, numbers)
	}
	b = append(b, byte(len(p.Aliases)))
	for _, a := range p.Aliases {
		b = appendText(b, a)
	}
	return appendPhrase(appendPhrase(b, p.About, numbers), p.Topics, numbers), nil
}

func appendText(b []byte, s string) []byte { return append(append(b, byte(len(s))), s...) }

func appendWord(b []byte, w string, numbers map[string]int) []byte {
	n, ok := numbers[w]
	switch {
	case !ok:
		return appendText(append(b, wordApart), w)
	case n < wordWide:
		return append(b, byte(n))
	}
	n -= wordWide
	return append(b, byte(wordWide+n>>8), byte(n))
}

func appendPhrase(b []byte, phrase string, numbers map[string]int) []byte {
	if phrase == "" {
		return append(b, 0)
	}
	words := strings.Split(phrase, " ")
	b = append(b, byte(len(words)))
	for _, w := range words {
		b = appendWord(b, w, numbers)
	}
	return b
}

// letterTable returns the table of letters.
func letterTable(projects []Project) (controls, slots []byte) {
	type key struct {
		letters string
		id      int
	}
	var keys []key
	for id, p := range projects {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if k := (key{Letters(name), id}); k.letters != "" && !slices.Contains(keys[max(0, len(keys)-len(p.Aliases)-1):], k) {
				keys = append(keys, k)
			}
		}
	}
	n := groupSize * groupsFor(len(keys))
	controls, slots = make([]byte, n), make([]byte, 2*n)
	for _, k := range keys {
		slot := freeSlot(controls, hash(k.letters))
		binary.LittleEndian.PutUint16(slots[2*slot:], uint16(k.id))
	}
	return controls, slots
}

// repositoryTable returns the table of repositories, each with its first project.
func repositoryTable(projects []Project) []byte {
	seen := map[string]bool{}
	slots := len(projects)*100/load + 1
	table := make([]byte, 2*slots)
	for id, p := range projects {
		repository := strings.ToLower(p.Repository)
		if repository == "" || seen[repository] {
			continue
		}
		seen[repository] = true
		slot := home(hash(repository), slots)
		for binary.LittleEndian.Uint16(table[2*slot:]) != 0 {
			slot = (slot + 1) % slots
		}
		binary.LittleEndian.PutUint16(table[2*slot:], uint16(id+1))
	}
	return table
}
