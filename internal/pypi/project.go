package pypi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"namedrop/internal/ref"
)

// Project is the metadata of a project on PyPI. Its texts are untrusted: all except
// Description are sanitized (see package sanitize), and lists are limited in length.
type Project struct {
	Name            string // as its owners spell it
	Version         string // the latest
	Summary         string
	License         string // the shortest form that the project gives; "" if there is none
	URLs            []Link // with the home page; http and https only; sorted by label
	Classifiers     []string
	Keywords        []string
	Description     string    // the long description, at most its first 256 kB; not sanitized, not for display
	Releases        int       // versions with a file that is not yanked
	First, Last     time.Time // times of uploads that are not yanked; zero if there are none
	Yanked          bool      // whether the latest version is yanked
	Vulnerabilities []Vulnerability
	AsOf            time.Time // when PyPI answered; a cached answer keeps its time
	Stale           bool      // from the cache, because PyPI did not answer
}

// Link is a URL that a project gives, with its label.
type Link struct{ Label, URL string }

// Vulnerability is an advisory about the latest version.
type Vulnerability struct {
	ID      string
	Aliases []string
	Summary string // "" if there is none
}

// Project fetches one project from the JSON API, by any spelling of its name. It
// returns [ErrNotFound] for a name that does not exist. Fields that are missing, null
// or of the wrong type are zero; an answer about another project is an error. A client
// makes one such request at a time, however many goroutines call it, as PyPI asks.
func (c *Client) Project(ctx context.Context, name string) (Project, error) {
	if !ref.IsProject(name) {
		return Project{}, fmt.Errorf("%q cannot be the name of a project on PyPI", name)
	}
	key := ref.Normalize(name)
	var p Project
	q := query{url: strings.TrimRight(c.URL, "/") + "/pypi/" + key + "/json", accept: plainJSON, types: []string{plainJSON}, bare: true}
	q.decode = func(r io.Reader) (err error) {
		p, err = decodeProject(r, key)
		return err
	}
	c.turn.Lock()
	defer c.turn.Unlock()
	re, err := c.ask(ctx, q)
	if err != nil {
		return Project{}, err
	}
	p.AsOf, p.Stale = re.asOf, re.stale
	return p, nil
}

// decodeProject reads an answer of the JSON API. It must be about the project with the
// normalized name key.
func decodeProject(r io.Reader, key string) (Project, error) {
	var d document
	err := json.NewDecoder(r).Decode(&d)
	var other *json.UnmarshalTypeError
	switch {
	case errors.As(err, &other):
		return Project{}, errors.New("JSON, but not about a project")
	case err != nil:
		return Project{}, notJSON(err)
	}
	if name := d.Info.Name.v; !ref.IsProject(name) || ref.Normalize(name) != key {
		return Project{}, fmt.Errorf("is about %.100q, want %q", name, key)
	}
	p := d.Info.project()
	p.Releases, p.First, p.Last = d.uploads()
	p.Vulnerabilities = d.advisories()
	return p, nil
}
