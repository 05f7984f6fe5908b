package review

import (
	"io"
	"path/filepath"

	"namedrop/internal/episode"
	"namedrop/internal/report"
)

// Export writes the page of an episode as one self-contained HTML file, for reading
// and sharing. It has no forms. l must be the list that the proposals were made for.
func Export(w io.Writer, e episode.Episode, l List) error {
	h := newDocument(report.NewDocument(e, report.Options{Explain: true}), e.Transcript)
	page := h.page(base{Title: filepath.Base(e.Transcript.Path) + " – extract", Alone: true}, view{})
	page.List = l.Name
	for i, q := range e.Proposals {
		c := h.card(q.Candidate.Name)
		c.Anchor, c.State, c.Static = proposalAnchor(int64(i+1)), status{"candidate", "candidate"}, true
		c.show(l, q.Proposal, nil)
		c.Placed = placed(q.Proposal)
		if len(q.Missing) > 0 {
			c.Needs = "Missing: " + q.Missing.String() + "."
		}
		page.Cards = append(page.Cards, c)
	}
	document, err := render(page.page())
	if err != nil {
		return err
	}
	_, err = w.Write(document)
	return err
}
