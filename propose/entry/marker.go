package entry

import (
	"fmt"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// Marker is the text in an item's first line before its content.
type marker struct{ Indent, Marker, Number, Space string }

var markerLine = pattern.Lazy(`^(?:\x{feff})?([ \t>]*)([-*+]|(\d{1,9})[.)])([ \t]+)`)

func MarkerOf(src []byte, e markdown.Entry) (marker, error) {
	m := markerLine().FindSubmatch(src[e.Start:e.End])
	if m == nil {
		return marker{}, fmt.Errorf("line %d does not start with the marker of a list", e.Line)
	}
	return marker{string(m[1]), string(m[2]), string(m[3]), string(m[4])}, nil
}

func Numbered(src []byte, e markdown.Entry) bool {
	m, err := MarkerOf(src, e)
	return err == nil && m.Number != ""
}
