package markdown

import (
	"fmt"
	"strings"
	"testing"
)

const looms = `# What we weave with.
categories:
  - category: "hand"
    title: 'Hand looms: all'
projects:
  - name: Heddle # the first
    github_id: weave/heddle
    labels: [linen]
    category: hand

  # a comment
  - name: "Shed \"two\""
    url: https://shed.example/
    description: |
      Two lines,
      - name: none
    category: power
  - name: nowhere
- name: Elsewhere
  url: https://elsewhere.example
`

func TestReadData(t *testing.T) {
	l := Read([]byte(looms))
	check(t, []byte(looms), l)
	var got []string
	for _, e := range l.Sections[0].Entries {
		got = append(got, fmt.Sprintf("%d %s <%s> %q", e.Line, e.Name, e.URL, e.Group))
	}
	want := []string{`6 Heddle <https://github.com/weave/heddle> "Hand looms: all"`, `12 Shed "two" <https://shed.example/> "power"`}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, c := range l.Sections[0].Entries[0].Cells {
		if c.Column == "labels" && looms[c.Start:c.End] != "[linen]" {
			t.Errorf("labels at %q", looms[c.Start:c.End])
		}
	}
}

// TestReadNoData checks that files that only resemble a data file are read as Markdown.
func TestReadNoData(t *testing.T) {
	for _, src := range []string{
		"# Looms\n\n- name: [a](https://a.example)\n  url: x\n- name: b\n  url: https://b.example\n- name: c\n  url: https://c.example\n",
		"name: a\nurl: https://a.example\n",
		"- name: a\n  url: https://a.example\n",
		"Text.\n\n- name: a\n  url: https://a.example\n- name: b\n  url: https://b.example\n",
	} {
		for _, s := range Read([]byte(src)).Sections {
			for _, e := range s.Entries {
				if e.Kind == Record {
					t.Errorf("%q has the record %q", src, e.Name)
				}
			}
		}
	}
}
