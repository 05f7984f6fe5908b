package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"namedrop/internal/audit"
	"namedrop/internal/outdir"
	"namedrop/internal/proposals"
	auditreport "namedrop/internal/report/audit"
	"namedrop/propose"
)

// auditOptions are the flags of "extract audit" that configure nothing.
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
		Short: "Look after the health of a list: what is dead, moved, abandoned, or listed twice",
		Long: `audit asks for every link of a list (a path, or github:owner/repo[:path];
list.Source if none is named), GitHub for its repositories and PyPI for its
projects, and prints what is wrong, the worst first: links that lead nowhere or
have moved for ever, projects that are archived, abandoned, gone from PyPI or
ended by their own word, entries of the same project, entries that are not
written like the rest, and links into the list that have no heading.

What nobody could tell (429, 5xx, silence) is said apart and is no finding.
Addresses of this machine and of private networks are asked only with
--private, and what robots.txt forbids never. Answers are kept, so that a
second run asks little, and so are repairs: "extract propose" and "extract
review" accept, reject and send them. With --out they are written as patches;
the list is never changed.

It ends with 1 if there is a finding of audit.fail_on or worse.`,
		Example: "  extract audit README.md\n  extract audit --out repairs README.md\n  extract audit --format sarif github:timofurrer/awesome-asyncio",
		Args:    cobra.MaximumNArgs(1),
		RunE:    func(c *cobra.Command, args []string) error { return runAudit(c, env, opts, args) },
	}
	flags := c.Flags()
	flags.StringVar(&opts.format, "format", "text", "`form` of the output: text, json, markdown or sarif")
	flags.StringVar(&opts.out, "out", "", "`directory` to write patches and reports to")
	flags.BoolVar(&opts.force, "force", false, "with --out: overwrite files there that extract did not write")
	flags.StringVar(&opts.changed, "changed", "", "audit only what was added or changed since a git `revision`, such as origin/main")
	flags.BoolVar(&opts.offline, "offline", false, "use no network: only what is kept from earlier")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "tell each request on standard error")
	flags.Int("parallel", 0, "how many links are asked for at the same time")
	flags.Bool("private", false, "also ask addresses of this machine and of private networks")
	flags.String("fail-on", "", "the least `severity` that ends with 1: error, warning, note or never")
	flags.String("list", defaultSource, "the same as the argument")
	return c
}

func runAudit(c *cobra.Command, env Env, opts auditOptions, args []string) error {
	print, err := formatOf(auditreport.Formats, opts.format)
	if err != nil {
		return err
	}
	if len(args) > 0 && c.Flags().Changed("list") {
		return usageError{fmt.Errorf("the list is named twice, as %q and with --list", args[0])}
	}
	for _, source := range args {
		if err := c.Flags().Set("list", source); err != nil {
			return usageError{err}
		}
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	console := newConsole(env.Err)
	a, err := newAuditor(cfg, access{opts.offline, opts.verbose, console})
	if err != nil {
		return usageError{err}
	}
	l, err := loadList(c.Context(), cfg.List.Source, a.github)
	if err != nil {
		return err
	}
	if l.notice != "" {
		fmt.Fprintf(console, "extract: %s\n", l.notice)
	}
	subject := audit.New(l.Name, l.Source)
	if opts.changed != "" {
		older, err := olderVersion(cfg.List.Source, opts.changed)
		if err != nil {
			return err
		}
		subject.Only(older)
	}
	r, heard := a.audit(c.Context(), l, subject)
	heard = heard || opts.offline // then nobody is expected to
	a.witness.tell(console)
	if err := console.apart(func() error { return print(env.Out, r) }); err != nil {
		return err
	}
	if opts.out != "" {
		dir := outdir.Dir{Path: opts.out, Force: opts.force, Inputs: cfg.inputs()}
		files, err := repairFiles(r, l.Source)
		if err != nil {
			return err
		}
		kept, err := writeInto(dir, files)
		reportKept(console, kept)
		if err != nil {
			return err
		}
	}
	if heard && !r.Partial && opts.changed == "" { // or else what was not looked at would count as mended
		records := &recorder{cfg: cfg, list: l.id}
		records.saveAudit(c.Context(), l, r.Repairs)
		records.close(console)
	}
	return verdict(cfg.Audit, r, heard)
}

// verdict is the error that an audit ends with.
func verdict(cfg auditConfig, r auditreport.Report, heard bool) error {
	switch {
	case r.Partial:
		return someError{errors.New("interrupted, so what was found is not all")}
	case cfg.FailOn != never && r.Worst(audit.Severity(cfg.FailOn)):
		return someError{fmt.Errorf("the list has findings of severity %q or worse (audit.fail_on)", cfg.FailOn)}
	case !heard:
		return errors.New("nobody answered, so nothing is known of the links")
	}
	return nil
}

// repaired is a report with the patches of its repairs. A list on disk is named
// by its place in its repository: a report is for others to read as well.
func repaired(r audit.Report, l list) auditreport.Report {
	name := l.Name
	if _, _, ok := proposals.OnGitHub(l.id); ok {
		name = l.id
	}
	return auditreport.Report{Report: r, List: name, Patches: propose.Diffs(l.Name, l.Source, audit.Changes(r.Repairs))}
}
