package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"namedrop/match"
)

// vetted returns the packages whose evidence is shown, the candidates and those that
// failed a check, by descending score.
func (e view) vetted() []match.Package {
	var all []match.Package
	for _, p := range e.Packages {
		if p.Status == match.Candidate || p.Status == match.Rejected {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b match.Package) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

// about returns one sentence about a package: ours, or else its owners'. It is
// untrusted text.
func about(p match.Package) string {
	if p.About == "" && p.Evidence != nil {
		return p.Evidence.Summary.Value
	}
	return p.About
}

// figures returns the evidence of a package in one line, including unknown parts; ""
// for a package without evidence. It contains untrusted text.
func (e view) figures(p match.Package) string {
	v := p.Evidence
	if v == nil {
		return ""
	}
	parts := []string{
		counted(v.Stars, "star"),
		counted(v.Contributors, "contributor"),
		e.pushed(v),
		known(v.License, "licence unknown"),
		identity(v),
	}
	if v.Archived.Value {
		parts = append(parts, "archived")
	}
	if old := v.Reference; old.Known && (old.Stale || !old.Value.Equal(old.AsOf)) {
		parts = append(parts, "as of "+old.Value.Format(time.DateOnly))
	}
	for i, part := range parts { // a licence is untrusted: it must not imitate another part
		parts[i] = strings.ReplaceAll(part, "·", "")
	}
	return strings.Join(parts, " · ")
}

func counted(f match.Figure[int], thing string) string {
	switch {
	case !f.Known:
		return thing + "s unknown"
	case f.Value == 1:
		return "1 " + thing
	}
	return short(f.Value) + " " + thing + "s"
}

// short abbreviates a number: 999, 1.1k, 67k, 1.2M.
func short(n int) string {
	const k, m = 1000, 1000 * 1000
	switch {
	case n < k:
		return fmt.Sprint(n)
	case n < 10*k:
		return fmt.Sprintf("%d.%dk", n/k, n%k/100)
	case n < m:
		return fmt.Sprintf("%dk", n/k)
	}
	return fmt.Sprintf("%d.%dM", n/m, n%m/(m/10))
}

func (e view) pushed(v *match.Evidence) string {
	switch {
	case !v.Pushed.Known:
		return "last push unknown"
	case !e.Recorded.IsZero():
		return "pushed " + match.Relative(v.Pushed.Value, e.Recorded)
	case v.Reference.Known:
		return "pushed " + match.Ago(v.Pushed.Value, v.Reference.Value)
	}
	return "pushed " + v.Pushed.Value.Format(time.DateOnly)
}

func known(f match.Figure[string], missing string) string {
	if f.Known {
		return f.Value
	}
	return missing
}

func identity(v *match.Evidence) string {
	switch {
	case v.Imitates.Value.Of != "":
		return "suspected squatter of " + v.Imitates.Value.Of
	case v.Identity.Level == "":
		return "identity unknown"
	}
	return string(v.Identity.Level)
}

// moved reports that the repository was renamed, "" if it was not. It contains
// untrusted text.
func moved(v *match.Evidence) string {
	if v == nil || v.Former == "" {
		return ""
	}
	return v.Former + " was renamed to " + v.Repository.Value
}

// unknowns lists the checks without a result, one line for each reason. It contains
// untrusted text.
func unknowns(p match.Package) []string {
	var whys []string
	rules := map[string][]string{}
	for _, c := range p.Checks {
		if c.Outcome != match.Unknown {
			continue
		}
		if !slices.Contains(whys, c.Why) {
			whys = append(whys, c.Why)
		}
		rules[c.Why] = append(rules[c.Why], c.Rule)
	}
	for i, why := range whys {
		whys[i] = strings.Join(rules[why], ", ") + " unknown: " + why
	}
	return whys
}
