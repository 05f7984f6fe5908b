package main

import (
	"slices"
	"testing"

	"namedrop/extract"
	"namedrop/match"
)

// TestRecall: a project is found by its name on PyPI or by that of its repository, and the
// packages of several episodes are counted together.
func TestRecall(t *testing.T) {
	var r recall
	missed := r.add([]string{"Zope.Interface", "black", "pls"}, []match.Package{{Name: "zope-interface"}, {Name: "x", Repository: "psf/black"}})
	if !slices.Equal(missed, []string{"pls"}) {
		t.Errorf("missed %q", missed)
	}
	r.add([]string{"rich"}, nil)
	if got, want := r.per(2), "recall 0.500 (2 of 4), 1.0 packages an episode"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestDetected: a package that is reported only because the episode highlights it is not
// found by the detector alone.
func TestDetected(t *testing.T) {
	got := detected([]match.Package{{Name: "rich", Confidence: extract.DefaultThreshold}, {Name: "pls", Confidence: extract.DefaultThreshold / 2}})
	if len(got) != 1 || got[0].Name != "rich" {
		t.Errorf("detected %v", got)
	}
}
