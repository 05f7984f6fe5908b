package propose

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// Each line is the words of one subject: what lists call it, and the protocols,
// products and formats that summaries name. Projects of Python stand there only
// where others are described by them, as Django is. A word may stand in several
// lines. The first is what people are told.
//
//go:embed subjects.txt
var subjectLines string

// subjects gives the numbers of the subjects that a term belongs to.
var subjects = sync.OnceValue(func() map[string][]int {
	in := map[string][]int{}
	for i, line := range subjectNames() {
		for _, t := range unique(terms(line)) {
			in[t] = append(in[t], i)
		}
	}
	return in
})

// subjectNames are the lines of subjects.txt, one a subject.
func subjectNames() []string { return strings.Split(strings.TrimSpace(subjectLines), "\n") }

// subjectWeight is what a word counts for its subjects together, beside what it
// counts as itself.
const subjectWeight = 0.7

// subjectTerm is how a subject stands among terms, none of which begin so.
func subjectTerm(i int) string { return fmt.Sprintf("@%d", i) }

// addSubjects adds to a bag of terms the subjects that they belong to. A term
// of several says as little of each.
func (b bag) addSubjects() {
	found := bag{}
	for t, n := range b {
		of := subjects()[t]
		for _, i := range of {
			found[subjectTerm(i)] += subjectWeight * n / float64(len(of))
		}
	}
	for t, n := range found {
		b[t] = n
	}
}
