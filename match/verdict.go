package match

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Outcome is what a rule found.
type Outcome string

// The outcomes. Unknown is neither of the others: it does not reject, and is
// always told.
const (
	Pass    Outcome = "pass"
	Fail    Outcome = "fail"
	Unknown Outcome = "unknown"
)

// Check is one rule, applied to one project.
type Check struct {
	Rule    string
	Outcome Outcome
	Figure  string // what was compared, "" if it is unknown
	Want    string // what the rule asks for
	Source  string // of the figure
	AsOf    time.Time
	Stale   bool
	Why     string // of a fail in a few words for people, or why it is unknown
}

// Judge applies every rule that the policy asks for, the gravest first. Ages
// are counted to e.Reference; the date of the episode, zero if it is not known,
// only tells them better.
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

// judge compares a figure, if it is known.
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

// because gives a fail its reason.
func (c Check) because(format string, args ...any) Check {
	if c.Outcome == Fail {
		c.Why = fmt.Sprintf(format, args...)
	}
	return c
}

// doubt makes an unknown of a check that would not be fair.
func (c Check) doubt(why string) Check {
	if c.Outcome == Fail {
		c.Outcome, c.Why = Unknown, why
	}
	return c
}

// least is the rule that a number must not be below; it is no rule for 0.
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

// archived is the rule against repositories whose owners have closed them.
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

// activity is the rule against silence. A release shows life as well as a push
// does, but only pushes can show that there is none.
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

// age is the rule for projects that have yet to show that they last. The
// older of repository and first release counts.
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

// license is the rule that the licence must be one of some. What a project
// writes on PyPI is no SPDX id for sure: that it is none of them proves nothing.
func license(allowed []string, f Figure[string]) Check {
	c := judge("licence", f, strings.Join(allowed, ", "), permits(allowed, f.Value), f.Value)
	if f.Source != FromGitHub {
		return c.doubt(fmt.Sprintf("%q is not one of them", f.Value))
	}
	return c.because("licence %s, want %s", f.Value, strings.Join(allowed, " or "))
}

// permits reports whether a licence is allowed: an SPDX id, or a choice of
// them ("MIT OR Apache-2.0") of which one is.
func permits(allowed []string, expression string) bool {
	return slices.ContainsFunc(strings.Split(strings.Trim(expression, "()"), " OR "), func(id string) bool {
		return slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(a, id) })
	})
}
