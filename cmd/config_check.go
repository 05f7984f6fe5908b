package cmd

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"namedrop/internal/clients"
	"namedrop/internal/config/check"
	"namedrop/internal/exit"
	"namedrop/internal/sanitize"
	"namedrop/internal/terminal"
)

func newConfigCheck(env Env) *cobra.Command {
	var format string
	var offline bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Check the configuration, and that the list and the servers can be reached",
		Long: `Check the configuration and report the first fault with its key and line. If it has
none, read the list, the token and catalog.extra, and send a request to each server
and feed. --offline checks only what is on this machine. The exit code is 1 if
something cannot be read or reached.`,
		Args: nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error { return checkConfig(c, env, format, offline) })
		},
	}
	outputFlags(c, &format, "text", "json")
	c.Flags().BoolVar(&offline, "offline", false, "do not use the network")
	return c
}

func checkConfig(c *cobra.Command, env Env, format string, offline bool) error {
	print, err := formatOf(map[string]func(io.Writer, check.Result) error{"text": check.Text, "json": sanitize.WriteJSON[check.Result]}, format)
	if err != nil {
		return err
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	src, err := clients.New(cfg, clients.Access{Offline: offline, Console: consoleOf(c, env)})
	if err != nil {
		return exit.Usage(err)
	}
	result := check.Result{Schema: 1, Files: orEmpty(cfg.Files()), Checks: check.Run(c.Context(), cfg, src, offline)}
	s, err := settingsOf(c)
	if err != nil {
		return err
	}
	values, err := s.Values()
	if err != nil {
		return err
	}
	result.Locate(values)
	if err := print(env.Out, result); err != nil {
		return err
	}
	if n := result.Faults(); n > 0 {
		return exit.Partial(fmt.Errorf("%s of the configuration failed", terminal.Count(n, "check")))
	}
	return nil
}
