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

	// rest is the time without a push or release from which it matters whether the
	// source is frozen: before that, a project is active by any rule.
	rest = 90 * day

	// busy is longer than the repository that is always active is ever without a push.
	busy = 30 * day
)

// reference returns the date that the ages of a project are measured against. It is
// the date of the answers, not today, because an answer from a cache knows nothing of
// what came after it. But an answer of today can be old as well: mirrors and frozen
// copies put today's date on old data, and every project in them would look abandoned.
// So before a project counts as inactive, a repository is checked that is always
// active. If that has not been pushed to for a month, the source itself is frozen, and
// the reference date is the last event that the source knows of. If it cannot be
// checked, the reference date is unknown, and so is the verdict.
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

// stopped returns when the source was frozen: the last push to the repository that is
// always active. It is zero if the source is not frozen, and if that is not known.
func (a answers) stopped() time.Time {
	live := a.live.value
	if a.live.err != nil || live.Pushed.IsZero() || live.AsOf.Sub(live.Pushed) <= busy {
		return time.Time{}
	}
	return live.Pushed
}

// rests reports whether the project had no push and no release for so long that it may
// count as inactive.
func (a answers) rests() bool {
	last := a.lastSign()
	asked := later(a.repository.value.AsOf, a.project.value.AsOf)
	return !last.IsZero() && asked.Sub(last) > rest
}

// lastSign is the last push or upload, zero if none is known.
func (a answers) lastSign() time.Time {
	return later(a.repository.value.Pushed, a.project.value.Last)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Relative says in words how far a time is from an episode: "43 days before
// the episode", "on the day of the episode".
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

// Ago says in words how long before now a time was: "43 days ago", "today".
func Ago(t, now time.Time) string {
	if days := int(now.Sub(t) / day); days > 0 {
		return span(days) + " ago"
	}
	return "today"
}

// span says a number of days in the greatest unit of which there are two.
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
