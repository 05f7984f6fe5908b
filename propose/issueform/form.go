// Package issueform reads the issue templates in .github/ISSUE_TEMPLATE: YAML files that
// describe the fields of an issue, and Markdown files that contain its text.
//
// [Parse] returns the fields in order, with the texts that explain them, or the text. Keys
// that the package does not know are ignored, and so are elements that take no answer, such
// as Markdown. [Form.Suggests] tells templates for new entries of a list from those for
// bugs and dead links.
//
// The package is pure. A form is untrusted: its texts must be escaped before they are shown.
package issueform

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"namedrop/internal/pattern"
)

// Kind is the kind of a field.
type Kind string

// Kinds of fields, as GitHub names them.
const (
	Input      Kind = "input"    // one line
	Textarea   Kind = "textarea" // several lines
	Dropdown   Kind = "dropdown"
	Checkboxes Kind = "checkboxes"
)

// Form is an issue form, or an issue template in Markdown, which has a Body and no Fields.
type Form struct {
	File        string // name without its folder: "add.yml"
	Name        string // in GitHub's list of forms
	Description string
	Title       string // title that new issues begin with, "" for none
	Fields      []Field
	Body        string
}

// Field is one field of a form.
type Field struct {
	Kind        Kind
	ID          string // of its URL parameter, "" for none
	Label       string
	Description string
	Value       string   // preset text, "" for none
	Options     []Option // of dropdowns and checkboxes
	Required    bool     // always false for checkboxes; their options are required
}

// Option is one choice of a dropdown, or one checkbox.
type Option struct {
	Label    string
	Required bool
}

// maxSize is the maximum length of a form in bytes.
const maxSize = 64 << 10

// element is an element of a form in YAML.
type element struct {
	Type       string `yaml:"type"`
	ID         string `yaml:"id"`
	Attributes struct {
		Label       string      `yaml:"label"`
		Description string      `yaml:"description"`
		Value       string      `yaml:"value"`
		Options     []yaml.Node `yaml:"options"`
	} `yaml:"attributes"`
	Validations struct {
		Required bool `yaml:"required"`
	} `yaml:"validations"`
}

// Parse reads a form from the content of a file. A file name that ends in ".md" is one of a
// Markdown template. The error names the file and says what is wrong; a form without
// fields is an error, and so is a Markdown template without a name or a text.
func Parse(file string, data []byte) (Form, error) {
	if len(data) > maxSize {
		return Form{}, fmt.Errorf("%s: longer than %d bytes", file, maxSize)
	}
	if strings.HasSuffix(strings.ToLower(file), ".md") {
		return parseMarkdown(file, data)
	}
	var raw struct {
		Name        string    `yaml:"name"`
		Description string    `yaml:"description"`
		Title       string    `yaml:"title"`
		Body        []element `yaml:"body"`
	}
	if err := yaml.Unmarshal(data, &raw); err != nil {
		return Form{}, fmt.Errorf("%s: not an issue form: %s", file, reason(err))
	}
	f := Form{File: file, Name: raw.Name, Description: raw.Description, Title: raw.Title}
	for _, e := range raw.Body {
		if field, ok := e.field(); ok {
			f.Fields = append(f.Fields, field)
		}
	}
	if len(f.Fields) == 0 {
		return Form{}, fmt.Errorf("%s: not an issue form: it has no fields", file)
	}
	return f, nil
}

// frontMatter matches the YAML at the top of a Markdown template, and the rest.
var frontMatter = pattern.Lazy(`(?s)^\x{feff}?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n(.*)$`)

// parseMarkdown reads a Markdown template.
func parseMarkdown(file string, data []byte) (Form, error) {
	var raw struct {
		Name  string `yaml:"name"`
		About string `yaml:"about"`
		Title string `yaml:"title"`
	}
	m := frontMatter().FindSubmatch(data)
	if m == nil {
		return Form{}, fmt.Errorf("%s: not an issue template: it has no name", file)
	}
	if err := yaml.Unmarshal(m[1], &raw); err != nil {
		return Form{}, fmt.Errorf("%s: not an issue template: %s", file, reason(err))
	}
	f := Form{File: file, Name: raw.Name, Description: raw.About, Title: raw.Title, Body: strings.TrimSpace(string(m[2]))}
	if f.Name == "" || f.Body == "" {
		return Form{}, fmt.Errorf("%s: not an issue template: it has no name or no text", file)
	}
	return f, nil
}

// reason returns what is wrong with YAML, without the name of the library.
func reason(err error) string {
	var types *yaml.TypeError
	if errors.As(err, &types) && len(types.Errors) > 0 {
		return types.Errors[0]
	}
	return strings.TrimPrefix(err.Error(), "yaml: ")
}

// field converts an element; ok is false for one that takes no answer.
func (e element) field() (f Field, ok bool) {
	f = Field{Kind: Kind(e.Type), ID: e.ID, Label: e.Attributes.Label, Description: e.Attributes.Description, Value: e.Attributes.Value, Required: e.Validations.Required}
	switch f.Kind {
	case Input, Textarea:
		return f, true
	case Dropdown, Checkboxes:
		for _, n := range e.Attributes.Options {
			if o, ok := option(n); ok {
				f.Options = append(f.Options, o)
			}
		}
		return f, len(f.Options) > 0
	}
	return f, false
}

// option reads an option, which is a text or has a label.
func option(n yaml.Node) (o Option, ok bool) {
	if n.Kind == yaml.ScalarNode {
		return Option{Label: n.Value}, true
	}
	var box struct {
		Label    string `yaml:"label"`
		Required bool   `yaml:"required"`
	}
	err := n.Decode(&box)
	return Option{box.Label, box.Required}, err == nil && box.Label != ""
}

// Words that tell forms for new entries from others.
var (
	suggests = pattern.Lazy(`(?i)\b(?:add|adding|addition|suggest(?:ion)?|submi(?:t|ssion)|propos(?:e|al)|new|recommend(?:ation)?|request)\b.*\b(?:entry|entries|project|package|library|tool|resource|item|link|software|app|listing|service|it)\b|\b(?:entry|project|package|library|tool|resource|item|software|app|service)\b.*\b(?:suggestion|submission|proposal|addition|recommendation|request)\b|^add\b`)
	repairs  = pattern.Lazy(`(?i)\bbugs?\b|\bbroken\b|\bdead\b|\bremov(?:e|al)\b|\boutdated\b|\bquestions?\b|\bfeature\b|\bdeprecat`)
)

// Suggests reports whether a form is for suggesting a new entry, by its name and
// description.
func (f Form) Suggests() bool {
	return !repairs().MatchString(f.Name) && (suggests().MatchString(f.Name) || suggests().MatchString(f.Description) && !repairs().MatchString(f.Description))
}
