// Package wellknown holds the topics of well-known projects that the catalogue lacks:
// libraries of other languages, applications, services, data sets and books. A list often
// has such entries, and their topics say beside which projects they are listed.
//
// projects.tsv is edited by hand (see its README) and compiled to topics.txt and
// projects.bin, which are part of the program. The package is pure and safe for concurrent
// use.
package wellknown

import (
	_ "embed"
	"strings"
	"sync"

	"namedrop/internal/catalog"
	"namedrop/internal/ref"
	"namedrop/internal/table"
)

//go:generate go run namedrop/internal/train/wellknown .

var (
	//go:embed projects.bin
	projects []byte
	//go:embed topics.txt
	topicLines string
)

// maxTopics is the number of topics of a project in the compiled file.
const maxTopics = 4

// known is the compiled file: for each key the numbers of its topics, counted from 1, and
// zeros.
var known = sync.OnceValue(func() table.Table {
	t, err := table.Open(projects, maxTopics)
	if err != nil {
		panic("internal/wellknown/projects.bin: " + err.Error())
	}
	return t
})

// topics holds the topics of topics.txt in their order.
var topics = sync.OnceValue(func() []string { return strings.Fields(topicLines) })

// Topics returns the topics of the project that a list links to by a name and an address,
// separated by spaces, the most specific first; "" if it is not known. The address is only
// needed for names that several projects have; without it, the result is what they share.
func Topics(name, address string) string {
	t := known()
	row := t.Find(strings.ToLower(ref.Repository(address)))
	if !row.Found() {
		row = t.Find(catalog.Letters(name))
	}
	var found []string
	for i := range maxTopics {
		if n := int(row.At(i)); n > 0 && n <= len(topics()) {
			found = append(found, topics()[n-1])
		}
	}
	return strings.Join(found, " ")
}
