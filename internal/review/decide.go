package review

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/sanitize"
	"namedrop/internal/store"
)

var (
	errMeanwhile = errors.New("decided in the meantime; reload the page")
	errLink      = errors.New("the link must be an http or https URL")
	errPosition  = errors.New("the position must be a number")
)

// decide carries out an action on a proposal and returns to the page it came from.
// That page shows the error if the action is not possible.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	p, err := s.Proposals.Get(r.Context(), id)
	if err != nil {
		return err
	}
	wrote, err := s.act(r, p)
	if errors.Is(err, store.ErrConflict) {
		err = refuse(p, errMeanwhile)
	}
	run, _ := strconv.ParseInt(r.PostForm.Get("run"), 10, 64)
	switch {
	case err != nil && run > 0 && errors.As(err, new(refusal)):
		return s.showEpisode(w, r, run, wrote, err)
	case err != nil && errors.As(err, new(refusal)):
		return problem{http.StatusUnprocessableEntity, err}
	case err != nil:
		return err
	}
	back := "/#" + proposalAnchor(id)
	if run > 0 {
		back = viewOf(r, run).address(s.next(r, run, id))
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// next returns the anchor to go to after an action: the first pending proposal, or the
// same one if the action was no decision or nothing is pending.
func (s *Server) next(r *http.Request, run, id int64) string {
	if action := r.PathValue("action"); action == "accept" || action == "reject" {
		if all, err := s.proposals(r.Context(), run); err == nil && len(all) > 0 && all[0].Pending() {
			return proposalAnchor(all[0].ID)
		}
	}
	return proposalAnchor(id)
}

// refusal is an error in the input that the person can correct.
type refusal struct{ error }

func refuse(p proposals.Proposal, err error) error {
	return refusal{fmt.Errorf("%s: %w", p.Title(), err)}
}

// act carries out the action and returns the submitted entry.
func (s *Server) act(r *http.Request, p proposals.Proposal) (draft, error) {
	form, action := r.PostForm, r.PathValue("action")
	if form.Get("decision") != strconv.FormatInt(p.Decision.ID, 10) {
		return draft{}, refuse(p, errMeanwhile)
	}
	reason := markdown.Clean(form.Get("reason"))
	var err error
	switch action {
	case "reject":
		_, err = s.Proposals.Reject(r.Context(), p, reason)
		return draft{}, err
	case "undo":
		if _, err = s.Proposals.Undo(r.Context(), p); errors.Is(err, proposals.ErrUndecided) {
			err = refuse(p, err)
		}
		return draft{}, err
	case "accept", "edit":
	default:
		return draft{}, problem{http.StatusNotFound, errors.New("page not found")}
	}
	entry, err := p.Draft(), error(nil)
	if _, ok := p.Addition(); ok {
		entry, err = s.entry(r, p)
	}
	wrote := draft{p.ID, entry}
	if err != nil {
		return wrote, refuse(p, err)
	}
	if action == "accept" {
		_, err = s.Proposals.Accept(r.Context(), p, entry, reason)
	} else {
		_, err = s.Proposals.Edit(r.Context(), p, entry)
	}
	return wrote, err
}

// entry reads the submitted entry. It returns an error if the entry does not fit the
// current list. If the list cannot be read, that is checked when the entry is sent.
func (s *Server) entry(r *http.Request, p proposals.Proposal) (store.Entry, error) {
	field := func(name string) string { return markdown.Clean(r.PostForm.Get(name)) }
	e := store.Entry{Name: field("name"), Section: field("section"), Description: field("description"), Link: field("link")}
	var err error
	if e.Position, err = strconv.Atoi(field("position")); err != nil || e.Position < 0 {
		return e, errPosition
	}
	switch {
	case e.Name == "":
		return e, errors.New("the name is empty")
	case sanitize.URL(e.Link) == "":
		return e, errLink
	}
	list, err := s.List(r.Context(), p.List)
	if err != nil {
		return e, nil
	}
	if _, err = s.Proposals.Place(p, e, list.Source); err != nil && e.Description == "" && len(p.Missing()) > 0 {
		return e, nil // the description is known to be missing and may follow later
	}
	return e, err
}
