package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"namedrop"
	"namedrop/internal/pypi"
)

// newConfig returns the parent of the configuration commands.
func newConfig(env Env) *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Check, show or create the configuration",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newConfigCheck(env), newConfigInit(env), newConfigPath(env), newConfigShow(env))
	return c
}

func newConfigCheck(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check the configuration and report the first fault with its key and line",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			if _, err := cfg.readToken(); err != nil {
				return usageError{err}
			}
			if len(cfg.files) == 0 {
				_, err = fmt.Fprintln(env.Out, "no configuration file: using defaults")
				return err
			}
			_, err = fmt.Fprintf(env.Out, "%s: no faults found\n", strings.Join(cfg.files, ", "))
			return err
		},
	}
}

func newConfigPath(env Env) *cobra.Command {
	return &cobra.Command{
		Use:     "path",
		Short:   "Print the path of your configuration file, whether it exists or not",
		Example: "  $EDITOR \"$(extract config path)\"",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			path, err := ownConfig(c)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(env.Out, path)
			return err
		},
	}
}

// ownConfig returns the path given with --config, or else of the user's own file.
func ownConfig(c *cobra.Command) (string, error) {
	path, err := c.Flags().GetString("config")
	if path != "" || err != nil {
		return path, err
	}
	if path, err = userConfig(); err != nil {
		return "", usageError{errors.New("no configuration directory: neither XDG_CONFIG_HOME nor HOME is set; give a file with --config")}
	}
	return path, nil
}

func newConfigInit(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Create your configuration file with every key and its default",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			path, err := ownConfig(c)
			if err != nil {
				return err
			}
			if err := createConfig(path); err != nil {
				return err
			}
			_, err = fmt.Fprintln(env.Out, path)
			return err
		},
	}
}

// createConfig writes the documented file. An existing file is an error.
func createConfig(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return plainly(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return usageError{fmt.Errorf("%s already exists; edit it or move it away", path)}
	}
	if err != nil {
		return plainly(err)
	}
	_, err = f.Write(namedrop.Config)
	return errors.Join(err, f.Close())
}

func newConfigShow(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "show",
		Short: "Show the value of every key, and where it was set",
		Long: `Print every key and its current value as YAML. A comment names the file and line
or the environment variable that set it; keys without a comment have their
default value. The token is never shown.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := readSettings(c)
			if err != nil {
				return err
			}
			cfg, err := s.config()
			if err != nil {
				return err
			}
			values, err := byKey(cfg)
			if err != nil {
				return err
			}
			e := yaml.NewEncoder(env.Out)
			e.SetIndent(2)
			return errors.Join(e.Encode(s.document(values)), e.Close())
		},
	}
}

// document returns the YAML of all keys with comments for their places.
func (s *settings) document(values map[string]any) *yaml.Node {
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
