// Package review is the page on which a person judges what was found: the
// transcript with every name marked in it, each proposal with its evidence and
// the list as it would become, and what was decided and sent before.
//
// A [Server] is an http.Handler over proposals (see package proposals). All that it shows
// is read from the store, the transcript's file and the list when it is asked
// for, and all that a person does is one change of the store, so that several
// servers and runs may work at once. Pages are made by html/template and work
// without JavaScript, which adds keys and nothing else; templates, style and
// script are embedded, and a Content-Security-Policy allows nothing besides.
// [Export] writes the page of an episode as one file, without what decides.
//
// Transcripts, registries and lists are foreign text: everything is escaped by
// the templates, and an address is a link only if package inert takes it for
// one. Requests are heeded only if they name this server as their host; those
// that change something must come from its own pages and hold the token that it
// puts into them (guard.go).
package review

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"namedrop/internal/proposals"
	"namedrop/internal/store"
)

// Options say what lies behind the pages.
type Options struct {
	Proposals proposals.Service
	Hosts     []string // by which the server may be called: "127.0.0.1:8389"

	// List gives a list by the name under which the store knows it.
	List func(ctx context.Context, name string) (List, error)
	// Known gives the name of the project that a person means, as the catalogue
	// spells it that goes with a list; it is not ok if there is none.
	Known func(ctx context.Context, list, name string) (string, bool)
	// Rerun does a run again, after something in it was corrected.
	Rerun func(ctx context.Context, run store.Run) error
	// Send writes what "extract propose" would do, or does it. It is nil where
	// that cannot be, for which Unsendable is the reason.
	Send       func(ctx context.Context, w io.Writer, send bool) error
	Unsendable string
}

// List is an awesome list as it is now.
type List struct {
	File   string // the path that patches name
	Source []byte
}

// Server shows the pages. It is safe for many goroutines.
type Server struct {
	Options
	token    string // that forms must hold
	key      string // that is exchanged for the cookie
	cookie   string // its name; browsers do not tell the ports of a host apart
	session  string // its value
	patience time.Duration
	mux      http.Handler
}

// New returns a server with secrets of its own: cookies and forms of an earlier one
// are refused.
func New(o Options) *Server {
	s := &Server{Options: o, token: rand.Text(), key: rand.Text(), cookie: "extract_" + rand.Text(), session: rand.Text(), patience: patience}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page(s.overview))
	mux.HandleFunc("GET /episode/{id}", s.page(s.episode))
	mux.HandleFunc("GET /episode/{id}/correct", s.page(s.askCorrection))
	mux.HandleFunc("POST /episode/{id}/correct", s.page(s.correct))
	mux.HandleFunc("POST /correction/{id}/undo", s.page(s.undoCorrection))
	mux.HandleFunc("POST /proposal/{id}/{action}", s.page(s.decide))
	mux.HandleFunc("GET /send", s.page(s.look))
	mux.HandleFunc("POST /send", s.page(s.send))
	mux.Handle("GET /style.css", asset("text/css; charset=utf-8", style))
	mux.Handle("GET /script.js", asset("text/javascript; charset=utf-8", script))
	s.mux = s.guarded(mux)
	return s
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// page makes a handler of a function that answers, or ends in an error that a
// page then tells.
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

// problem is an error with the status of its answer.
type problem struct {
	status int
	error
}

// idOf is the number in the address of a request.
func idOf(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return 0, problem{http.StatusNotFound, errors.New("page not found")}
	}
	return id, nil
}
