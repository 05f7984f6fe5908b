package config

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-viper/mapstructure/v2"
	"go.yaml.in/yaml/v3"

	"namedrop/match"
)

// TestShippedConfig checks that config.yaml has every key with its built-in default.
func TestShippedConfig(t *testing.T) {
	read, err := Read("../../config.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := read.Config()
	if err != nil {
		t.Fatal(err)
	}
	want := defaults()
	want.files = []string{"../../config.yaml"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("config.yaml decodes to\n%+v, the defaults are\n%+v", got, want)
	}
	s, err := newSettings()
	if err != nil {
		t.Fatal(err)
	}
	if keys, all := keysOf(t, "../../config.yaml"), s.keys(); !slices.Equal(keys, all) {
		t.Errorf("config.yaml has the keys %v, there are %v", keys, all)
	}
}

// keysOf returns the keys of a configuration file, sorted.
func keysOf(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	var keys []string
	var walk func(prefix string, tree map[string]any)
	walk = func(prefix string, tree map[string]any) {
		for name, value := range tree {
			if below, ok := value.(map[string]any); ok {
				walk(prefix+name+".", below)
				continue
			}
			keys = append(keys, prefix+strings.ToLower(name))
		}
	}
	walk("", tree)
	slices.Sort(keys)
	return keys
}

// TestProfilesAreDocumented checks that config.yaml states the value of each rule in
// each profile.
func TestProfilesAreDocumented(t *testing.T) {
	data, err := os.ReadFile("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for profile, policy := range match.Profiles() {
		rules := map[string]any{}
		if err := mapstructure.Decode(vetRules(policy), &rules); err != nil {
			t.Fatal(err)
		}
		for key, value := range rules {
			said := regexp.MustCompile(`(?m)^  ` + key + `: # .*\b` + regexp.QuoteMeta(fmt.Sprintf("%s: %v", profile, value)) + `(,|$)`)
			if !said.Match(data) {
				t.Errorf("config.yaml does not say that vet.%s of %s is %v", key, profile, value)
			}
		}
	}
}
