// Package review serves the web pages on which a person reviews proposals: the
// transcript with every mention marked, each proposal with its evidence and the
// changed list, and the history of decisions and pull requests.
//
// A [Server] is an http.Handler for proposals (see package proposals). It reads
// everything from the store, the transcript's file and the list for each request, and
// every action is one change of the store, so several servers and runs may work at the
// same time. Pages use html/template and work without JavaScript, which only adds
// keyboard shortcuts. Templates, style and script are embedded, and the
// Content-Security-Policy allows nothing else. [Export] writes the page of an episode
// as one file, without forms.
//
// Transcripts, registry answers and lists are untrusted: the templates escape all
// text, and package sanitize decides which URLs become links. Package guard decides which
// requests are answered.
package review

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"

	"namedrop/internal/proposals"
	"namedrop/internal/review/guard"
	"namedrop/internal/store"
	"namedrop/internal/transcript"
)

// Options configure a server.
type Options struct {
	Proposals proposals.Service
	Hosts     []string // host names and ports that the server accepts: "127.0.0.1:8389"

	// Transcript reads a transcript by its path in the store.
	Transcript func(ctx context.Context, path string) (*transcript.Transcript, error)
	// List returns a list by its name in the store.
	List func(ctx context.Context, name string) (List, error)
	// Known returns the catalogue's spelling of a project name, from the catalogue for a
	// list; ok is false if there is no such project.
	Known func(ctx context.Context, list, name string) (string, bool)
	// Rerun repeats a run after a correction.
	Rerun func(ctx context.Context, run store.Run) error
	// Send previews or does what "extract propose" does, and writes the result to w. It
	// is nil if sending is not possible; Unsendable is the reason then.
	Send       func(ctx context.Context, w io.Writer, send bool) error
	Unsendable string
	// Text returns the pull request that a proposal would become. It is nil if that cannot
	// be known, because there is no network.
	Text func(ctx context.Context, p proposals.Proposal) (proposals.Applied, error)
}

// List is the current content of an awesome list.
type List struct {
	Name   string // as people name it; in exported files only
	File   string // path used in patches
	Source []byte
}

// Server serves the pages. It is safe for concurrent use.
type Server struct {
	Options
	guard *guard.Guard
	mux   http.Handler
}

// New returns a server with new secrets: it refuses cookies and forms of an earlier
// one.
func New(o Options) *Server {
	s := &Server{Options: o, guard: guard.New(o.Hosts)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page(s.overview))
	mux.HandleFunc("GET /episode/{id}", s.page(s.episode))
	mux.HandleFunc("GET /episode/{id}/correct", s.page(s.askCorrection))
	mux.HandleFunc("POST /episode/{id}/correct", s.page(s.correct))
	mux.HandleFunc("POST /correction/{id}/undo", s.page(s.undoCorrection))
	mux.HandleFunc("POST /proposal/{id}/{action}", s.page(s.decide))
	mux.HandleFunc("GET /proposal/{id}/text", s.page(s.text))
	mux.HandleFunc("POST /proposal/{id}/text", s.page(s.write))
	mux.HandleFunc("GET /send", s.page(s.look))
	mux.HandleFunc("POST /send", s.page(s.send))
	mux.Handle("GET /style.css", asset("text/css; charset=utf-8", style))
	mux.Handle("GET /script.js", asset("text/javascript; charset=utf-8", script))
	s.mux = s.guard.Protect(mux, s.tell)
	return s
}

// Address returns the URL to open in a browser, for one of [Options].Hosts. It contains the
// key: anyone who knows it can decide and send.
func (s *Server) Address(host string) string { return s.guard.Address(host) }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// page converts a function to a handler that shows its error as a page.
func (s *Server) page(f func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := f(w, r)
		var asked problem
		switch {
		case err == nil || r.Context().Err() != nil:
		case errors.As(err, &asked):
			s.tell(w, asked.status, asked.Error())
		case errors.Is(err, store.ErrNotFound):
			s.tell(w, http.StatusNotFound, err.Error())
		default:
			s.tell(w, http.StatusInternalServerError, err.Error())
		}
	}
}

// problem is an error with an HTTP status.
type problem struct {
	status int
	error
}

// idOf returns the ID in the path of a request.
func idOf(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return 0, problem{http.StatusNotFound, errors.New("page not found")}
	}
	return id, nil
}
