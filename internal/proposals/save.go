package proposals

import (
	"context"
	"encoding/json"
	"slices"

	"namedrop/internal/episode"
	"namedrop/internal/report"
	"namedrop/internal/store"
	"namedrop/internal/suggest"
)

// Save stores the results of running an episode against a list, replaces those of an
// earlier run of the same transcript, and returns the number of the run. version is the
// version of the program. It stores the rivals of each mention but not the reasons for
// their ranking, which would make up most of the record.
func (s Service) Save(ctx context.Context, list, version string, e episode.Episode) (id int64, err error) {
	run := store.Run{List: list, Transcript: e.Transcript.Digest, Version: version, Episode: readOf(e), Feed: e.Item.Feed, GUID: e.Item.ID}
	if run.Path, err = PathOf(e.Transcript.Path); err != nil {
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

// Reading returns the document that an earlier run of this version of the program made of
// a transcript; ok is false if there is none.
func (s Service) Reading(ctx context.Context, list, version, transcript string) (d report.Document, ok bool, err error) {
	run, ok, err := s.Store.Reading(ctx, list, transcript)
	if err != nil || !ok || run.Version != version {
		return d, false, err
	}
	if d, err = report.Read(run.Report); err != nil || !d.Judged() {
		return d, false, nil // in an older format: the transcript is read again
	}
	d.Transcript.Path = run.Path
	return d, true, nil
}

// SaveSuggestions stores what an archive suggests for a list, each suggestion with the
// quotes from all episodes whose runs are in the store.
func (s Service) SaveSuggestions(ctx context.Context, list string, all []*suggest.Candidate) error {
	runs := map[string]int64{}
	var ps []store.Proposal
	for _, c := range all {
		if c.Found == nil {
			continue
		}
		var quotes []store.Quote
		for _, e := range c.Episodes {
			id, known := runs[e.Digest]
			if !known {
				run, _, err := s.Store.Reading(ctx, list, e.Digest)
				if err != nil {
					return err
				}
				id, runs[e.Digest] = run.ID, run.ID
			}
			for _, q := range e.Quotes {
				if id != 0 {
					stored := storedQuote(q, c.Package)
					stored.Run = id
					quotes = append(quotes, stored)
				}
			}
		}
		p, err := stored(c.Package, *c.Found, quotes)
		if err != nil {
			return err
		}
		ps = append(ps, p)
	}
	return s.Store.Propose(ctx, list, ps)
}
