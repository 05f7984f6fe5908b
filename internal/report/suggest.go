package report

import (
	"namedrop/internal/ref"
	"namedrop/internal/suggest"
)

// Names converts the document to an episode of package suggest, without sponsors.
// digest is the digest of its transcript.
func (d Document) Names(digest string) suggest.Episode {
	e := suggest.Episode{Path: d.Transcript.Path, Title: d.Transcript.Title, Digest: digest, URL: d.Transcript.URL, Date: d.Transcript.Recorded}
	for _, p := range d.Packages {
		if p.Sponsor {
			continue
		}
		n := suggest.Named{
			Name: p.Name, Ecosystem: p.Ecosystem, Repository: ref.Repository(p.Repository), About: p.About,
			Confidence: p.Confidence, Role: p.Role, Worth: p.Worth, Requested: p.Requested, Quotes: p.Quotes,
		}
		e.Named = append(e.Named, n)
	}
	return e
}
