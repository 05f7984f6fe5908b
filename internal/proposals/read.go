package proposals

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/quote"
	"namedrop/internal/ref"
	"namedrop/internal/store"
	"namedrop/match"
)

// maxMentions is how many mentions of a project are stored of each episode, and
// maxWords how long the words of a mention may be, in bytes. Real episodes stay below.
const (
	maxMentions = 50
	maxWords    = 100
)

// PathOf returns the name under which a transcript is stored: the absolute path of a
// file, and other names unchanged.
func PathOf(name string) (string, error) {
	if name == "-" || strings.Contains(name, "://") {
		return name, nil
	}
	return filepath.Abs(name)
}

// readOf returns what an episode says of the projects that it names.
func readOf(e episode.Episode) *store.Episode {
	read := &store.Episode{Title: e.Title, Address: string(e.Address), Duration: int64(e.Duration / time.Second)}
	if !e.Recorded.IsZero() {
		read.Date = e.Recorded.Format(time.DateOnly)
	}
	for _, p := range e.Packages {
		read.Named = append(read.Named, namedOf(e, p))
	}
	return read
}

// isQuoted reports whether a byte of the transcript lies in a quote of a package.
func isQuoted(p match.Package, at int) bool {
	return slices.ContainsFunc(p.Quotes, func(q quote.Quote) bool { return q.Start <= at && at < q.End })
}

func namedOf(e episode.Episode, p match.Package) store.Named {
	n := store.Named{
		Key: ref.Normalize(p.Name), Name: p.Name, Repository: strings.ToLower(p.Repository), Role: string(p.Role), Worth: p.Worth,
		Sponsor: p.Sponsor, Total: len(p.Mentions),
	}
	for _, m := range p.Mentions[:min(len(p.Mentions), maxMentions)] {
		at := e.At(m)
		start, end := e.Transcript.Paragraphs[m.Paragraph].Source(m.Lo, m.Hi)
		stored := store.Mention{Time: at.Clock(), Start: start, End: end, Text: e.Text(m), Passage: e.Passage(m), Confidence: m.Confidence, Quoted: isQuoted(p, start)}
		if at.Stamp != "" {
			seconds := at.Seconds()
			stored.Seconds = &seconds
		}
		if len(stored.Text) > maxWords {
			stored.Text = strings.ToValidUTF8(stored.Text[:maxWords], "")
		}
		n.Mentions = append(n.Mentions, stored)
	}
	return n
}
