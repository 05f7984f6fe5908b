package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestFolder checks that files are joined and separated again, and that the fields of each
// format are read.
func TestFolder(t *testing.T) {
	files := []File{
		{"a.yml", []byte("---\nname: \"A: one\"\nurl: https://a.example # home\ntags: # topics\n  - web\n  - data\nabout: >-\n  Two\n  lines.\n---\nurl: https://other.example\n")},
		{"b.toml", []byte("name = \"B\"\nurl = 'https://b.example'\ntags = [\"web\", \"data\"]\n\n[more]\nurl = \"https://other.example\"\n")},
		{"c.json", []byte("{\n  \"name\": \"C \\u00e9\",\n  \"url\": \"https://c.example\",\n  \"tags\": [\n    \"web\"\n  ],\n  \"more\": {\n    \"url\": \"https://other.example\"\n  }\n}\n")},
		{"d.md", []byte("---\nname: D\nurl: https://d.example\ntags: [web, data]\n---\n\nurl: https://other.example\n")},
	}
	src := Bundle(append(slices.Clone(files),
		File{"e.yml", []byte("name: without newline")}, File{"f.yml", []byte("name: Mixed\r\nurl: x\n")}, File{"g.yml", []byte("-- a.yml --\n")},
		File{"h.yml", []byte("name: \x00\n")}, File{"i.yml", []byte("\ufeffname: I\n")}, File{"j.yml", nil}, File{"not.txt", []byte("name: G\n")}))
	files = append(files, File{"e.yml", []byte("name: without newline\n")}, File{Path: "f.yml"}, File{Path: "g.yml"}, File{Path: "h.yml"}, File{Path: "i.yml"}, File{Path: "j.yml"})
	if got, ok := Files(src); !ok || fmt.Sprint(got) != fmt.Sprint(files) {
		t.Errorf("got files %v, want %v", got, files)
	}
	var got strings.Builder
	for _, e := range Read(src).Sections[0].Entries {
		fmt.Fprintf(&got, "%s %s %s %s\n", e.File, e.Name, e.URL, e.Group)
		for _, c := range e.Cells {
			fmt.Fprintf(&got, "  %s %q %q\n", c.Column, c.Text, src[c.Start:c.End])
		}
	}
	want := `a.yml A: one https://a.example web
  name "A: one" "\"A: one\""
  url "https://a.example" "https://a.example # home"
  tags "web" "\n  - web\n  - data"
  about "Two lines." ">-\n  Two\n  lines."
b.toml B https://b.example web
  name "B" "\"B\""
  url "https://b.example" "'https://b.example'"
  tags "web" "[\"web\", \"data\"]"
c.json C é https://c.example web
  name "C é" "\"C \\u00e9\""
  url "https://c.example" "\"https://c.example\""
  tags "web" "[\n    \"web\"\n  ]"
  more "" "{\n    \"url\": \"https://other.example\"\n  }"
d.md D https://d.example web
  name "D" "D"
  url "https://d.example" "https://d.example"
  tags "web" "[web, data]"
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// TestNested checks which values have fields of their own.
func TestNested(t *testing.T) {
	for raw, want := range map[string]bool{
		"{a: 1}": true, "{\n \"a\": 1\n}": true, "[{a: 1}]": true, "[\n  {\"a\": 1}]": true, "\n  a: 1": true, "\n  - a: 1": true, "\n\n  'a b':\n    - 1": true,
		"": false, "a": false, "A: b": false, `"a: b"`: false, "\n  - a\n  - b: c": false, "\n  - \"a: b\"": false, "\n  - https://a.example": false, "[a, b]": false, ">-\n  a: b": false,
	} {
		if Nested(raw) != want {
			t.Errorf("Nested(%q) = %t", raw, !want)
		}
	}
}
