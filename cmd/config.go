package cmd

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"namedrop/extract"
	"namedrop/internal/audit"
	"namedrop/internal/linkcheck"
	"namedrop/internal/proposals"
	"namedrop/internal/sanitize"
	"namedrop/match"
)

// config is the configuration. The tags of its fields are the keys of config.yaml,
// which documents each of them.
type config struct {
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
		Source string `mapstructure:"source"`
		Rules  struct {
			ForbiddenWords []string `mapstructure:"forbidden_words"`
		} `mapstructure:"rules"`
	} `mapstructure:"list"`
	Episode episodeConfig `mapstructure:"episode"`
	Catalog struct {
		Extra string `mapstructure:"extra"`
	} `mapstructure:"catalog"`
	Find struct {
		Threshold float64 `mapstructure:"threshold"`
	} `mapstructure:"find"`
	Propose proposeConfig `mapstructure:"propose"`
	Audit   auditConfig   `mapstructure:"audit"`
	Run     struct {
		Parallel int `mapstructure:"parallel"`
	} `mapstructure:"run"`

	files []string // files that were read
}

// defaults returns the built-in configuration.
func defaults() config {
	var c config
	c.PyPI.URL = "https://pypi.org"
	c.PyPI.TopURL = "https://hugovk.github.io/top-pypi-packages/top-pypi-packages.min.json"
	c.GitHub.URL = "https://api.github.com"
	c.GitHub.MaxWait = 2 * time.Minute
	c.OSV.URL = "https://api.osv.dev"
	c.Cache.Soft = 24 * time.Hour
	c.Cache.Hard = 30 * 24 * time.Hour
	c.Vet = vetConfig{match.DefaultProfile, vetRules(match.Profiles()[match.DefaultProfile])}
	c.List.Source = defaultSource
	c.List.Rules.ForbiddenWords = []string{"asyncio"}
	c.Find.Threshold = extract.DefaultThreshold
	c.Propose = proposeConfig{MaxOpen: 3, Labels: []string{"please vote"}, Mode: manual, MinConfidence: 0.9}
	c.Audit = auditConfig{StaleMonths: 36, Parallel: linkcheck.DefaultParallel, FailOn: string(audit.Warning), Ignore: []string{}}
	return c
}

// flagKeys maps flags to the configuration keys that they set. A flag that sets
// different keys in different commands is prefixed with the command.
var flagKeys = map[string]string{
	"list":            "list.source",
	"catalog":         "catalog.extra",
	"episode-url":     "episode.url",
	"run parallel":    "run.parallel",
	"review parallel": "run.parallel",
	"audit parallel":  "audit.parallel",
	"private":         "audit.private",
	"fail-on":         "audit.fail_on",
	"draft":           "propose.draft",
}

// loadConfig reads the configuration of a command. Files override the built-in
// defaults, environment variables override files, and flags override both. Errors are
// usageErrors that name the place and the key.
func loadConfig(c *cobra.Command) (config, error) {
	s, err := readSettings(c)
	if err != nil {
		return config{}, err
	}
	if f := c.Flags().Lookup("verbose"); f != nil && f.Changed {
		for _, note := range s.notes {
			fmt.Fprintln(c.ErrOrStderr(), "extract: "+sanitize.Lines(note))
		}
	}
	cfg, err := s.config()
	if err == nil && cfg.List.Source == standardInput && !readsList(c) {
		err = usageError{fmt.Errorf("list.source is %q, which only \"extract audit\" and \"extract notes\" accept; give a path or owner/repo", standardInput)}
	}
	return cfg, err
}

// readSettings reads the values of all keys. A key with a faulty value keeps its
// default, and [settings.config] reports the fault.
func readSettings(c *cobra.Command) (*settings, error) {
	s, err := newSettings()
	if err != nil {
		return nil, err
	}
	if err := s.readFiles(c); err != nil {
		return nil, usageError{err}
	}
	if err := s.readEnvironment(); err != nil {
		return nil, usageError{err}
	}
	return s, s.readFlags(c)
}

// config returns the configuration, or the first fault in the order of the files.
func (s *settings) config() (config, error) {
	s.setProfile()
	cfg := config{files: s.files}
	if err := s.v.UnmarshalExact(&cfg, viper.DecodeHook(mapstructure.ComposeDecodeHookFunc(
		mapstructure.StringToTimeDurationHookFunc(), mapstructure.StringToSliceHookFunc(",")))); err != nil {
		return config{}, usageError{err} // unreachable: each value was checked when it was read
	}
	cfg.List.Source = canonicalSource(cfg.List.Source)
	cfg.check(&s.faults)
	if err := s.first(); err != nil {
		return config{}, usageError{err}
	}
	return cfg, nil
}

// inputs returns the files that commands read or keep, besides transcripts. Results
// must not overwrite them.
func (c config) inputs() []string {
	files := slices.Concat(c.files, []string{c.List.Source, c.Catalog.Extra, c.GitHub.TokenFile})
	if path, err := storePath(c); err == nil {
		files = append(files, path)
	}
	return files
}

// isConfidence reports whether a number is between 0 and 1. NaN is not.
func isConfidence(x float64) bool { return x >= 0 && x <= 1 }

// check adds a fault for each value out of range.
func (c config) check(f *faults) {
	f.want(isConfidence(c.Find.Threshold), "find.threshold", "is %v, want 0 to 1", c.Find.Threshold)
	f.want(c.Run.Parallel >= 0, "run.parallel", "is %d, want 0 or more", c.Run.Parallel)
	f.want(c.GitHub.MaxWait >= 0, "github.max_wait", "is %v, want 0s or more", c.GitHub.MaxWait)
	f.want(c.Cache.Soft >= 0, "cache.soft", "is %v, want 0s or more", c.Cache.Soft)
	f.want(c.Cache.Hard > 0 && c.Cache.Hard >= c.Cache.Soft, "cache.hard", "is %v, want more than 0s, and no less than cache.soft, which is %v", c.Cache.Hard, c.Cache.Soft)
	c.checkSource(f)
	c.Episode.check(f)
	c.Propose.check(f)
	c.Audit.check(f)
	c.Vet.check(f)
}

func (c config) checkSource(f *faults) {
	source, key := c.List.Source, "list.source"
	if f.want(source != "", key, "is empty, want a path, owner/repo or %q", exampleSource) {
		f.want(!strings.Contains(source, "://"), key, "is %q, want %s", source, wantedSource)
	}
	repo, path, ok := proposals.OnGitHub(source)
	f.want(!ok || strings.Count(repo, "/") == 1 && fs.ValidPath(cmp.Or(path, ".")), key, "is %q, want github:owner/repo or github:owner/repo:path", source)
}
