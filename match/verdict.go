package match

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Outcome is the result of a check.
type Outcome string

// The outcomes. Unknown does not reject a project and is always reported.
const (
	Pass    Outcome = "pass"
	Fail    Outcome = "fail"
	Unknown Outcome = "unknown"
)

// Check is a rule applied to a project.
type Check struct {
	Rule    string
	Outcome Outcome
	Figure  string // the figure that was compared, "" if unknown
	Want    string // the requirement
	Source  string // source of the figure
	AsOf    time.Time
	Stale   bool
	Why     string // why it failed or is unknown, in a few words for display
}

// Judge applies every rule of the policy, most serious first. Ages are measured to
// e.Reference. The date of the episode, which may be zero, only affects how they are
// displayed.
func Judge(p Policy, e Evidence, episode time.Time) []Check {
	malware, imitation := strings.Join(e.Malware.Value, ", "), e.Imitates.Value
	checks := []Check{
		judge("malware", e.Malware, "none", malware == "", cmp.Or(malware, "none")).because("known malware: %s", malware),
		judge("imitation", e.Imitates, "none", imitation.Of == "", cmp.Or(imitation.Of, "none")).
			because("suspected squatter of %s: %s, without content of its own", imitation.Of, imitation.How),
		identityCheck(p, e.Identity),
	}
	if !p.Archived {
		checks = append(checks, archived(e))
	}
	if p.MaxPushMonths > 0 {
		checks = append(checks, activity(p.MaxPushMonths, e, episode))
	}
	if p.MinAgeDays > 0 {
		checks = append(checks, age(p.MinAgeDays, e))
	}
	checks = append(checks, least("stars", p.MinStars, e.Stars)...)
	checks = append(checks, least("contributors", p.MinContributors, e.Contributors)...)
	checks = append(checks, least("downloads", p.MinDownloads, e.Downloads)...)
	if len(p.Licenses) > 0 {
		checks = append(checks, license(p.Licenses, e.License))
	}
	if p.Documented {
		checks = append(checks, judge("documented", e.Documented, "yes", true, "yes"))
	}
	return checks
}

// judge compares a figure if it is known.
func judge[T any](rule string, f Figure[T], want string, ok bool, shown string) Check {
	c := Check{Rule: rule, Outcome: Pass, Figure: shown, Want: want, Source: f.Source, AsOf: f.AsOf, Stale: f.Stale}
	switch {
	case !f.Known:
		c.Outcome, c.Figure, c.Why = Unknown, "", cmp.Or(f.Missing, "not checked")
	case !ok:
		c.Outcome = Fail
	}
	return c
}

// because sets the reason of a failed check.
func (c Check) because(format string, args ...any) Check {
	if c.Outcome == Fail {
		c.Why = fmt.Sprintf(format, args...)
	}
	return c
}

// doubt turns a check into an unknown one if its result would be unfair.
func (c Check) doubt(why string) Check {
	if c.Outcome == Fail {
		c.Outcome, c.Why = Unknown, why
	}
	return c
}

// least returns the rule for a minimum, or none if the minimum is 0.
func least(rule string, min int, f Figure[int]) []Check {
	if min <= 0 {
		return nil
	}
	c := judge(rule, f, fmt.Sprintf("at least %d", min), f.Value >= min, strconv.Itoa(f.Value))
	return []Check{c.because("%s: %d, want at least %d", rule, f.Value, min)}
}

func identityCheck(p Policy, i Identity) Check {
	f := Figure[Level]{Value: i.Level, Known: i.Level != "", Source: FromPyPI + ", " + FromGitHub, Missing: i.Why}
	enough := slices.Index(levels, i.Level) >= slices.Index(levels, p.Identity)
	return judge("identity", f, "at least "+string(cmp.Or(p.Identity, Unconfirmed)), enough, string(i.Level)).
		because("%s: %s", i.Level, i.Why)
}

// archived is the rule against archived repositories.
func archived(e Evidence) Check {
	f := e.Archived
	if e.Disabled.Known && e.Disabled.Value {
		f = e.Disabled
	}
	c := judge("archived", f, "no", !f.Value, strconv.FormatBool(f.Value))
	if e.Pushed.Known {
		return c.because("archived, last push %s", e.Pushed.Value.Format(time.DateOnly))
	}
	return c.because("archived")
}

// activity is the rule against inactive projects. A release counts as activity like a
// push, but only missing pushes prove inactivity.
func activity(months int, e Evidence, episode time.Time) Check {
	f, what := e.Pushed, "push"
	if e.Released.Known && (!f.Known || e.Released.Value.After(f.Value)) {
		f, what = e.Released, "release"
	}
	since := e.Reference.Value.AddDate(0, -months, 0)
	date := f.Value.Format(time.DateOnly)
	c := judge("activity", f, fmt.Sprintf("within %d months", months), e.Reference.Known && !f.Value.Before(since), date)
	switch {
	case !e.Reference.Known:
		return c.doubt("last " + what + " " + date + "; " + e.Reference.Missing)
	case !e.Pushed.Known:
		return c.doubt("last release " + date + "; last push: " + e.Pushed.Missing)
	}
	if !episode.IsZero() {
		date += ", " + Relative(f.Value, episode)
	}
	return c.because("last %s %s; want one within %d months of %s", what, date, months, e.Reference.Value.Format(time.DateOnly))
}

// age is the rule for a minimum age. The repository or the first release counts,
// whichever is older.
func age(days int, e Evidence) Check {
	f := e.Created
	if e.First.Known && (!f.Known || e.First.Value.Before(f.Value)) {
		f = e.First
	}
	now := later(e.Reference.Value, later(e.Pushed.Value, e.Released.Value))
	begun := f.Value.Format(time.DateOnly)
	c := judge("age", f, fmt.Sprintf("at least %d days", days), !f.Value.After(now.AddDate(0, 0, -days)), begun)
	if !e.Reference.Known {
		return c.doubt(begun + "; " + e.Reference.Missing)
	}
	return c.because("created %s, want at least %d days before %s", begun, days, now.Format(time.DateOnly))
}

// license is the rule for accepted licences. The licence on PyPI may not be an SPDX ID,
// so a mismatch there proves nothing.
func license(allowed []string, f Figure[string]) Check {
	c := judge("licence", f, strings.Join(allowed, ", "), permits(allowed, f.Value), f.Value)
	if f.Source != FromGitHub {
		return c.doubt(fmt.Sprintf("%q is not one of them", f.Value))
	}
	return c.because("licence %s, want %s", f.Value, strings.Join(allowed, " or "))
}

// permits reports whether a licence is accepted: an SPDX ID, or an expression ("MIT OR
// Apache-2.0") with an accepted ID.
func permits(allowed []string, expression string) bool {
	return slices.ContainsFunc(strings.Split(strings.Trim(expression, "()"), " OR "), func(id string) bool {
		return slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(a, id) })
	})
}
