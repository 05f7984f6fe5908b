package report

import (
	"slices"

	"namedrop/internal/suggest"
	"namedrop/internal/terminal"
	"namedrop/match"
)

// isUnchecked reports whether nothing was learnt about a package with evidence: no figure has
// a value and no check failed.
func isUnchecked(p match.Package) bool {
	v := p.Evidence
	return v != nil && !v.Stars.Known && !v.Contributors.Known && !v.Pushed.Known && !v.License.Known && !v.Archived.Known &&
		v.Identity.Level == "" && v.Imitates.Value.Of == "" && v.Former == "" &&
		!slices.ContainsFunc(p.Checks, func(c match.Check) bool { return c.Outcome == match.Fail })
}

// uncheckedNote says that packages were not checked because the network was not used, ""
// if all were.
func uncheckedNote(packages []match.Package) string {
	n := 0
	for _, p := range packages {
		if isUnchecked(p) {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 package was not checked: offline, and no answers about it are in the cache"
	}
	return terminal.Count(n, "package") + " were not checked: offline, and no answers about them are in the cache"
}

// packagesOf returns the packages of candidates.
func packagesOf(all []*suggest.Candidate) []match.Package {
	packages := make([]match.Package, len(all))
	for i, c := range all {
		packages[i] = c.Package
	}
	return packages
}
