package cmd

import (
	"encoding/json"
	"io"

	"namedrop/internal/sanitize"
)

// writeJSON writes a value as one line of JSON. Control characters are escaped.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(sanitize.JSONTo(w))
	e.SetEscapeHTML(false)
	return e.Encode(value)
}

// printJSON is writeJSON as a format of a value.
func printJSON[T any](w io.Writer, value T) error { return writeJSON(w, value) }

// orEmpty returns an empty list for nil, which JSON would show as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
