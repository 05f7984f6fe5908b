package cmd

import (
	"cmp"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"namedrop/extract"
	"namedrop/internal/audit"
	"namedrop/internal/linkcheck"
	"namedrop/internal/proposals"
	"namedrop/match"
)

// config is everything that can be configured. The keys of config.yaml are
// the names of the fields in their tags; that file documents each.
type config struct {
	DataDir string `mapstructure:"data_dir"`
	PyPI    struct {
		URL    string `mapstructure:"url"`
		TopURL string `mapstructure:"top_url"`
	} `mapstructure:"pypi"`
	GitHub struct {
		URL       string        `mapstructure:"url"`
		Token     string        `mapstructure:"token"` // only ever from the environment; never printed
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

	path string // of the file it was read from, "" if there was none
}

// defaults is the configuration of somebody who has none.
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

// flagKeys are the flags that set a key of the configuration. Where that
// depends on the command, its name stands in front.
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
		flag, ours := strings.CutPrefix(flag, c.Name()+" ")
		if f := c.Flags().Lookup(flag); f != nil && (ours || !strings.Contains(flag, " ")) {
			if err := v.BindPFlag(key, f); err != nil {
				return config{}, err
			}
		}
	}
	path, err := readConfig(v, c)
	if err != nil {
		return config{}, usageError{err}
	}
	if err := setProfile(v); err != nil {
		return config{}, usageError{fmt.Errorf("%s%v", prefix(path), err)}
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

// decodeFault shortens the error of UnmarshalExact to one line.
func decodeFault(err error) string {
	lines := strings.Split(err.Error(), "\n")
	return strings.TrimSpace(strings.TrimLeft(lines[len(lines)-1], "* "))
}

// isConfidence reports whether a number is one from 0 to 1, as NaN is not.
func isConfidence(x float64) bool { return x >= 0 && x <= 1 }

// isBare reports whether a time is a number that was written without a unit:
// these are nanoseconds, which nobody means.
func isBare(d time.Duration) bool { return d > 0 && d < time.Microsecond }

// validate refuses values that make no sense.
func (c config) validate() error {
	switch {
	case !isConfidence(c.Find.Threshold):
		return fmt.Errorf("find.threshold is %v, want 0 to 1", c.Find.Threshold)
	case c.Run.Parallel < 0:
		return fmt.Errorf("run.parallel is %d, want 0 or more", c.Run.Parallel)
	case c.List.Source == "":
		return fmt.Errorf("list.source is empty, want a path, github:owner/repo or %q", exampleSource)
	case strings.Contains(c.List.Source, "://"):
		return fmt.Errorf("list.source is %q, want github:owner/repo, github:owner/repo:path or a path on disk", c.List.Source)
	case isBare(c.GitHub.MaxWait) || isBare(c.Cache.Soft) || isBare(c.Cache.Hard):
		return fmt.Errorf("github.max_wait is %v, cache.soft %v and cache.hard %v: each is a number with h, m or s", c.GitHub.MaxWait, c.Cache.Soft, c.Cache.Hard)
	case c.GitHub.MaxWait < 0:
		return fmt.Errorf("github.max_wait is %v, want 0s or more", c.GitHub.MaxWait)
	case c.Cache.Soft < 0 || c.Cache.Hard <= 0 || c.Cache.Hard < c.Cache.Soft:
		return fmt.Errorf("cache.soft is %v and cache.hard %v, want 0s or more, and no less than that", c.Cache.Soft, c.Cache.Hard)
	}
	if repo, path, ok := proposals.OnGitHub(c.List.Source); ok && (strings.Count(repo, "/") != 1 || !fs.ValidPath(cmp.Or(path, "."))) {
		return fmt.Errorf("list.source is %q, want github:owner/repo or github:owner/repo:path", c.List.Source)
	}
	if err := c.Episode.validate(); err != nil {
		return err
	}
	if err := c.Propose.validate(); err != nil {
		return err
	}
	if err := c.Audit.validate(); err != nil {
		return err
	}
	return c.Vet.validate()
}

// prefix names the file in front of a message.
func prefix(path string) string {
	if path == "" {
		return "configuration: "
	}
	return path + ": "
}
