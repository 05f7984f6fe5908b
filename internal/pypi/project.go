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

// Project is what PyPI says of a project. Its texts were written by strangers:
// all but Description are inert (see package inert), the lists bounded.
type Project struct {
	Name            string // as its owners spell it
	Version         string // the latest
	Summary         string
	License         string // as short as the project says it; "" if it does not
	URLs            []Link // the home page too; http and https only; sorted by label
	Classifiers     []string
	Keywords        []string
	Description     string    // the long one, or its first 256 kB, raw: to look into, not to show
	Releases        int       // versions with a file that is not yanked
	First, Last     time.Time // uploads that are not yanked; zero if there are none
	Yanked          bool      // the latest version is
	Vulnerabilities []Vulnerability
	AsOf            time.Time // when PyPI said so; a cached answer keeps its own time
	Stale           bool      // from the cache, because PyPI did not answer
}

// Link is an address that a project gives.
type Link struct{ Label, URL string }

// Vulnerability is an advisory about the latest version.
type Vulnerability struct {
	ID      string
	Aliases []string
	Summary string // "" if there is none
}

// Project asks the JSON API for one project, by any spelling of its name. It is
// [ErrNotFound] for a name that nobody has. Fields that are missing, null or of
// another type than they should be are zero; an answer about another project
// is an error. A client asks for one project after the other, whoever calls, as
// PyPI wishes.
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

// decodeProject reads an answer of the JSON API, which must be about the
// project of that normalized name.
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
