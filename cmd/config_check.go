package cmd

import (
	"fmt"

	"github.com/spf13/cobra"
)

// newConfig is the parent of the commands about the configuration.
func newConfig(env Env) *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Look at the configuration",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newConfigCheck(env))
	return c
}

func newConfigCheck(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Say whether the configuration is right, or which key is wrong and where",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			if _, err := cfg.readToken(); err != nil {
				return usageError{err}
			}
			if cfg.path == "" {
				_, err = fmt.Fprintln(env.Out, "no configuration file: the defaults hold")
				return err
			}
			_, err = fmt.Fprintf(env.Out, "%s is right\n", cfg.path)
			return err
		},
	}
}
