package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/exit"
	"namedrop/internal/sanitize"
)

// flagKeys maps flags to the configuration keys that they set. A flag that sets
// different keys in different commands is prefixed with the command.
var flagKeys = map[string]string{
	"list":            "list.source",
	"catalog":         "catalog.extra",
	"episode-url":     "episode.url",
	"run parallel":    "run.parallel",
	"review parallel": "run.parallel",
	"audit parallel":  "audit.parallel",
	"private":         "fetch.private",
	"audit private":   "audit.private",
	"fail-on":         "audit.fail_on",
	"draft":           "propose.draft",
}

// loadConfig reads the configuration of a command. Files override the built-in
// defaults, environment variables override files, and flags override both. Errors name
// the place and the key.
func loadConfig(c *cobra.Command) (config.Config, error) {
	s, err := settingsOf(c)
	if err != nil {
		return config.Config{}, err
	}
	if f := c.Flags().Lookup("verbose"); f != nil && f.Changed {
		for _, note := range s.Notes() {
			fmt.Fprintln(c.ErrOrStderr(), "extract: "+sanitize.Lines(note))
		}
	}
	cfg, err := s.Config()
	if err == nil && cfg.List.Source == config.StandardInput && !readsList(c) {
		err = exit.Usage(fmt.Errorf("list.source is %q, which only \"extract audit\" and \"extract notes\" accept; give a path or owner/repo", config.StandardInput))
	}
	return cfg, err
}

// settingsOf reads the settings of a command.
func settingsOf(c *cobra.Command) (*config.Settings, error) {
	file, err := c.Flags().GetString("config")
	if err != nil {
		return nil, err
	}
	return config.Read(file, flagsOf(c))
}

// flagsOf returns the flags given to a command that set configuration keys.
func flagsOf(c *cobra.Command) []config.Flag {
	var given []config.Flag
	for flag, key := range flagKeys {
		name, ours := strings.CutPrefix(flag, c.Name()+" ")
		f := c.Flags().Lookup(name)
		if f == nil || !f.Changed || !ours && strings.Contains(name, " ") {
			continue
		}
		given = append(given, config.Flag{Name: "--" + name, Key: key, Value: f.Value.String()})
	}
	return given
}

// consoleOf returns the console of a command.
func consoleOf(c *cobra.Command, env Env) *console.Console {
	quiet, _ := c.Flags().GetBool("quiet")
	return console.New(env.Err, quiet)
}

// readsList reports whether a command only reads the list. Others save results under
// its source, and must be able to read it again.
func readsList(c *cobra.Command) bool { return c.Name() == "audit" || c.Name() == "notes" }
