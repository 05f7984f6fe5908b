// Package config reads the configuration: the user's file, the file in the current
// directory, environment variables and the flags of a command, in this order. Later ones
// override earlier ones.
//
// Every value is checked when it is read, and an error names the place and the key. The
// file in the current directory may come from somebody else's repository, so it can set
// only keys that are of no use to an attacker. [Config.ReadToken] finds the token of
// GitHub; no message contains any part of it.
//
// The package is the only importer of viper. It knows no commands.
package config

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"

	"namedrop/extract"
	"namedrop/internal/audit"
	"namedrop/internal/linkcheck"
	"namedrop/internal/proposals"
	"namedrop/internal/sanitize"
	"namedrop/match"
)

// Config is the configuration. The tags of its fields are the keys of config.yaml,
// which documents each of them.
type Config struct {
	DataDir string `mapstructure:"data_dir"`
	PyPI    struct {
		URL    string `mapstructure:"url"`
		TopURL string `mapstructure:"top_url"`
	} `mapstructure:"pypi"`
	GitHub struct {
		URL       string        `mapstructure:"url"`
		Token     string        `mapstructure:"token"` // from the environment only; never printed
		TokenFile string        `mapstructure:"token_file"`
		MaxWait   time.Duration `mapstructure:"max_wait"`
	} `mapstructure:"github"`
	OSV struct {
		URL string `mapstructure:"url"`
	} `mapstructure:"osv"`
	Cache struct {
		Soft time.Duration `mapstructure:"soft"`
		Hard time.Duration `mapstructure:"hard"`
	} `mapstructure:"cache"`
	Vet  vetConfig `mapstructure:"vet"`
	List struct {
		Source string    `mapstructure:"source"`
		Rules  listRules `mapstructure:"rules"`
	} `mapstructure:"list"`
	Episode episodeConfig `mapstructure:"episode"`
	Fetch   struct {
		Private bool `mapstructure:"private"`
	} `mapstructure:"fetch"`
	Catalog struct {
		Extra string `mapstructure:"extra"`
	} `mapstructure:"catalog"`
	Find struct {
		Threshold float64 `mapstructure:"threshold"`
	} `mapstructure:"find"`
	Propose proposeConfig `mapstructure:"propose"`
	Audit   AuditConfig   `mapstructure:"audit"`
	Run     struct {
		Parallel int `mapstructure:"parallel"`
	} `mapstructure:"run"`
	Watch watchConfig `mapstructure:"watch"`

	files []string // files that were read
}

// defaults returns the built-in configuration.
func defaults() Config {
	var c Config
	c.PyPI.URL = "https://pypi.org"
	c.PyPI.TopURL = "https://hugovk.github.io/top-pypi-packages/top-pypi-packages.min.json"
	c.GitHub.URL = "https://api.github.com"
	c.GitHub.MaxWait = 2 * time.Minute
	c.OSV.URL = "https://api.osv.dev"
	c.Cache.Soft = 24 * time.Hour
	c.Cache.Hard = 30 * 24 * time.Hour
	c.Vet = vetConfig{match.DefaultProfile, vetRules(match.Profiles()[match.DefaultProfile])}
	c.List.Source = DefaultSource
	c.List.Rules = profileRules(match.DefaultProfile)
	c.Find.Threshold = extract.DefaultThreshold
	c.Propose = proposeConfig{MaxOpen: 3, Labels: []string{"please vote"}, Mode: manual, MinConfidence: 0.9}
	c.Watch.Feeds = []string{}
	c.Audit = AuditConfig{StaleMonths: 36, Parallel: linkcheck.DefaultParallel, FailOn: string(audit.Warning), Ignore: []string{}}
	return c
}

// Read reads the values of all keys from a file, the environment and the given
// flags. If file is "", it reads the user's own file and then the one in the current
// directory. A key with a faulty value keeps its default, and [settings.Config] reports
// the fault.
func Read(file string, flags []Flag) (*Settings, error) {
	s, err := newSettings()
	if err != nil {
		return nil, err
	}
	if err := s.readFiles(file); err != nil {
		return nil, Error{err}
	}
	if err := s.readEnvironment(); err != nil {
		return nil, Error{err}
	}
	for _, f := range flags {
		s.places[f.Key] = outside(f.Name)
		s.v.Set(f.Key, f.Value)
	}
	return s, nil
}

// Flag is the value that a command line sets a key to.
type Flag struct {
	Name  string // "--list"
	Key   string // "list.source"
	Value string
}

// Notes returns remarks about files that were ignored.
func (s *Settings) Notes() []string { return s.notes }

// Error is an error in the configuration. It names the place and the key.
type Error struct{ error }

func (e Error) Unwrap() error { return e.error }

// Config returns the configuration, or the first fault in the order of the files.
func (s *Settings) Config() (Config, error) {
	s.setProfile()
	cfg := Config{files: s.files}
	if err := s.v.UnmarshalExact(&cfg, viper.DecodeHook(mapstructure.ComposeDecodeHookFunc(
		mapstructure.StringToTimeDurationHookFunc(), mapstructure.StringToSliceHookFunc(",")))); err != nil {
		return Config{}, Error{err} // unreachable: each value was checked when it was read
	}
	cfg.List.Source = Canonical(cfg.List.Source)
	cfg.check(&s.faults)
	if err := s.first(); err != nil {
		return Config{}, Error{err}
	}
	return cfg, nil
}

// Inputs returns the files that commands read or keep, besides transcripts. Results
// must not overwrite them.
func (c Config) Inputs() []string {
	files := slices.Concat(c.files, []string{c.List.Source, c.Catalog.Extra, c.GitHub.TokenFile})
	if path, err := StorePath(c); err == nil {
		files = append(files, path)
	}
	return files
}

// isConfidence reports whether a number is between 0 and 1. NaN is not.
func isConfidence(x float64) bool { return x >= 0 && x <= 1 }

// check adds a fault for each value out of range.
func (c Config) check(f *faults) {
	f.want(isConfidence(c.Find.Threshold), "find.threshold", "is %v, want 0 to 1", c.Find.Threshold)
	f.want(c.Run.Parallel >= 0, "run.parallel", "is %d, want 0 or more", c.Run.Parallel)
	f.want(c.GitHub.MaxWait >= 0, "github.max_wait", "is %v, want 0s or more", c.GitHub.MaxWait)
	f.want(c.Cache.Soft >= 0, "cache.soft", "is %v, want 0s or more", c.Cache.Soft)
	f.want(c.Cache.Hard > 0 && c.Cache.Hard >= c.Cache.Soft, "cache.hard", "is %v, want more than 0s, and no less than cache.soft, which is %v", c.Cache.Hard, c.Cache.Soft)
	c.checkSource(f)
	c.checkAddresses(f)
	c.Episode.check(f)
	c.Propose.check(f)
	c.Audit.check(f)
	c.Vet.check(f)
	c.List.Rules.check(f)
	c.Watch.check(f)
}

// Address is a key with the http or https address that it is set to.
type Address struct{ Key, URL string }

// Addresses returns the addresses that are set, except those of feeds.
func (c Config) Addresses() []Address {
	all := []Address{{"pypi.url", c.PyPI.URL}, {"pypi.top_url", c.PyPI.TopURL}, {"github.url", c.GitHub.URL}, {"osv.url", c.OSV.URL}}
	return slices.DeleteFunc(all, func(a Address) bool { return a.URL == "" })
}

// checkAddresses adds a fault for each address that is malformed.
func (c Config) checkAddresses(f *faults) {
	f.want(c.PyPI.URL != "", "pypi.url", "is empty, want the address of PyPI or of a mirror")
	f.want(c.GitHub.URL != "", "github.url", "is empty, want the address of GitHub's API")
	for _, a := range c.Addresses() {
		f.want(sanitize.URL(a.URL) != "", a.Key, "is not an http or https address without a user name")
	}
}

func (c Config) checkSource(f *faults) {
	source, key := c.List.Source, "list.source"
	if f.want(source != "", key, "is empty, want a path, owner/repo or %q", ExampleSource) {
		f.want(!strings.Contains(source, "://"), key, "is %q, want %s", source, wantedSource)
	}
	repo, path, ok := proposals.OnGitHub(source)
	f.want(!ok || strings.Count(repo, "/") == 1 && fs.ValidPath(cmp.Or(strings.TrimSuffix(path, "/"), ".")), key, "is %q, want github:owner/repo or github:owner/repo:path", source)
}

// Files returns the configuration files that were read, in the order of reading.
func (c Config) Files() []string { return c.files }
