package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"namedrop/internal/pypi"
)

// Show writes the YAML of all keys with their values and places. Secrets are hidden. It
// returns the first fault of the configuration if there is one.
func (s *Settings) Show(w io.Writer) error {
	cfg, err := s.Config()
	if err != nil {
		return err
	}
	values, err := byKey(cfg)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := errors.Join(e.Encode(s.document(values)), e.Close()); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// Value is the value of a key, as it is shown.
type Value struct {
	Key   string `json:"key"`
	Value any    `json:"value"` // durations are texts; secrets are hidden
	From  string `json:"from"`  // the file and line, the variable or the flag that set it; "" for the default
}

// Values returns the values of all keys, sorted as in the documentation. It returns the
// first fault of the configuration if there is one.
func (s *Settings) Values() ([]Value, error) {
	cfg, err := s.Config()
	if err != nil {
		return nil, err
	}
	values, err := byKey(cfg)
	if err != nil {
		return nil, err
	}
	var all []Value
	for _, key := range s.keys() {
		v := Value{Key: key, From: s.places[key].name}
		if err := shown(key, values[key]).Decode(&v.Value); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// document returns the YAML of all keys with comments for their places.
func (s *Settings) document(values map[string]any) *yaml.Node {
	root := &yaml.Node{Kind: yaml.MappingNode}
	sections := map[string]*yaml.Node{"": root}
	for _, key := range s.keys() {
		section, name := sections[""], key
		for at := strings.IndexByte(key, '.'); at >= 0; at = nextDot(key, at) {
			section = child(sections, section, key[:at])
			name = key[at+1:]
		}
		value := shown(key, values[key])
		if at, ok := s.places[key]; ok {
			value.LineComment = at.name
		}
		section.Content = append(section.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, value)
	}
	return root
}

func nextDot(key string, at int) int {
	if next := strings.IndexByte(key[at+1:], '.'); next >= 0 {
		return at + 1 + next
	}
	return -1
}

// child returns the section with that path, and creates it below its parent if needed.
func child(sections map[string]*yaml.Node, parent *yaml.Node, path string) *yaml.Node {
	if node, ok := sections[path]; ok {
		return node
	}
	node := &yaml.Node{Kind: yaml.MappingNode}
	sections[path] = node
	parent.Content = append(parent.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: path[strings.LastIndexByte(path, '.')+1:]}, node)
	return node
}

// shown returns the value of a key without secrets: the token is hidden, and so are
// passwords in URLs.
func shown(key string, value any) *yaml.Node {
	text, isText := value.(string)
	switch {
	case key == tokenKey && text != "":
		value = "hidden"
	case isText && strings.HasSuffix(key, "url") && strings.Contains(text, "@"):
		value = pypi.Shown(text)
	}
	if d, ok := value.(fmt.Stringer); ok {
		value = d.String()
	}
	var node yaml.Node
	if err := node.Encode(value); err != nil {
		node = yaml.Node{Kind: yaml.ScalarNode, Value: fmt.Sprint(value)}
	}
	if node.Kind == yaml.SequenceNode {
		node.Style = yaml.FlowStyle
	}
	return &node
}
