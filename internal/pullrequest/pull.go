// Package pullrequest opens pull requests against an awesome list, one per project.
//
// [Opener.Open] takes a [Request] and returns a [Result]. It reads the state on GitHub,
// decides without further requests whether to send anything (see judge), and then makes
// what is missing, in this order: a fork, a branch named extract/PROJECT with one commit
// on the head of the list, the pull request, and its labels. The only state is on GitHub,
// so a run may be interrupted between any two requests and repeated. If the state changes
// during a run, it is read again. A pull request that anyone else has edited is left
// alone, and a closed one is not reopened.
//
// If nothing is to be sent, the same code runs on a client that only records its writes;
// the result contains them.
//
// The package stores nothing and knows neither the format of lists nor the reasons for a
// proposal: a callback provides the change and the texts.
package pullrequest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"namedrop/internal/github"
	"namedrop/internal/ref"
)

// Change is the edited list and the texts of a pull request.
type Change struct {
	List                 []byte // edited list
	Title, Body, Message string // Message is the commit message
}

// ErrListed is the error of Request.Edit if the list already contains the project.
var ErrListed = errors.New("it is already in the list")

// Request asks to propose an approved project for a list.
type Request struct {
	List       string // "owner/repo"
	Path       string // path of the list in it, "" for its README
	Project    string // name on PyPI, used for the name of the branch
	Repository string // "owner/repo" of the project, "" if it has none; also identifies proposals by others
	About      string // name that others would use for the change in a title, "" for the project's name

	// Edit makes the change to the current list, which may be newer than the one that was
	// approved. It may be called more than once.
	Edit func(list []byte) (Change, error)

	Labels  []string // labels to set if they exist and we may set them
	Draft   bool
	Again   bool // propose the project even if an earlier pull request was closed
	MaxOpen int  // maximum number of our open pull requests for the list; 0 means 3
	Send    bool // false: only record writes
}

// Outcome says what happened to a request, or would happen if it were sent.
type Outcome string

// Outcomes. Only the first two write anything.
const (
	Created   Outcome = "created"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"  // everything is up to date
	LeftAlone Outcome = "left alone" // somebody else has edited it
	Refused   Outcome = "refused"    // nothing was sent; Why gives the reason
)

// Result describes the outcome of a request.
type Result struct {
	Outcome Outcome
	Number  int    // of the pull request, 0 if there is none yet
	URL     string // of its page
	Branch  string // "owner/repo:branch", "" if there is none
	Why     string
	Calls   []github.Call // recorded writes, if nothing was to be sent
}

// Opener opens pull requests. It is not safe for concurrent use.
type Opener struct {
	GitHub *github.Client // must allow writes if anything is to be sent
	Sleep  func(context.Context, time.Duration) error
}

// looks is how often the state on GitHub is read before giving up. It is read again if a
// write conflicts, because two runs overlap or the list was just edited, or if a write
// gets no answer and may have been done.
const looks = 6

// Open makes whatever is missing for a pull request. After an error it may be called
// again: it finds what was already done. Errors name the repository and the operation.
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

// once reads the state, decides, and acts.
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

// session is one reading of the state on GitHub and the actions based on it.
type session struct {
	Opener
	Request
	view
	result Result
	wrote  bool
}

// prefix is the prefix of our branches.
const prefix = "extract/"

// Branch returns the name of the branch for a project.
func Branch(project string) string { return branch(project) }

// branch returns the name of the branch for a project. git accepts any normalized project
// name.
func branch(project string) string { return prefix + ref.Normalize(project) }
