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

	// rest is the silence from which it matters whether the clock of the source
	// runs: before that a project is alive by any rule.
	rest = 90 * day

	// busy is longer than a repository that never rests is ever silent.
	busy = 30 * day
)

// present returns the time that the ages of a project are counted to. That is
// the time of the answers, and not today, for an answer from a cache knows
// nothing of what came after it. But an answer of today can be old as well:
// mirrors and frozen copies put today's date on what they knew long ago, and
// everything in them would look dead. So before a silence counts, a repository
// is looked at that never rests. If that has not moved for a month either, then
// it is the source that stands still, and its present is the last thing that it
// knows of. Not to be able to look leaves the present, and so the verdict,
// unknown.
func (a answers) present() Figure[time.Time] {
	from := a.fromGitHub()
	if from.missing != "" {
		from = a.fromPyPI()
	}
	now := figure(from, from.asOf, true)
	switch {
	case !now.Known || !a.rests() || errors.Is(a.live.err, github.ErrNotFound):
	case a.live.err != nil:
		missing := "whether the source stands still is not known: " + Because(a.live.err)
		return figure(origin{source: FromGitHub, missing: missing}, time.Time{}, false)
	case !a.stopped().IsZero():
		now.Value = later(a.stopped(), a.lastSign())
	}
	return now
}

// stopped returns when the source stopped, if it stands still: the last time
// that the repository that never rests moved. It is zero if it does not stand
// still, and if that is not known.
func (a answers) stopped() time.Time {
	live := a.live.value
	if a.live.err != nil || live.Pushed.IsZero() || live.AsOf.Sub(live.Pushed) <= busy {
		return time.Time{}
	}
	return live.Pushed
}

// rests reports whether the project has been silent for so long that somebody
// might call it dead.
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
