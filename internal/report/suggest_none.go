package report

import (
	"fmt"
	"strings"

	"namedrop/internal/terminal"
)

// whyNone says why there are no candidates worth a decision, "" if there are some.
func (s Suggestions) whyNone() string {
	likely, unlikely := s.split()
	if len(likely) > 0 || s.Episodes == 0 {
		return ""
	}
	c := s.Counts
	if c.Mentioned == 0 {
		return "No package is mentioned"
	}
	var parts []string
	for _, part := range []struct {
		n   int
		are string
	}{
		{c.Listed, "in the list"}, {c.Weak, "not highlighted"}, {c.OffTopic, "off topic for this list"},
		{len(unlikely), "candidates with low scores"}, {len(s.Dismissed), "dismissed"},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.are))
		}
	}
	return terminal.Count(c.Mentioned, "package") + " mentioned: " + strings.Join(parts, ", ")
}
