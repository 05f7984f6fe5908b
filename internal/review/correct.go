package review

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/report"
	"namedrop/internal/store"
)

// correctPage asks what a mention really was.
type correctPage struct {
	base
	ID                  int64
	Name, Time, Heard   string
	Before, Text, After string
	Start, End          int
	Asked               string // what a person has asked for
	Rivals              []string
}

// corrected is what a person has said of some words.
type corrected struct {
	ID       int64
	Text, Is string
}

var errNoMention = problem{http.StatusNotFound, errors.New("there is no mention at this place; the transcript may have been run again")}

// askCorrection shows the page on which a mention is corrected.
func (s *Server) askCorrection(w http.ResponseWriter, r *http.Request) error {
	_, page, err := s.correction(r, r.URL.Query().Get)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "correct.html", page)
}

// correction finds the mention that a request is about.
func (s *Server) correction(r *http.Request, field func(string) string) (store.Run, correctPage, error) {
	id, err := idOf(r)
	if err != nil {
		return store.Run{}, correctPage{}, err
	}
	run, err := s.Proposals.Store.Run(r.Context(), id)
	if err != nil {
		return run, correctPage{}, err
	}
	h, missing, err := load(run)
	switch {
	case err != nil:
		return run, correctPage{}, err
	case missing != "": // another text would be run again, where the correction means nothing
		return run, correctPage{}, problem{http.StatusConflict, errors.New(missing)}
	}
	start, _ := strconv.Atoi(field("start"))
	end, _ := strconv.Atoi(field("end"))
	for i, p := range h.Packages {
		for j, m := range p.Mentions {
			if m.Start == start && m.End == end {
				page := correctPage{base: s.base("Correct", "episode"), ID: id, Name: filepath.Base(h.Transcript.Path), Time: m.Clock(), Heard: p.Name, Text: m.Text, Start: start, End: end}
				page.surround(h, mention{i, j}, m)
				return run, page, nil
			}
		}
	}
	return run, correctPage{}, errNoMention
}

// nearby is how many bytes of the text are shown at most before a mention, and
// behind it.
const nearby = 300

// surround adds the words around a mention, and what else it could be.
func (page *correctPage) surround(h heard, at mention, m report.Mention) {
	for _, r := range m.Rivals {
		page.Rivals = append(page.Rivals, r.Name)
	}
	where, ok := h.marks[at]
	if !ok {
		return
	}
	text := h.transcript.Paragraphs[where.paragraph].Text
	page.Before = markdown.Clean(lastWords(text[:where.lo])) + " "
	page.After = " " + markdown.Clean(firstWords(text[where.hi:]))
}

// lastWords are the whole words at the end of a text, or what there is of it in
// whole characters where no spaces part it.
func lastWords(text string) string {
	if len(text) <= nearby {
		return text
	}
	end := text[len(text)-nearby:]
	if _, words, ok := strings.Cut(end, " "); ok {
		end = words
	}
	return "… " + strings.ToValidUTF8(end, "")
}

// firstWords are those at its beginning.
func firstWords(text string) string {
	if len(text) <= nearby {
		return text
	}
	begin := text[:nearby]
	if i := strings.LastIndexByte(begin, ' '); i >= 0 {
		begin = begin[:i+1]
	}
	return strings.ToValidUTF8(begin, "") + "…"
}

// correct keeps a correction and runs the transcript again.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) error {
	run, page, err := s.correction(r, r.PostForm.Get)
	if err != nil {
		return err
	}
	c := store.Correction{Transcript: run.Transcript, Start: page.Start, End: page.End}
	if r.PostForm.Get("is") != "none" {
		page.Asked = markdown.Clean(r.PostForm.Get("name"))
		name, ok := s.Known(r.Context(), run.List, page.Asked)
		if !ok {
			page.Problem = fmt.Sprintf("no project is named %q; run \"extract catalog sync\" to fetch all PyPI names, or add it to catalog.extra", page.Asked)
			return s.show(w, http.StatusUnprocessableEntity, "correct.html", page)
		}
		c.Name = name
	}
	if err := s.Proposals.Store.Correct(r.Context(), c); err != nil {
		return err
	}
	return s.again(w, r, run)
}

// again runs a transcript again, in which something was corrected, and shows its
// page.
func (s *Server) again(w http.ResponseWriter, r *http.Request, run store.Run) error {
	if err := s.Rerun(r.Context(), run); err != nil {
		return fmt.Errorf("the correction was saved, but the transcript could not be run again: %w", err)
	}
	http.Redirect(w, r, viewOf(r, run.ID).address("packages"), http.StatusSeeOther)
	return nil
}

// undoCorrection takes a correction back.
func (s *Server) undoCorrection(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	of, _ := strconv.ParseInt(r.PostForm.Get("run"), 10, 64)
	run, err := s.Proposals.Store.Run(r.Context(), of)
	if err != nil {
		return err
	}
	if err := s.Proposals.Store.UndoCorrection(r.Context(), id); err != nil {
		return err
	}
	return s.again(w, r, run)
}

// corrections are those of a run's transcript.
func (s *Server) corrections(ctx context.Context, run store.Run, h heard) ([]corrected, error) {
	kept, err := s.Proposals.Store.Corrections(ctx, run.Transcript)
	var all []corrected
	for _, c := range kept {
		row := corrected{c.ID, "…", "not a package"}
		if c.Name != "" {
			row.Is = c.Name
		}
		if h.transcript != nil {
			if at, lo, hi, ok := h.transcript.Locate(c.Start, c.End); ok {
				row.Text = h.transcript.Paragraphs[at].Text[lo:hi]
			}
		}
		all = append(all, row)
	}
	return all, err
}
