package config

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"namedrop/internal/proposals"
)

// isHarmless reports whether a key may be set by a file in the current directory,
// which may come from somebody else's repository. A key belongs here only if it is of
// no use to an attacker who wants the user's token, files or identity: no URL that is
// requested, no path that is read or written, no limit on what is sent. New keys are
// not harmless until they are added.
func isHarmless(key string) bool {
	switch key {
	case "list.source", "catalog.extra", "episode.url", "find.threshold", "propose.labels", "propose.draft",
		"audit.stale_months", "audit.fail_on", "audit.ignore":
		return true
	}
	return strings.HasPrefix(key, "vet.") || strings.HasPrefix(key, "list.rules.")
}

// harmless returns the leaves that a file in the current directory may set. Any other
// key is an error, because ignoring it could send requests to hosts that the user did
// not mean, unless it has its default value, as in a copy of the documented file.
func (s *Settings) harmless(leaves []leaf) ([]leaf, error) {
	var kept []leaf
	for _, l := range leaves {
		switch {
		case isHarmless(l.key):
			if key := l.key; (key == "list.source" || key == "catalog.extra") && leadsOutside(l.value.Value) {
				return nil, fmt.Errorf("%s: %s is outside the current directory; %s", l.at.name, l.key, l.wayOut())
			}
			kept = append(kept, l)
		case !s.isDefault(l):
			return nil, fmt.Errorf("%s: %s is not read from the current directory, whose files may not be yours; %s", l.at.name, l.key, l.wayOut())
		}
	}
	return kept, nil
}

// wayOut says where else the key can be set.
func (l leaf) wayOut() string {
	if l.key == tokenKey {
		return "set " + TokenVariable
	}
	return fmt.Sprintf("set %s, use your own configuration (\"extract config path\"), or trust this file with --config %s", variable(l.key), configName)
}

// isDefault reports whether a value in a file is the default.
func (s *Settings) isDefault(l leaf) bool {
	if l.value.Tag == "!!null" {
		return true
	}
	value := reflect.New(reflect.TypeOf(s.defaults[l.key]))
	return l.value.Decode(value.Interface()) == nil && reflect.DeepEqual(value.Elem().Interface(), s.defaults[l.key])
}

// leadsOutside reports whether the source of a list or catalogue is a path outside the
// current directory.
func leadsOutside(source string) bool {
	_, _, onGitHub := proposals.OnGitHub(source)
	return source != "" && !onGitHub && !filepath.IsLocal(source)
}

// keyHint suggests keys for a misspelt one, or lists all keys.
func keyHint(key string, keys []string) string {
	if near := Similar(key, keys); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "the keys are " + strings.Join(keys, ", ")
}

// variableHint suggests variables for a misspelt one.
func variableHint(name string, names []string) string {
	near := Similar(name, names)
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

// Similar returns up to three names that a misspelt one may stand for, nearest first,
// or none.
func Similar(name string, names []string) []string {
	if len(name) < 3 { // too short: it is a prefix of too many
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
