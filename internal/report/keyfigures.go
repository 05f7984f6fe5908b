package report

import (
	"fmt"
	"time"

	"namedrop/match"
	"namedrop/propose"
)

// KeyFigure is a figure that maintainers of lists look at.
type KeyFigure struct {
	Name   string // "last push"
	Figure Figure
}

// KeyFigures returns the figures that maintainers of lists look at, in the order in which
// pages and pull requests show them. Unknown ones are included.
func (e *Evidence) KeyFigures() []KeyFigure {
	return []KeyFigure{
		{"stars", e.Stars},
		{"contributors", e.Contributors},
		{"last push", e.Pushed},
		{"last release", e.Released},
		{"first release", e.First},
		{"releases", e.Releases},
		{"downloads per month", e.Downloads},
		{"licence", e.License},
	}
}

// Facts returns the key figures of a package for a pull request.
func Facts(v match.Evidence) []propose.Fact {
	var all []propose.Fact
	for _, f := range (view{}).proven(&v).KeyFigures() {
		all = append(all, propose.Fact{Name: f.Name, Value: f.Figure.Text(), Source: f.Figure.Source, AsOf: f.Figure.asOf})
	}
	return all
}

// Text returns the value of a figure, a date without its time; "" if it is unknown.
func (f Figure) Text() string {
	text, ok := f.Value.(string)
	switch {
	case f.Value == nil:
		return ""
	case !ok:
		return fmt.Sprint(f.Value)
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.Format(time.DateOnly)
	}
	return text
}
