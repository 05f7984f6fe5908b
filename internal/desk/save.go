package desk

import (
	"bytes"
	"context"
	"path/filepath"

	"namedrop/internal/report"
	"namedrop/internal/store"
)

// Save puts an episode that was run against a list on the desk, in place of what
// an earlier run of the same transcript said, and returns the number of the run.
// The version is that of the program. What is kept explains itself: each mention
// with its reasons and rivals.
func (d Desk) Save(ctx context.Context, list, version string, e report.Episode) (id int64, err error) {
	run := store.Run{List: list, Transcript: e.Transcript.Digest, Version: version}
	if run.Path, err = filepath.Abs(e.Transcript.Path); err != nil {
		return 0, err
	}
	e.Explain = true
	var b bytes.Buffer
	if err := report.JSON(&b, e); err != nil {
		return 0, err
	}
	run.Report = b.Bytes()
	ps, err := proposed(e)
	if err != nil {
		return 0, err
	}
	return d.Store.Save(ctx, run, ps)
}
