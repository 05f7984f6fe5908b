package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"namedrop/extract"
)

// config is everything that can be configured. The keys of config.yaml are
// the names of the fields in their tags; that file documents each.
type config struct {
	DataDir string `mapstructure:"data_dir"`
	PyPI    struct {
		URL    string `mapstructure:"url"`
		TopURL string `mapstructure:"top_url"`
	} `mapstructure:"pypi"`
	List struct {
		Source string `mapstructure:"source"`
		Rules  struct {
			ForbiddenWords []string `mapstructure:"forbidden_words"`
		} `mapstructure:"rules"`
	} `mapstructure:"list"`
	Catalog struct {
		Extra string `mapstructure:"extra"`
	} `mapstructure:"catalog"`
	Find struct {
		Threshold float64 `mapstructure:"threshold"`
	} `mapstructure:"find"`
	Run struct {
		Parallel int `mapstructure:"parallel"`
	} `mapstructure:"run"`

	path string // of the file it was read from, "" if there was none
}

// defaults is the configuration of somebody who has none.
func defaults() config {
	var c config
	c.PyPI.URL = "https://pypi.org"
	c.PyPI.TopURL = "https://hugovk.github.io/top-pypi-packages/top-pypi-packages.min.json"
	c.List.Source = exampleSource
	c.List.Rules.ForbiddenWords = []string{"asyncio"}
	c.Find.Threshold = extract.DefaultThreshold
	return c
}

// flagKeys are the flags that set a key of the configuration.
var flagKeys = map[string]string{
	"list":     "list.source",
	"catalog":  "catalog.extra",
	"parallel": "run.parallel",
}

// loadConfig reads the configuration for a command: the built-in defaults,
// then the file, then the environment (EXTRACT_LIST_SOURCE), then the flags.
// Whatever is wrong with it is a usageError that names file, line and key.
func loadConfig(c *cobra.Command) (config, error) {
	v := viper.New()
	if err := setDefaults(v); err != nil {
		return config{}, err
	}
	v.SetEnvPrefix("EXTRACT")
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	for flag, key := range flagKeys {
		if f := c.Flags().Lookup(flag); f != nil {
			if err := v.BindPFlag(key, f); err != nil {
				return config{}, err
			}
		}
	}
	path, err := readConfig(v, c)
	if err != nil {
		return config{}, usageError{err}
	}
	cfg := config{path: path}
	if err := v.UnmarshalExact(&cfg); err != nil {
		return config{}, usageError{fmt.Errorf("%s%s", prefix(path), decodeFault(err))}
	}
	if err := cfg.validate(); err != nil {
		return config{}, usageError{fmt.Errorf("%s%v", prefix(path), err)}
	}
	return cfg, nil
}

// setDefaults tells viper every key, so that the environment reaches it.
func setDefaults(v *viper.Viper) error {
	sections := map[string]any{}
	if err := mapstructure.Decode(defaults(), &sections); err != nil {
		return err
	}
	for section, values := range sections {
		v.SetDefault(section, values)
	}
	return nil
}

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
	return path, v.MergeConfig(strings.NewReader(string(data)))
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

// checkKeys reports a key of the file that is not one of the known, with its
// line and the known key that is most like it.
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
		case !section && !slices.Contains(known, name):
			return fmt.Errorf("%s:%d: unknown key %q; the keys are %s", path, key.Line, name, strings.Join(slices.Sorted(slices.Values(known)), ", "))
		}
	}
	return nil
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

// decodeFault shortens the error of UnmarshalExact to one line.
func decodeFault(err error) string {
	lines := strings.Split(err.Error(), "\n")
	return strings.TrimSpace(strings.TrimLeft(lines[len(lines)-1], "* "))
}

// validate refuses values that make no sense.
func (c config) validate() error {
	switch {
	case c.Find.Threshold < 0 || c.Find.Threshold > 1:
		return fmt.Errorf("find.threshold is %v, want 0 to 1", c.Find.Threshold)
	case c.Run.Parallel < 0:
		return fmt.Errorf("run.parallel is %d, want 0 or more", c.Run.Parallel)
	case c.List.Source == "":
		return fmt.Errorf("list.source is empty, want a path or %q", exampleSource)
	}
	return nil
}

// prefix names the file in front of a message.
func prefix(path string) string {
	if path == "" {
		return "configuration: "
	}
	return path + ": "
}
