package proposals

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"

	"namedrop/internal/episode"
	"namedrop/internal/report"
	"namedrop/internal/store"
)

// Save keeps an episode that was run against a list, in place of what an earlier run of
// the same transcript gave, and returns the number of the run. The version is that of
// the program. The rivals of each mention are kept, the reasons for it are not: they
// would be most of the record.
func (s Service) Save(ctx context.Context, list, version string, e episode.Episode) (id int64, err error) {
	run := store.Run{List: list, Transcript: e.Transcript.Digest, Version: version}
	if run.Path, err = filepath.Abs(e.Transcript.Path); err != nil {
		return 0, err
	}
	doc := report.NewDocument(e, report.Options{Explain: true})
	for _, p := range slices.Concat(doc.Packages, doc.Perhaps) {
		for i := range p.Mentions {
			p.Mentions[i].Reasons = nil
		}
	}
	if run.Report, err = json.Marshal(doc); err != nil {
		return 0, err
	}
	ps, err := proposed(e)
	if err != nil {
		return 0, err
	}
	return s.Store.Save(ctx, run, ps)
}
