// Package pullrequest opens pull requests against an awesome list, one a project.
//
// A [Request] goes in, a [Result] comes out. [Opener.Open] looks at what GitHub
// has, decides without asking further whether anything is to be sent (see
// judge), and then does what is missing, in this order: a fork, a branch called
// extract/PROJECT with one commit on the head of the list, the pull request, its
// labels. What GitHub has is all the state there is, so that it may be killed
// between any two requests and run again; and where that changes meanwhile, it
// looks again. A pull request that anybody has edited is left alone, one that
// was closed is not opened again.
//
// If nothing is to be sent, the same code runs on a client that only notes what
// it would write; the notes are in the result.
//
// The package keeps nothing and knows neither the form of lists nor why a
// project belongs there: what the change is, and what is said of it, comes from
// a function of the caller's.
package pullrequest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"namedrop/internal/github"
	"namedrop/internal/ref"
)

// Change is what a pull request does to a list, and what it says.
type Change struct {
	List                 []byte // after the change
	Title, Body, Message string // the message is that of the commit
}

// ErrListed is what Request.Edit ends in if the list has the project.
var ErrListed = errors.New("it is already in the list")

// Request is a project that somebody has approved for a list.
type Request struct {
	List       string // "owner/repo"
	Path       string // of the list in it, "" for its README
	Project    string // as PyPI has it; it names the branch
	Repository string // "owner/repo" of the project, "" if it has none; also tells who else proposed it
	About      string // what others would call the same in a title, "" for the project's name

	// Edit makes the change to the list as it is now, which may be later than
	// what was approved. It may be called more than once.
	Edit func(list []byte) (Change, error)

	Labels  []string // to be set where the list has them and lets us
	Draft   bool
	Again   bool // even if it was proposed before and closed
	MaxOpen int  // of our pull requests that may be open there at a time; 0 for 3
	Send    bool // or else nothing is written
}

// Outcome is what became of a request, or would.
type Outcome string

// The outcomes. Only the first two have written anything.
const (
	Created   Outcome = "created"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"  // all is there already
	LeftAlone Outcome = "left alone" // somebody else has edited it
	Refused   Outcome = "refused"    // nothing was sent, Why says the reason
)

// Result says what became of a request.
type Result struct {
	Outcome Outcome
	Number  int    // of the pull request that it is about, 0 for none or not yet
	URL     string // of its page
	Branch  string // "owner/repo:branch", "" if it came to none
	Why     string
	Calls   []github.Call // what would be written, if it is not to be sent
}

// Opener opens pull requests, one after the other.
type Opener struct {
	GitHub *github.Client // who lets through what writes, if anything is to be sent
	Sleep  func(context.Context, time.Duration) error
}

// looks is how often GitHub is looked at anew because a write did not fit what it
// has, as when two run at a time or the list is edited that very moment, or
// because a write was not answered, so that it may have been done.
const looks = 6

// Open does what is missing for a pull request. After an error, call it again:
// what was done is found. Errors name the repository and what was asked for.
func (o Opener) Open(ctx context.Context, r Request) (Result, error) {
	if !ref.IsProject(r.Project) {
		return Result{}, fmt.Errorf("pull: %.150q is not the name of a project", r.Project)
	}
	var result Result
	var err error
	for tries := range looks {
		if errors.Is(err, github.ErrUnanswered) && o.Sleep(ctx, time.Duration(tries)*pause) != nil {
			break
		}
		result, err = o.once(ctx, r)
		again := errors.Is(err, github.ErrConflict) || errors.Is(err, github.ErrUnanswered)
		if !again || ctx.Err() != nil {
			break
		}
	}
	return result, err
}

// once looks, judges and acts.
func (o Opener) once(ctx context.Context, r Request) (Result, error) {
	s := session{Opener: o, Request: r}
	if !r.Send {
		s.GitHub = o.GitHub.Recording(&s.result.Calls)
	}
	err := s.look(ctx)
	if errors.Is(err, ErrListed) {
		return Result{Outcome: Refused, Why: ErrListed.Error()}, nil
	}
	if err != nil {
		return Result{}, err
	}
	if result, stop := s.judge(r); stop {
		return result, nil
	}
	return s.act(ctx)
}

// session is one look at GitHub and what is done upon it.
type session struct {
	Opener
	Request
	view
	result Result
	wrote  bool
}

// prefix is that of our branches.
const prefix = "extract/"

// Branch is the name of the branch for a project.
func Branch(project string) string { return branch(project) }

// branch is the one for a project. The normal form of its name is one that git
// accepts.
func branch(project string) string { return prefix + ref.Normalize(project) }
