package fit

import (
	"fmt"
	"math"
	"testing"
)

// TestTopics checks what topics say for and against a project, and that an entry is no
// evidence for itself.
func TestTopics(t *testing.T) {
	var entries, known []Project
	for i := range 20 {
		entries = append(entries, Project{Name: fmt.Sprint("async", i), Filed: "asyncio http-client"})
		known = append(known, Project{Name: fmt.Sprint("other", i), Filed: "wsgi web-framework"})
	}
	entries = append(entries, Project{Name: "alone", Filed: "robots"}, Project{Name: "unknown"})
	m := Learn(List{Title: "Clients", Sections: []Section{{Title: "Clients", Entries: entries}}}, known)
	has, lacks := m.topics().compare("asyncio http-client", false)
	if has <= 1 || lacks != 0 {
		t.Errorf("a project with the topics of the list: %.2f and %.2f, want more than 1, and 0", has, lacks)
	}
	if h, l := m.topics().compare("wsgi", false); h >= 0 || l >= -1 {
		t.Errorf("a project with other topics: %.2f and %.2f, want less than 0 and -1", h, l)
	}
	if h, l := m.topics().compare("", false); h != 0 || l != 0 {
		t.Errorf("a project without topics: %.2f and %.2f, want 0", h, l)
	}
	with, _ := m.topics().compare("robots", false)
	without, _ := m.topics().compare("robots", true)
	if without >= with || math.IsNaN(without) {
		t.Errorf("an entry with its own topic, left out: %.2f, want less than %.2f", without, with)
	}
}

// TestNoTopics checks lists whose entries the catalogue does not know.
func TestNoTopics(t *testing.T) {
	m := Learn(List{Sections: []Section{{Title: "All", Entries: []Project{{Name: "a"}, {Name: "b"}}}}}, []Project{{Name: "c", Filed: "wsgi"}})
	if h, l := m.topics().compare("asyncio", false); h != 0 || l != 0 {
		t.Errorf("topics on a list without: %.2f and %.2f, want 0", h, l)
	}
}
