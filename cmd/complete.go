package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"namedrop/internal/list"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/recorder"
	"namedrop/internal/store"
	"namedrop/propose"
)

// The functions below complete values in a shell. An error gives no completions: a shell
// has no place to show it.

// completeProposals completes the names of proposals, completePending of those that need
// a decision, and completeDecided of those that have one.
func completeProposals(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	return completeThose(c, args, typed, func(proposals.Proposal) bool { return true })
}

func completePending(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	return completeThose(c, args, typed, func(k proposals.Proposal) bool { return k.Pending() })
}

func completeDecided(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	return completeThose(c, args, typed, func(k proposals.Proposal) bool { return k.Decision.ID != 0 })
}

// completeThose completes the names of the proposals that fit, also after a comma. Errors
// give no completions: a shell has no place for them.
func completeThose(c *cobra.Command, args []string, typed string, fits func(proposals.Proposal) bool) ([]string, cobra.ShellCompDirective) {
	all, err := storedProposals(c)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	given := append(strings.Split(before, ","), args...)
	var names []string
	for _, k := range all {
		name := markdown.Clean(k.Title())
		if fits(k) && !slices.Contains(given, name) && strings.HasPrefix(before+name, typed) {
			names = append(names, cobra.CompletionWithDesc(before+name, k.State()+" for "+markdown.Clean(k.List)))
		}
	}
	slices.Sort(names)
	return slices.Compact(names), cobra.ShellCompDirectiveNoFileComp
}

// storedProposals reads the proposals for the list of a command, or for all lists.
func storedProposals(c *cobra.Command) ([]proposals.Proposal, error) {
	cfg, err := loadConfig(c)
	if err != nil {
		return nil, err
	}
	kept, err := recorder.OpenStore(cfg)
	if err != nil {
		return nil, err
	}
	defer kept.Close()
	filter := store.Filter{}
	if c.Flags().Changed("list") {
		filter.List = list.ID(cfg.List.Source)
	}
	return recorder.Service(cfg, kept).List(c.Context(), filter)
}

// completeSections completes the sections of the lists of the pending proposals, as far as
// they are known without a request.
func completeSections(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	all, err := storedProposals(c)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	read := map[string]bool{}
	for _, k := range all {
		names = append(names, markdown.Clean(k.Entry.Section))
		if _, _, onGitHub := proposals.OnGitHub(k.List); onGitHub || read[k.List] {
			continue
		}
		read[k.List] = true
		if l, err := list.ReadLocal(k.List); err == nil {
			names = append(names, propose.Places(markdown.Read(l.Source))...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), cobra.ShellCompDirectiveNoFileComp
}
