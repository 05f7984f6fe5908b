package propose

import (
	"cmp"
	"strings"
	"time"
)

// Fact is one property of the project, known or unknown.
type Fact struct {
	Name   string // "stars"
	Value  string // "" if unknown
	Source string // who published it
	AsOf   time.Time
}

// String returns the fact with its source and date.
func (f Fact) String() string {
	from := f.Source
	if !f.AsOf.IsZero() {
		from = strings.TrimSpace(from + " " + f.AsOf.UTC().Format(time.DateOnly))
	}
	said := f.Name + ": " + cmp.Or(f.Value, "unknown")
	if from != "" {
		said += " (" + from + ")"
	}
	return said
}

// Age returns the time between the date in a fact and the time when its source was
// queried. ok is false if the fact is not a date or the time is unknown.
func (f Fact) Age() (age time.Duration, ok bool) {
	day, err := time.Parse(time.DateOnly, f.Value)
	if err != nil || f.AsOf.IsZero() {
		return 0, false
	}
	return f.AsOf.Sub(day), true
}
