package match

import (
	"errors"
	"fmt"
	"math"
	"time"

	"namedrop/internal/github"
)

const (
	day   = 24 * time.Hour
	year  = 8766 * time.Hour // 365¼ days
	month = year / 12

	// rest is the time without a push or release from which a frozen source matters.
	// Before that, a project is active by any rule.
	rest = 90 * day

	// busy is a time in which the always active repository is certainly pushed to.
	busy = 30 * day
)

// reference returns the date to which the ages of a project are measured. It is the
// date of the answers rather than today, because cached answers do not know what
// happened since. An answer of today may be outdated too: mirrors and frozen copies
// date old data today, and every project in them would look abandoned. Therefore,
// before a project counts as inactive, a repository that is always active is checked.
// If it has had no push for a month, the source is frozen, and the reference date is
// the last event that the source knows. If it cannot be checked, the reference date is
// unknown, and so is the result.
func (a answers) reference() Figure[time.Time] {
	from := a.fromGitHub()
	if from.missing != "" {
		from = a.fromPyPI()
	}
	now := figure(from, from.asOf, true)
	switch {
	case !now.Known || !a.rests() || errors.Is(a.live.err, github.ErrNotFound):
	case a.live.err != nil:
		missing := "whether the source is a frozen copy is unknown: " + Because(a.live.err)
		return figure(origin{source: FromGitHub, missing: missing}, time.Time{}, false)
	case !a.stopped().IsZero():
		now.Value = later(a.stopped(), a.lastSign())
	}
	return now
}

// stopped returns when the source was frozen: the last push to the always active
// repository. It is zero if the source is not frozen or this is unknown.
func (a answers) stopped() time.Time {
	live := a.live.value
	if a.live.err != nil || live.Pushed.IsZero() || live.AsOf.Sub(live.Pushed) <= busy {
		return time.Time{}
	}
	return live.Pushed
}

// rests reports whether the last push and release are so long ago that the project may
// count as inactive.
func (a answers) rests() bool {
	last := a.lastSign()
	asked := later(a.repository.value.AsOf, a.project.value.AsOf)
	return !last.IsZero() && asked.Sub(last) > rest
}

// lastSign returns the last push or upload, zero if none is known.
func (a answers) lastSign() time.Time {
	return later(a.repository.value.Pushed, a.project.value.Last)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Relative describes the distance of a time from an episode: "43 days before the
// episode", "on the day of the episode".
func Relative(t, episode time.Time) string {
	days := int(math.Floor(t.Sub(episode.Truncate(day)).Hours() / 24))
	switch {
	case days < 0:
		return span(-days) + " before the episode"
	case days > 0:
		return span(days) + " after the episode"
	}
	return "on the day of the episode"
}

// Ago describes how long before now a time was: "43 days ago", "today".
func Ago(t, now time.Time) string {
	if days := int(now.Sub(t) / day); days > 0 {
		return span(days) + " ago"
	}
	return "today"
}

// span describes a number of days in the largest unit that occurs at least twice.
func span(days int) string {
	length := time.Duration(days) * day
	switch {
	case days == 1:
		return "1 day"
	case length < 2*month:
		return fmt.Sprintf("%d days", days)
	case length < 2*year:
		return fmt.Sprintf("%d months", length/month)
	}
	return fmt.Sprintf("%d years", length/year)
}
