package pypi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The JSON types of the Index API. Many mirrors support only the plain one.
const (
	simpleJSON = "application/vnd.pypi.simple.v1+json"
	plainJSON  = "application/json"
)

// Names is an answer of the Index API.
type Names struct {
	Names     []string // as their owners spell them; nil if Unchanged
	ETag      string   // to pass to the next call, "" if the server sends none
	Unchanged bool     // since the answer with the given ETag
}

// IndexURL returns the URL of the list of names.
func (c *Client) IndexURL() string { return strings.TrimRight(c.URL, "/") + "/simple/" }

// Index fetches the names of all projects. If etag is not "", it may instead report
// that nothing has changed since the answer with that ETag. An empty list is an error.
func (c *Client) Index(ctx context.Context, etag string) (Names, error) {
	var names []string
	var err error
	q := query{url: c.IndexURL(), accept: simpleJSON, types: []string{simpleJSON, plainJSON}, etag: etag}
	q.decode = func(r io.Reader) error {
		names, err = decodeNames(r)
		return err
	}
	re, err := c.ask(ctx, q)
	if err != nil {
		return Names{}, err
	}
	return Names{names, re.etag, re.unchanged}, nil
}

// decodeNames reads {"meta": {"api-version": "1.0"}, "projects": [{"name": …}]}, see
// https://peps.python.org/pep-0691/#project-list. It ignores unknown keys, but refuses
// a later major version, as the standard requires.
func decodeNames(r io.Reader) ([]string, error) {
	var names []string
	err := object(json.NewDecoder(r), map[string]func(*json.Decoder) error{
		"meta": func(d *json.Decoder) error {
			var meta struct {
				Version string `json:"api-version"`
			}
			if err := d.Decode(&meta); err != nil {
				return err
			}
			if major, _, _ := strings.Cut(meta.Version, "."); major != "1" {
				return fmt.Errorf("version %q of the Index API, want 1", meta.Version)
			}
			return nil
		},
		"projects": func(d *json.Decoder) error {
			names = nil
			return array(d, func() error {
				var p struct {
					Name string `json:"name"`
				}
				if err := d.Decode(&p); err != nil {
					return err
				}
				names = append(names, p.Name)
				return nil
			})
		},
	})
	if err == nil && len(names) == 0 {
		err = errors.New("no names in the answer")
	}
	return names, err
}
