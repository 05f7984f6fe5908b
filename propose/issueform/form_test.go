package issueform

import (
	"reflect"
	"strings"
	"testing"
)

const kettles = `name: Suggest a kettle
description: Tell us about a project
title: "[Kettle]: "
labels: [suggestion]
body:
  - type: markdown
    attributes:
      value: Thank you.
  - type: input
    id: name
    attributes:
      label: Name
      placeholder: teapot
    validations: {required: true}
  - type: textarea
    attributes: {label: "Why?", description: One sentence., value: Because}
  - type: dropdown
    id: part
    attributes:
      label: Section
      options: [Boilers, "Tea pots", 3]
  - type: checkboxes
    id: terms
    attributes:
      label: Terms
      options:
        - label: I drink tea
          required: true
        - label: It boils
  - type: hologram
    attributes: {label: Shape}
`

func TestParse(t *testing.T) {
	got, err := Parse("kettle.yml", []byte(kettles))
	if err != nil {
		t.Fatal(err)
	}
	want := Form{File: "kettle.yml", Name: "Suggest a kettle", Description: "Tell us about a project", Title: "[Kettle]: ", Fields: []Field{
		{Kind: Input, ID: "name", Label: "Name", Required: true},
		{Kind: Textarea, Label: "Why?", Description: "One sentence.", Value: "Because"},
		{Kind: Dropdown, ID: "part", Label: "Section", Options: []Option{{"Boilers", false}, {"Tea pots", false}, {"3", false}}},
		{Kind: Checkboxes, ID: "terms", Label: "Terms", Options: []Option{{"I drink tea", true}, {"It boils", false}}},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "add.yml: not an issue form: it has no fields",
		"name: [":                              "add.yml: not an issue form: line 1: ",
		"body: 1":                              "add.yml: not an issue form: line 1: cannot unmarshal",
		"name: x\nbody: [{type: markdown}]":    "it has no fields",
		strings.Repeat("# filler\n", 64<<10/4): "longer than 65536 bytes",
	} {
		if _, err := Parse("add.yml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: error %v, want %q", text, err, want)
		}
	}
}

func TestParseMarkdown(t *testing.T) {
	got, err := Parse("Add.MD", []byte("---\r\nname: Add a loom\r\nabout: For new looms\r\ntitle: \"Add: \"\r\nlabels: x\r\n---\r\n\r\n**Name:**\r\n"))
	want := Form{File: "Add.MD", Name: "Add a loom", Description: "For new looms", Title: "Add: ", Body: "**Name:**"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, error %v; want %+v", got, err, want)
	}
	for text, want := range map[string]string{
		"**Name:**":            "x.md: not an issue template: it has no name",
		"---\nname: a\n---\n":  "x.md: not an issue template: it has no name or no text",
		"---\nname: [\n---\nb": "x.md: not an issue template: line 1: ",
	} {
		if _, err := Parse("x.md", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestSuggests(t *testing.T) {
	for name, want := range map[string]bool{
		"Add a project": true, "Suggest a new library": true, "Tool suggestion": true, "Software submission": true, "New entry": true, "Request a package": true,
		"Bug report": false, "Broken link": false, "Remove an entry": false, "Question": false, "Feature request for the site": false, "Outdated project": false,
	} {
		if got := (Form{Name: name}).Suggests(); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

func TestSuggestsByDescription(t *testing.T) {
	f := Form{Name: "Kettle", Description: "Suggest a new tool for the list"}
	if !f.Suggests() {
		t.Error("a form that suggests a tool by its description is not recognized")
	}
}

// FuzzParse checks that no input causes a panic and that fields keep their promises.
func FuzzParse(f *testing.F) {
	f.Add([]byte(kettles))
	f.Add([]byte("body: [{type: dropdown, attributes: {options: [{label: a}, [b]]}}]"))
	f.Add([]byte("---\nname: a\n---\nb"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if f, err := Parse("x.md", data); err == nil && (f.Name == "" || f.Body == "") {
			t.Fatal("a template without a name or a text is not an error")
		}
		form, err := Parse("x.yml", data)
		if err == nil && len(form.Fields) == 0 {
			t.Fatal("a form without fields is not an error")
		}
		for _, field := range form.Fields {
			if (field.Kind == Dropdown || field.Kind == Checkboxes) && len(field.Options) == 0 {
				t.Fatalf("%q has no options", field.Label)
			}
		}
	})
}
