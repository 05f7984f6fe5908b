package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"namedrop/internal/audit"
	"namedrop/internal/auditor"
	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/list"
	"namedrop/internal/outdir"
	"namedrop/internal/recorder"
	auditreport "namedrop/internal/report/audit"
	"namedrop/internal/results"
	"namedrop/internal/terminal"
)

// auditOptions are the flags of "extract audit" that are not in the configuration.
type auditOptions struct {
	format  string
	out     string
	force   bool
	changed string
	offline bool
	verbose bool
}

func newAudit(env Env) *cobra.Command {
	var opts auditOptions
	c := &cobra.Command{
		Use:   "audit [LIST]",
		Short: "Check a list for dead links, moved or abandoned projects and duplicates",
		Long: `Check the health of a list: a path, owner/repo, github:owner/repo:path, an
address on github.com, "-" for standard input, or list.source if none is given.
Every link is requested, and GitHub and PyPI are queried for the
projects. Findings are printed with the worst first: dead links, projects that
are archived, abandoned, renamed or gone from PyPI, duplicates, permanently
redirected links, entries that are formatted unlike the others, and links to
missing headings.

Links that could not be checked (429, 5xx, timeouts) are listed separately and
are not findings. Loopback and private addresses are checked only with
--private, and robots.txt is respected. Answers are cached.

The list is not changed. Repairs are saved for "extract propose" and "extract
review", unless the list comes from standard input, and --out writes those that
were not rejected as patches. The exit code is 1 if a finding has at least the
severity of audit.fail_on.`,
		Example: "  extract audit README.md\n  extract audit --out repairs README.md\n  extract audit --format sarif github:timofurrer/awesome-asyncio",
		Args:    oneList,
		RunE: func(c *cobra.Command, args []string) error {
			return withOutput(c, env, args, func(env Env) error { return runAudit(c, env, opts, args) })
		},
	}
	flags := c.Flags()
	outputFlags(c, &opts.format, "text", "json", "markdown", "sarif")
	flags.StringVar(&opts.out, "out", "", "also write patches and reports to `directory`")
	flags.BoolVar(&opts.force, "force", false, "with --out: overwrite files that extract did not write")
	flags.StringVar(&opts.changed, "changed", "", "check only entries added or changed since a git `revision`, such as origin/main")
	flags.BoolVar(&opts.offline, "offline", false, "do not use the network, only cached answers")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "log each HTTP request to stderr")
	flags.Int("parallel", 0, "`number` of links to check at the same time")
	flags.Bool("private", false, "also check loopback and private addresses")
	flags.String("fail-on", "", "lowest `severity` that gives exit code 1: error, warning, note or never")
	flags.StringP("list", "l", config.DefaultSource, "`list` to check, if not given as an argument")
	return c
}

func runAudit(c *cobra.Command, env Env, opts auditOptions, args []string) error {
	print, err := formatOf(auditreport.Formats(), opts.format)
	if err != nil {
		return err
	}
	screen, err := screenOf(c, env)
	if err != nil {
		return err
	}
	cfg, err := auditConfig(c, args)
	if err != nil {
		return err
	}
	console := consoleOf(c, env)
	a, err := auditor.New(cfg, clients.Access{Offline: opts.offline, Verbose: opts.verbose, Console: console})
	if err != nil {
		return exit.Usage(err)
	}
	l, err := list.LoadFile(c.Context(), cfg.List.Source, a.GitHub)
	if err != nil {
		return err
	}
	if l.Notice != "" {
		console.Notice("%s", l.Notice)
	}
	subject := audit.New(l.Name, l.Source)
	if opts.changed != "" {
		older, err := list.AtRevision(cfg.List.Source, opts.changed)
		if err != nil {
			return err
		}
		subject.Only(older)
	}
	r, answered := a.Audit(c.Context(), l, subject)
	answered = answered || opts.offline // without network no answer is expected
	a.Failures.Report(console)
	if err := console.Apart(func() error { return print(env.Out, r, screen) }); err != nil {
		return err
	}
	records := &recorder.Recorder{Config: cfg, List: l.ID}
	defer records.Close(console)
	if opts.out != "" {
		wanted := r.Report
		wanted.Repairs = records.Unrejected(c.Context(), l.Source, r.Repairs)
		if n := len(r.Repairs) - len(wanted.Repairs); n > 0 {
			console.Notice("not written to %s: %s", opts.out, terminal.Count(n, "rejected repair"))
		}
		dir := outdir.Dir{Path: opts.out, Force: opts.force, Inputs: cfg.Inputs()}
		if err := results.WriteRepairs(dir, auditor.Report(wanted, l), l.Source, console); err != nil {
			return err
		}
	}
	if answered && !r.Partial && opts.changed == "" && l.ID != config.StandardInput { // otherwise entries that were not checked would count as repaired
		records.SaveAudit(c.Context(), l, r.Repairs)
	}
	return verdict(cfg.Audit, r, answered)
}

// auditConfig returns the configuration with the list that an argument names, if any.
func auditConfig(c *cobra.Command, args []string) (config.Config, error) {
	if len(args) > 0 && c.Flags().Changed("list") {
		return config.Config{}, exit.Usage(fmt.Errorf("two lists given: %q and --list", args[0]))
	}
	for _, source := range args {
		if err := c.Flags().Set("list", source); err != nil {
			return config.Config{}, exit.Usage(err)
		}
	}
	return loadConfig(c)
}

// verdict returns the error that decides the exit code of an audit.
func verdict(cfg config.AuditConfig, r auditreport.Report, answered bool) error {
	switch {
	case r.Partial:
		return exit.Partial(errors.New("interrupted; the findings are incomplete"))
	case cfg.FailOn != config.Never && r.Worst(audit.Severity(cfg.FailOn)):
		return exit.Partial(fmt.Errorf("found problems of severity %q or higher (audit.fail_on)", cfg.FailOn))
	case !answered:
		return errors.New("no host could be reached; nothing was checked")
	}
	return nil
}
