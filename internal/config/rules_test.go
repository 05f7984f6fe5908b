package config

import (
	"os"
	"path/filepath"
	"testing"
)

// TestProfileRules: the profile of a list sets its rules, and single rules override it.
func TestProfileRules(t *testing.T) {
	for text, want := range map[string]struct {
		profile    string
		maxEntries int
		replace    bool
		forbidden  int // words
	}{
		"list: {source: owner/list}":           {"awesome-asyncio", 0, false, 0},
		"{}":                                   {"awesome-asyncio", 0, false, 1},
		"list: {source: example}":              {"awesome-asyncio", 0, false, 1},
		"list: {source: vinta/awesome-python}": {"awesome-python", 5, true, 0},
		"list: {source: 'https://github.com/vinta/awesome-python'}":             {"awesome-python", 5, true, 0},
		"vet: {profile: awesome-python}":                                        {"awesome-python", 5, true, 0},
		"vet: {profile: awesome-python}\nlist: {rules: {max_entries: 7}}":       {"awesome-python", 7, true, 0},
		"vet: {profile: awesome-asyncio}\nlist: {source: vinta/awesome-python}": {"awesome-asyncio", 0, false, 1},
	} {
		file := filepath.Join(t.TempDir(), "config.yaml")
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := Read(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		cfg, err := s.Config()
		if r := cfg.List.Rules; err != nil || cfg.Vet.Profile != want.profile || r.MaxEntries != want.maxEntries || r.Replace != want.replace || len(r.ForbiddenWords) != want.forbidden {
			t.Errorf("%s: profile %s, rules %+v, error %v; want %+v", text, cfg.Vet.Profile, r, err, want)
		}
	}
}
