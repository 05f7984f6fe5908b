package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"
)

// readConfig merges the file into v and returns its path, "" if there is none
// and none was asked for.
func readConfig(v *viper.Viper, c *cobra.Command) (string, error) {
	path, err := c.Flags().GetString("config")
	if err != nil {
		return "", err
	}
	if path == "" {
		path = findConfig()
	}
	if path == "" {
		return "", nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	if err := checkKeys(path, data, v.AllKeys()); err != nil {
		return "", err
	}
	v.SetConfigType("yaml")
	if err := v.MergeConfig(strings.NewReader(string(data))); err != nil { // a key that stands there twice
		return "", fmt.Errorf("%s: %s", path, decodeFault(err))
	}
	return path, nil
}

// findConfig returns the first configuration file there is: here, or in the
// user's configuration directory.
func findConfig() string {
	places := []string{"config.yaml"}
	if dir, err := os.UserConfigDir(); err == nil {
		places = append(places, filepath.Join(dir, "extract", "config.yaml"))
	}
	for _, path := range places {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return path
		}
	}
	return ""
}

// checkKeys reports a key of the file that is not one of the known, or that must
// not be in a file, with its line. It shows no values.
func checkKeys(path string, data []byte, known []string) error {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("%s: %s", path, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 {
		return nil
	}
	if doc.Content[0].Kind != yaml.MappingNode {
		return fmt.Errorf("%s:%d: not a configuration: want keys and values", path, doc.Content[0].Line)
	}
	return checkNode(path, doc.Content[0], "", known)
}

func checkNode(path string, node *yaml.Node, prefix string, known []string) error {
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		name := prefix + strings.ToLower(key.Value)
		section := isSection(name, known)
		switch {
		case section && value.Kind == yaml.MappingNode:
			if err := checkNode(path, value, name+".", known); err != nil {
				return err
			}
		case section && value.Tag != "!!null":
			return fmt.Errorf("%s:%d: key %q is a section, not a value", path, key.Line, name)
		case name == tokenKey && !isEmpty(value):
			return fmt.Errorf("%s:%d: %s must not stand in a file that others read; put it into the environment (%s), or alone into a file that github.token_file names", path, key.Line, name, tokenVariable)
		case !section && !slices.Contains(known, name):
			return fmt.Errorf("%s:%d: unknown key %q; the keys are %s", path, key.Line, name, strings.Join(slices.Sorted(slices.Values(known)), ", "))
		}
	}
	return nil
}

// isEmpty reports whether nothing stands behind a key.
func isEmpty(value *yaml.Node) bool {
	return value.Tag == "!!null" || value.Kind == yaml.ScalarNode && value.Value == ""
}

// isSection reports whether known keys lie below name.
func isSection(name string, known []string) bool {
	for _, key := range known {
		if strings.HasPrefix(key, name+".") {
			return true
		}
	}
	return false
}
