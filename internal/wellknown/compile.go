package wellknown

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/table"
)

// project is a row of projects.tsv.
type project struct {
	key        string // the letters of its name
	repository string // "owner/repo" in lower case, "" if unknown
	topics     []string
}

// Compile converts projects.tsv of a directory to the contents of topics.txt and
// projects.bin. Errors name the file and line.
func Compile(dir fs.FS) (topics, projects []byte, err error) {
	var all []project
	err = table.Rows(dir, "projects.tsv", 3, func(cells []string) error {
		p := project{catalog.Letters(cells[0]), strings.ToLower(cells[1]), strings.Fields(cells[2])}
		if p.key == "" || len(p.topics) == 0 || len(p.topics) > maxTopics {
			return fmt.Errorf("want a name and one to %d topics", maxTopics)
		}
		all = append(all, p)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	endWithCommonest(all)
	vocabulary := vocabularyOf(all)
	projects, err = table.Compile("projects.tsv", rows(all, vocabulary))
	return []byte(strings.Join(vocabulary, "\n") + "\n"), projects, err
}

// endWithCommonest moves the topic that most projects have to the end of those that have
// the maximum number. The last column of the table has then so few different topics that
// a byte is enough for each.
func endWithCommonest(all []project) {
	count := map[string]int{}
	for _, p := range all {
		for _, t := range p.topics {
			count[t]++
		}
	}
	for _, p := range all {
		if len(p.topics) == maxTopics {
			commonest := slices.MaxFunc(p.topics, func(a, b string) int { return cmp.Compare(count[a], count[b]) })
			at := slices.Index(p.topics, commonest)
			copy(p.topics[at:], p.topics[at+1:])
			p.topics[maxTopics-1] = commonest
		}
	}
}

// vocabularyOf returns the topics of all projects in alphabetical order.
func vocabularyOf(all []project) []string {
	var vocabulary []string
	for _, p := range all {
		vocabulary = append(vocabulary, p.topics...)
	}
	slices.Sort(vocabulary)
	return slices.Compact(vocabulary)
}

// rows returns the rows of the table. The key of a project is its name. If several have that
// name, their keys are the repositories, and the name has the topics that all of them share.
func rows(all []project, vocabulary []string) []byte {
	named := map[string][]project{}
	for _, p := range all {
		named[p.key] = append(named[p.key], p)
	}
	var b bytes.Buffer
	for _, p := range all {
		same := named[p.key]
		if p.repository == same[0].repository {
			writeRow(&b, p.key, shared(same), vocabulary)
		}
		if len(same) > 1 {
			writeRow(&b, p.repository, p.topics, vocabulary)
		}
	}
	return b.Bytes()
}

// shared returns the topics that all of some projects have, in the order of the first.
func shared(projects []project) []string {
	var topics []string
	for _, t := range projects[0].topics {
		if !slices.ContainsFunc(projects, func(p project) bool { return !slices.Contains(p.topics, t) }) {
			topics = append(topics, t)
		}
	}
	return topics
}

// writeRow writes a key with the numbers of its topics, unless it has none.
func writeRow(b *bytes.Buffer, key string, topics, vocabulary []string) {
	if len(topics) == 0 {
		return
	}
	b.WriteString(key)
	for i := range maxTopics {
		n := 0
		if i < len(topics) {
			at, _ := slices.BinarySearch(vocabulary, topics[i])
			n = at + 1
		}
		fmt.Fprintf(b, "\t%d", n)
	}
	b.WriteByte('\n')
}
