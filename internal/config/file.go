package config

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"namedrop/internal/disk"
	"namedrop/internal/pattern"
)

const (
	configName = "config.yaml"
	maxConfig  = 1 << 20 // bytes
)

// readFiles reads the named file or, if named is "", the user's own file and then
// the one in the current directory, which overrides it.
func (s *Settings) readFiles(named string) error {
	if named != "" {
		return s.readFile(named)
	}
	own, err := UserFile()
	if err == nil && disk.Exists(own) {
		if err := s.readFile(own); err != nil {
			return err
		}
	}
	if disk.IsOneOf(configName, own) { // the current directory is its directory
		return nil
	}
	return s.readDirectory(configName)
}

// UserFile returns the path of the user's own file.
func UserFile() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "extract", configName), nil
}

// readFile reads a trusted file, which may set every key.
func (s *Settings) readFile(path string) error {
	data, err := readConfigFile(path)
	if err != nil {
		return err
	}
	node, err := parseConfig(path, data)
	if err != nil {
		return err
	}
	s.files = append(s.files, path)
	return s.merge(s.leaves(node, ""))
}

// readDirectory reads the file in the current directory, which is not trusted: it may
// set only harmless keys, see [isHarmless]. A file of another program is ignored.
func (s *Settings) readDirectory(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	if !info.Mode().IsRegular() || info.Size() > maxConfig {
		s.leave(path)
		return nil
	}
	data, err := readConfigFile(path)
	if err != nil {
		return err
	}
	node, err := parseConfig(path, data)
	if !s.isOurs(node, data) {
		s.leave(path)
		return nil
	}
	if err != nil {
		return err
	}
	s.files = append(s.files, path)
	leaves, err := s.harmless(s.leaves(node, ""))
	if err != nil {
		return err
	}
	return s.merge(leaves)
}

// leave records that a file was ignored.
func (s *Settings) leave(path string) {
	s.notes = append(s.notes, path+" is ignored: not a configuration of extract")
}

// isOurs reports whether a file has a section of our configuration, or only sections
// with similar names. If the file cannot be parsed (node is nil), a line that starts
// with the name of a section is enough.
func (s *Settings) isOurs(node *yaml.Node, data []byte) bool {
	sections := s.sections()
	if node == nil {
		pattern := regexp.MustCompile(`(?m)^(` + strings.Join(sections, "|") + `)\s*:`)
		return pattern.Match(data)
	}
	near := 0
	for i := 0; i < len(node.Content); i += 2 {
		section, _, _ := strings.Cut(strings.ToLower(node.Content[i].Value), ".")
		if slices.Contains(sections, section) {
			return true
		}
		if len(Similar(section, sections)) > 0 {
			near++
		}
	}
	return near > 0 && near == len(node.Content)/2
}

// sections returns the top-level sections.
func (s *Settings) sections() []string {
	var all []string
	for _, key := range s.keys() {
		section, _, _ := strings.Cut(key, ".")
		all = append(all, section)
	}
	return slices.Compact(all)
}

func readConfigFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, disk.Plain(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	switch {
	case err != nil:
		return nil, disk.Plain(err)
	case len(data) > maxConfig:
		return nil, fmt.Errorf("%s: larger than %d kB: not a configuration", path, maxConfig>>10)
	}
	return data, nil
}

// yamlLine matches the line number in an error of the YAML parser.
var yamlLine = pattern.Lazy(`line (\d+): `)

// parseConfig returns the top-level mapping of a file, an empty one for an empty file.
func parseConfig(path string, data []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		text := strings.TrimPrefix(err.Error(), "yaml: ")
		if at := yamlLine().FindStringSubmatch(text); at != nil {
			return nil, fmt.Errorf("%s:%s: invalid YAML: %s", path, at[1], strings.Replace(text, at[0], "", 1))
		}
		return nil, fmt.Errorf("%s: invalid YAML: %s", path, text)
	}
	if len(doc.Content) == 0 {
		return &yaml.Node{Kind: yaml.MappingNode}, nil
	}
	if root := doc.Content[0]; root.Kind == yaml.MappingNode {
		return root, nil
	}
	return nil, fmt.Errorf("%s:%d: not a configuration: want keys and values", path, doc.Content[0].Line)
}

// leaf is a key in a file with its value.
type leaf struct {
	key   string
	at    place
	value *yaml.Node
}

// leaves returns the keys below a mapping that have values, in the order of the file.
// It adds a fault for each unknown or repeated key.
func (s *Settings) leaves(node *yaml.Node, prefix string) []leaf {
	var all []leaf
	lines := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		name, value := node.Content[i], node.Content[i+1]
		key, at := prefix+strings.ToLower(name.Value), s.line(name.Line)
		line, twice := lines[key]
		lines[key] = name.Line
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		switch _, known := s.defaults[key]; {
		case twice:
			s.note(at, key, "key %q is already on line %d", key, line)
		case known:
			all = append(all, leaf{key, at, value})
		case !s.isSection(key):
			s.note(at, key, "unknown key %q; %s", key, keyHint(key, s.keys()))
		case value.Kind == yaml.MappingNode:
			all = append(all, s.leaves(value, key+".")...)
		case value.Tag != "!!null":
			s.note(at, key, "key %q is a section, not a value", key)
		}
	}
	return all
}

// note adds a fault of a key at a place.
func (s *Settings) note(at place, key, format string, args ...any) {
	s.faults = append(s.faults, fault{key, fmt.Sprintf(format, args...), &at})
}

// isSection reports whether a name is a section.
func (s *Settings) isSection(name string) bool {
	return slices.ContainsFunc(s.keys(), func(key string) bool { return strings.HasPrefix(key, name+".") })
}

// merge sets the keys of a file.
func (s *Settings) merge(leaves []leaf) error {
	values := map[string]any{}
	for _, l := range leaves {
		value, ok := valueOf(l.value)
		switch kind := kindOf(s.defaults[l.key]); {
		case l.value.Tag == "!!null":
		case l.key == tokenKey && l.value.Value+l.value.Tag != "!!str":
			s.note(l.at, l.key, "%s must not be set in a file; set %s, or put the token alone into a file and name that in github.token_file", l.key, TokenVariable)
		case !ok, kind != aList && l.value.Kind != yaml.ScalarNode, l.value.Kind == yaml.ScalarNode && !kind.accepts(l.value.Value):
			s.note(l.at, l.key, "%s is %s, want %s", l.key, shownValue(l.value), kind)
		default:
			s.places[l.key] = l.at
			section := sectionOf(values, l.key)
			section[l.key[strings.LastIndexByte(l.key, '.')+1:]] = value
		}
	}
	return s.v.MergeConfigMap(values)
}

// sectionOf returns the map of the section of a key, and creates it if needed.
func sectionOf(values map[string]any, key string) map[string]any {
	for {
		name, rest, below := strings.Cut(key, ".")
		if !below {
			return values
		}
		if values[name] == nil {
			values[name] = map[string]any{}
		}
		values, key = values[name].(map[string]any), rest
	}
}

// valueOf returns a value as a string or a list of strings; ok is false for anything else.
func valueOf(node *yaml.Node) (value any, ok bool) {
	if node.Kind == yaml.ScalarNode {
		return node.Value, true
	}
	texts := []string{}
	for _, item := range node.Content {
		if item.Kind != yaml.ScalarNode {
			return nil, false
		}
		texts = append(texts, item.Value)
	}
	return texts, node.Kind == yaml.SequenceNode
}

// shownValue returns a value for a message.
func shownValue(node *yaml.Node) string {
	if node.Kind == yaml.ScalarNode {
		return strconv.Quote(node.Value)
	}
	return "not a single value"
}
