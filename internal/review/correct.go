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

// correctPage is the page that corrects a mention.
type correctPage struct {
	base
	ID                  int64
	Name, Time, Heard   string
	Before, Text, After string
	Start, End          int
	Asked               string // the name that was submitted
	Rivals              []string
}

// at is the time of the mention, if it is known.
func (p correctPage) at() string {
	if p.Time == "" {
		return ""
	}
	return ", at " + p.Time
}

// corrected is a correction as shown on a page.
type corrected struct {
	ID       int64
	Text, Is string
}

var errNoMention = problem{http.StatusNotFound, errors.New("there is no mention at this place; the transcript may have been run again")}

// askCorrection shows the page that corrects a mention.
func (s *Server) askCorrection(w http.ResponseWriter, r *http.Request) error {
	_, page, err := s.correction(r, r.URL.Query().Get)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, page.page())
}

// correction finds the mention that a request refers to.
func (s *Server) correction(r *http.Request, field func(string) string) (store.Run, correctPage, error) {
	id, err := idOf(r)
	if err != nil {
		return store.Run{}, correctPage{}, err
	}
	run, err := s.Proposals.Store.Run(r.Context(), id)
	if err != nil {
		return run, correctPage{}, err
	}
	h, missing, err := s.load(r.Context(), run)
	switch {
	case err != nil:
		return run, correctPage{}, err
	case missing != "": // the run would use another text, for which the correction is meaningless
		return run, correctPage{}, problem{http.StatusConflict, errors.New(missing)}
	}
	start, _ := strconv.Atoi(field("start"))
	end, _ := strconv.Atoi(field("end"))
	for i, p := range h.Packages {
		for j, m := range p.Mentions {
			if m.Start == start && m.End == end {
				page := correctPage{base: s.base(r.Context(), "Correct", "episode"), ID: id, Name: filepath.Base(h.Transcript.Path), Time: m.Clock(), Heard: p.Name, Text: m.Text, Start: start, End: end}
				page.surround(h, mention{i, j}, m)
				return run, page, nil
			}
		}
	}
	return run, correctPage{}, errNoMention
}

// nearby is the maximum number of bytes shown before and after a mention.
const nearby = 300

// surround adds the text around a mention, and its rivals.
func (page *correctPage) surround(h document, at mention, m report.Mention) {
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

// lastWords returns the whole words at the end of a text, or whole characters if it
// has no spaces.
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

// firstWords returns the whole words at the beginning of a text.
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

// correct saves a correction and reruns the transcript.
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
			return s.show(w, http.StatusUnprocessableEntity, page.page())
		}
		c.Name = name
	}
	if err := s.Proposals.Store.Correct(r.Context(), c); err != nil {
		return err
	}
	return s.again(w, r, run)
}

// again reruns a transcript after a correction and redirects to its page.
func (s *Server) again(w http.ResponseWriter, r *http.Request, run store.Run) error {
	if err := s.Rerun(r.Context(), run); err != nil {
		return fmt.Errorf("the correction was saved, but the transcript could not be run again: %w", err)
	}
	http.Redirect(w, r, viewOf(r, run.ID).address("packages"), http.StatusSeeOther)
	return nil
}

// undoCorrection undoes a correction.
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

// corrections returns the corrections of a run's transcript.
func (s *Server) corrections(ctx context.Context, run store.Run, h document) ([]corrected, error) {
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
