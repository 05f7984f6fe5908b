package cmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"namedrop"
	"namedrop/internal/config"
	"namedrop/internal/disk"
	"namedrop/internal/exit"
	"namedrop/internal/sanitize"
)

// newConfig returns the parent of the configuration commands.
func newConfig(env Env) *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Check, show or create the configuration",
		Args:  nothing,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newConfigCheck(env), newConfigInit(env), newConfigPath(env), newConfigShow(env))
	return c
}

// located is the JSON of "extract config path" and "extract config init".
type located struct {
	Schema int    `json:"schema"`
	Path   string `json:"path"`
	Exists bool   `json:"exists"`
}

func printPath(env Env, format, path string) error {
	print, err := formatOf(map[string]func(io.Writer, located) error{"text": pathText, "json": sanitize.WriteJSON[located]}, format)
	if err != nil {
		return err
	}
	return print(env.Out, located{1, path, disk.Exists(path)})
}

func pathText(w io.Writer, l located) error {
	_, err := fmt.Fprintln(w, l.Path)
	return err
}

func newConfigPath(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "path",
		Short:   "Print the path of your configuration file, whether it exists or not",
		Example: "  $EDITOR \"$(extract config path)\"",
		Args:    nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error {
				path, err := ownConfig(c)
				if err != nil {
					return err
				}
				return printPath(env, format, path)
			})
		},
	}
	outputFlags(c, &format, "text", "json")
	return c
}

// ownConfig returns the path given with --config, or else of the user's own file.
func ownConfig(c *cobra.Command) (string, error) {
	path, err := c.Flags().GetString("config")
	if path != "" || err != nil {
		return path, err
	}
	if path, err = config.UserFile(); err != nil {
		return "", exit.Usage(errors.New("no configuration directory: neither XDG_CONFIG_HOME nor HOME is set; give a file with --config"))
	}
	return path, nil
}

func newConfigInit(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "init",
		Short: "Create your configuration file with every key and its default",
		Args:  nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error {
				path, err := ownConfig(c)
				if err != nil {
					return err
				}
				if err := createConfig(path); err != nil {
					return err
				}
				return printPath(env, format, path)
			})
		},
	}
	outputFlags(c, &format, "text", "json")
	return c
}

// createConfig writes the documented file. An existing file is an error.
func createConfig(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("%w; give another file with --config", disk.Plain(err))
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return exit.Usage(fmt.Errorf("%s already exists; edit it or move it away", path))
	}
	if err != nil {
		return fmt.Errorf("%w; give another file with --config", disk.Plain(err))
	}
	_, err = f.Write(namedrop.Config)
	return errors.Join(err, f.Close())
}

func newConfigShow(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "show",
		Short: "Show the value of every key, and where it was set",
		Long: `Print every key and its current value as YAML. A comment names the file and line
or the environment variable that set it; keys without a comment have their
default value. The token is never shown.`,
		Example: "  extract config show\n  extract config show --jq '.keys[] | select(.from != \"\")'",
		Args:    nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error { return showConfig(c, env, format) })
		},
	}
	outputFlags(c, &format, "text", "json")
	return c
}

// settled is the JSON of "extract config show".
type settled struct {
	Schema int            `json:"schema"`
	Keys   []config.Value `json:"keys"`
}

func showConfig(c *cobra.Command, env Env, format string) error {
	if _, err := formatOf(map[string]bool{"text": true, "json": true}, format); err != nil {
		return err
	}
	s, err := settingsOf(c)
	if err != nil {
		return err
	}
	if format == "text" {
		return s.Show(env.Out)
	}
	values, err := s.Values()
	if err != nil {
		return err
	}
	return sanitize.WriteJSON(env.Out, settled{1, values})
}
