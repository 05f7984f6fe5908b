package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"namedrop/internal/ref"
	"namedrop/match"
)

// recall counts the projects that episodes really mention, and what is found.
type recall struct{ hits, wanted, packages int }

// measureSilver prints how many of the projects that the episodes of a file really mention
// are found by a model trained without those episodes. The file has the names of projects
// by episode; they are some of those that the episode mentions, so that only recall is known.
func (m meter) measureSilver(w io.Writer, episodes []*episode) error {
	wanted, err := readSilver(m.silver)
	if err != nil {
		return err
	}
	held := slices.DeleteFunc(slices.Clone(episodes), func(e *episode) bool { return wanted[e.name] == nil })
	model, err := part{"silver", held}.train(m.options, episodes, m.index)
	if err != nil {
		return err
	}
	p := m.pipeline(model)
	var alone, reported recall
	for _, e := range held {
		packages := p.Packages(e.transcript)
		missed := alone.add(wanted[e.name], detected(packages))
		if m.roles != nil {
			missed = reported.add(wanted[e.name], packages)
		}
		fmt.Fprintf(w, "%s\t%d packages\tmissed %q\n", e.name, len(packages), missed)
	}
	fmt.Fprintf(w, "silver\t%s\n", alone.per(len(held)))
	if m.roles != nil {
		fmt.Fprintf(w, "silver, reported\t%s\n", reported.per(len(held)))
	}
	return nil
}

func readSilver(path string) (wanted map[string][]string, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &wanted); err != nil {
		return nil, fmt.Errorf("%s: %v", path, err)
	}
	return wanted, nil
}

// add adds an episode and returns the names that are missed. A name is that of a package or
// of its repository, whatever the owner is.
func (r *recall) add(wanted []string, packages []match.Package) (missed []string) {
	found := map[string]bool{}
	for _, p := range packages {
		found[ref.Normalize(p.Name)] = true
		found[ref.Normalize(p.Repository[strings.Index(p.Repository, "/")+1:])] = true
	}
	for _, name := range wanted {
		if found[ref.Normalize(name)] {
			r.hits++
		} else {
			missed = append(missed, name)
		}
	}
	r.wanted += len(wanted)
	r.packages += len(packages)
	return missed
}

func (r recall) per(episodes int) string {
	return fmt.Sprintf("recall %.3f (%d of %d), %.1f packages an episode", float64(r.hits)/float64(max(1, r.wanted)), r.hits, r.wanted,
		float64(r.packages)/float64(max(1, episodes)))
}
