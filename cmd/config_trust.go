package cmd

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"namedrop/internal/proposals"
)

// isHarmless reports whether the file of a directory that may be a stranger's can
// set a key: what to look for, how to judge it and how to word it. A new key is
// not, until it is named here. It must be of no use to somebody who wants the
// user's token, files, machine or name: no address that is asked, no place that is
// read or written, no bound of what is sent.
func isHarmless(key string) bool {
	switch key {
	case "list.source", "catalog.extra", "episode.url", "find.threshold", "propose.labels", "propose.draft",
		"audit.stale_months", "audit.fail_on", "audit.ignore":
		return true
	}
	return strings.HasPrefix(key, "vet.") || strings.HasPrefix(key, "list.rules.")
}

// harmless are the leaves of such a file that it may set. One that it may not is
// an error, for to go on without it could ask other hosts than the user means;
// unless it has the default value, as in a copy of the documented file.
func (s *settings) harmless(leaves []leaf) ([]leaf, error) {
	var kept []leaf
	for _, l := range leaves {
		switch {
		case isHarmless(l.key):
			if key := l.key; (key == "list.source" || key == "catalog.extra") && leadsOutside(l.value.Value) {
				return nil, fmt.Errorf("%s: %s leads out of the current directory; %s", l.at.name, l.key, l.wayOut())
			}
			kept = append(kept, l)
		case !s.isDefault(l):
			return nil, fmt.Errorf("%s: %s is not read from the current directory, which may be somebody else's; %s", l.at.name, l.key, l.wayOut())
		}
	}
	return kept, nil
}

// wayOut says where a key of a directory's file can be set.
func (l leaf) wayOut() string {
	if l.key == tokenKey {
		return "set " + tokenVariable
	}
	return fmt.Sprintf("set %s, use your own configuration (\"extract config path\"), or trust this file with --config %s", variable(l.key), configName)
}

// isDefault reports whether a value of a file says what holds without it.
func (s *settings) isDefault(l leaf) bool {
	if l.value.Tag == "!!null" {
		return true
	}
	value := reflect.New(reflect.TypeOf(s.defaults[l.key]))
	return l.value.Decode(value.Interface()) == nil && reflect.DeepEqual(value.Elem().Interface(), s.defaults[l.key])
}

// leadsOutside reports whether the source of a list or catalogue is a path that
// is not below the current directory.
func leadsOutside(source string) bool {
	_, _, onGitHub := proposals.OnGitHub(source)
	return source != "" && !onGitHub && !filepath.IsLocal(source)
}

// similar are those of some names that a misspelt one may mean, the nearest
// first; none if no one is near.
func similar(name string, names []string) []string {
	if len(name) < 3 { // which is the beginning of too much
		return nil
	}
	var c cobra.Command
	for _, n := range names {
		c.AddCommand(&cobra.Command{Use: n, Run: func(*cobra.Command, []string) {}})
	}
	for c.SuggestionsMinimumDistance = 1; c.SuggestionsMinimumDistance <= 3; c.SuggestionsMinimumDistance++ {
		if found := c.SuggestionsFor(name); len(found) > 0 {
			return found[:min(len(found), 3)]
		}
	}
	return nil
}

// keyHint names the key that a misspelt one may mean, or else all of them.
func keyHint(key string, keys []string) string {
	if near := similar(key, keys); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "the keys are " + strings.Join(keys, ", ")
}

// variableHint names the variable that a misspelt one may mean.
func variableHint(name string, names []string) string {
	near := similar(name, names)
	if len(near) == 0 {
		for _, n := range names {
			if strings.HasSuffix(n, strings.TrimPrefix(name, strings.TrimSuffix(variablePrefix, "_"))) {
				near = append(near, n)
			}
		}
	}
	if len(near) == 0 {
		return "\"extract config show\" lists the keys, and " + variable("section.key") + " sets section.key"
	}
	return "did you mean " + strings.Join(near, " or ") + "?"
}
