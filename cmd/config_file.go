package cmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"
)

const (
	configName = "config.yaml"
	maxConfig  = 1 << 20 // bytes of a file that is read
)

// readFiles takes the values of the file that --config names; or else of the
// user's own file, and over that those of the current directory's.
func (s *settings) readFiles(c *cobra.Command) error {
	named, err := c.Flags().GetString("config")
	if err != nil {
		return err
	}
	if named != "" {
		return s.readFile(named)
	}
	own, err := userConfig()
	if err == nil && exists(own) {
		if err := s.readFile(own); err != nil {
			return err
		}
	}
	if isOneOf(configName, own) { // we stand in its directory
		return nil
	}
	return s.readDirectory(configName)
}

// userConfig is the place of the user's own file.
func userConfig() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "extract", configName), nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// readFile takes all values of a file that the user has chosen.
func (s *settings) readFile(path string) error {
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

// readDirectory takes the values of a file that lies in the current directory,
// which may be a stranger's: only those that decide neither where requests and
// the token go, nor what is read and written on this machine, nor what is sent.
// A file of another program is left alone.
func (s *settings) readDirectory(path string) error {
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

// leave notes that a file is of another program.
func (s *settings) leave(path string) {
	s.notes = append(s.notes, path+" is not a configuration of extract, and is ignored")
}

// isOurs reports whether a file names a section of ours, or nearly so and nothing
// else; of one that cannot be parsed, whether a line begins with one.
func (s *settings) isOurs(node *yaml.Node, data []byte) bool {
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
		if len(similar(section, sections)) > 0 {
			near++
		}
	}
	return near > 0 && near == len(node.Content)/2
}

// sections are the first words of all keys.
func (s *settings) sections() []string {
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
		return nil, plainly(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	switch {
	case err != nil:
		return nil, plainly(err)
	case len(data) > maxConfig:
		return nil, fmt.Errorf("%s: larger than %d kB: not a configuration", path, maxConfig>>10)
	}
	return data, nil
}

// plainly words an error of the file system as "path: what".
func plainly(err error) error {
	var at *fs.PathError
	switch {
	case !errors.As(err, &at):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such file", at.Path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: permission denied", at.Path)
	}
	return fmt.Errorf("%s: %w", at.Path, at.Err)
}

// yamlLine is how the parser names the line of a mistake.
var yamlLine = regexp.MustCompile(`line (\d+): `)

// parseConfig returns the mapping that a file holds; an empty one if it holds
// nothing.
func parseConfig(path string, data []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		text := strings.TrimPrefix(err.Error(), "yaml: ")
		if at := yamlLine.FindStringSubmatch(text); at != nil {
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

// leaf is a key of a file with its value.
type leaf struct {
	key   string
	at    place
	value *yaml.Node
}

// leaves are the keys of a mapping that have values, in the order of the file.
// What cannot be a key is noted as a fault.
func (s *settings) leaves(node *yaml.Node, prefix string) []leaf {
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

// note notes a fault of a key at its place.
func (s *settings) note(at place, key, format string, args ...any) {
	s.faults = append(s.faults, fault{key, fmt.Sprintf(format, args...), &at})
}

// isSection reports whether keys lie below a name.
func (s *settings) isSection(name string) bool {
	return slices.ContainsFunc(s.keys(), func(key string) bool { return strings.HasPrefix(key, name+".") })
}

// merge takes the values of a file.
func (s *settings) merge(leaves []leaf) error {
	values := map[string]any{}
	for _, l := range leaves {
		value, ok := valueOf(l.value)
		switch kind := kindOf(s.defaults[l.key]); {
		case l.value.Tag == "!!null":
		case l.key == tokenKey && l.value.Value+l.value.Tag != "!!str":
			s.note(l.at, l.key, "%s must not be in a file; put it into the environment (%s), or alone into a file that github.token_file names", l.key, tokenVariable)
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

// sectionOf is the map of the section that a key lies in.
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

// valueOf is a value as text or texts; not ok if it holds anything else.
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

// shownValue is a value in a message.
func shownValue(node *yaml.Node) string {
	if node.Kind == yaml.ScalarNode {
		return strconv.Quote(node.Value)
	}
	return "not a single value"
}
