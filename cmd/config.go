package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"namedrop"
	"namedrop/internal/config"
	"namedrop/internal/disk"
)

// newConfig returns the parent of the configuration commands.
func newConfig(env Env) *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Check, show or create the configuration",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newConfigCheck(env), newConfigInit(env), newConfigPath(env), newConfigShow(env))
	return c
}

func newConfigCheck(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check the configuration and report the first fault with its key and line",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			if _, err := cfg.ReadToken(); err != nil {
				return usageError{err}
			}
			if len(cfg.Files()) == 0 {
				_, err = fmt.Fprintln(env.Out, "no configuration file: using defaults")
				return err
			}
			_, err = fmt.Fprintf(env.Out, "%s: no faults found\n", strings.Join(cfg.Files(), ", "))
			return err
		},
	}
}

func newConfigPath(env Env) *cobra.Command {
	return &cobra.Command{
		Use:     "path",
		Short:   "Print the path of your configuration file, whether it exists or not",
		Example: "  $EDITOR \"$(extract config path)\"",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			path, err := ownConfig(c)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(env.Out, path)
			return err
		},
	}
}

// ownConfig returns the path given with --config, or else of the user's own file.
func ownConfig(c *cobra.Command) (string, error) {
	path, err := c.Flags().GetString("config")
	if path != "" || err != nil {
		return path, err
	}
	if path, err = config.UserFile(); err != nil {
		return "", usageError{errors.New("no configuration directory: neither XDG_CONFIG_HOME nor HOME is set; give a file with --config")}
	}
	return path, nil
}

func newConfigInit(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Create your configuration file with every key and its default",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			path, err := ownConfig(c)
			if err != nil {
				return err
			}
			if err := createConfig(path); err != nil {
				return err
			}
			_, err = fmt.Fprintln(env.Out, path)
			return err
		},
	}
}

// createConfig writes the documented file. An existing file is an error.
func createConfig(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return disk.Plain(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return usageError{fmt.Errorf("%s already exists; edit it or move it away", path)}
	}
	if err != nil {
		return disk.Plain(err)
	}
	_, err = f.Write(namedrop.Config)
	return errors.Join(err, f.Close())
}

func newConfigShow(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "show",
		Short: "Show the value of every key, and where it was set",
		Long: `Print every key and its current value as YAML. A comment names the file and line
or the environment variable that set it; keys without a comment have their
default value. The token is never shown.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := settingsOf(c)
			if err != nil {
				return err
			}
			return s.Show(env.Out)
		},
	}
}
