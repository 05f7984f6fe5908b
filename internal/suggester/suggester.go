// Package suggester finds what an archive suggests for a list: it connects the ranking of
// package suggest with the pipeline, the store and the console.
//
// [Suggester.Read] is the stage for each transcript; one that was read before is not read
// again. [Suggester.Names] returns what an episode says of its projects, for a
// [suggest.Archive], and [Suggester.Rank] ranks the candidates of the archive, and vets and
// proposes the best. The package prints no results and saves no proposals.
package suggester

import (
	"context"
	"fmt"
	"time"

	"namedrop/internal/console"
	"namedrop/internal/episode"
	"namedrop/internal/recorder"
	"namedrop/internal/report"
	"namedrop/internal/source"
	"namedrop/internal/suggest"
	"namedrop/match"
)

// Suggester finds what an archive suggests for a list.
type Suggester struct {
	*episode.Pipeline
	Records *recorder.Recorder // results of earlier runs, and of this one
	Console *console.Console
}

// Read processes an input as far as its packages. Of a transcript that was read before it
// returns only the transcript, because Names takes the rest from the store.
func (s *Suggester) Read(ctx context.Context, in episode.Input) (episode.Episode, error) {
	t, err := in.Read(ctx)
	if err != nil {
		return episode.Episode{}, err
	}
	if day := episode.Recorded(t); source.Before(day, s.Since) {
		return episode.Episode{}, episode.ErrOld
	}
	if s.Records.Knows(ctx, t.Digest) {
		return episode.Episode{Transcript: t}, nil
	}
	return s.DetectIn(ctx, t, in)
}

// Names returns what an episode says of its projects. It saves an episode that was read
// now.
func (s *Suggester) Names(ctx context.Context, e episode.Episode) suggest.Episode {
	if e.Packages == nil {
		if d, ok := s.Records.Reading(ctx, e.Transcript.Digest); ok {
			return d.Names(e.Transcript.Digest)
		}
	}
	s.Records.Save(ctx, e)
	return report.NewDocument(e, report.Options{}).Names(e.Transcript.Digest)
}

// Rank ranks the candidates of an archive, queries the summaries of the first ones,
// and vets and proposes as many of the likely ones as requested.
func (s *Suggester) Rank(ctx context.Context, a *suggest.Archive, most int) suggest.Ranking {
	found := a.Rank(s.Matcher)
	for i, c := range found.Candidates[:min(len(found.Candidates), 3*most)] {
		if c.About == "" {
			s.Console.ShowProgress(fmt.Sprintf("describing %d of %d projects", i+1, min(len(found.Candidates), 3*most)))
			c.About = s.Vetter.Gatherer.Summary(ctx, c.Package)
		}
	}
	found = a.Rank(s.Matcher)
	decisions := s.Decisions(ctx)
	defer s.Console.ShowProgress("")
	if len(found.Candidates) > most {
		s.Vetter.Past.ReadPulls(ctx)
	}
	proposed := 0
	found.Keep(func(c *suggest.Candidate) {
		decision := decisions.Of(c.Package)
		if decision.Reject(&c.Package) {
			return
		}
		if proposed >= most || !c.Likely() || ctx.Err() != nil {
			s.Vetter.Recall(ctx, &c.Package)
			return
		}
		s.Console.ShowProgress(fmt.Sprintf("vetting %d of %d candidates", proposed+1, most))
		s.Vetter.VetOne(ctx, &c.Package, time.Time{})
		if c.Status == match.Candidate {
			proposed++
			s.PlaceAs(ctx, c, decision)
		}
	})
	return found
}
