// Package osv asks OSV, the database of advisories at https://osv.dev, whether
// a Python project is known malware.
//
// The name of a project goes in, ids of advisories that begin with "MAL-" come
// out (https://github.com/ossf/malicious-packages); advisories about mere
// vulnerabilities do not, nor those that were withdrawn. An advisory may be
// about single releases of a project that is otherwise honest; the package does
// not tell these apart. It stores nothing and asks again nothing.
package osv

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"namedrop/internal/sanitize"
)

// Client asks OSV or what speaks the same. Its fields are set before use; then
// it is safe for many goroutines.
type Client struct {
	HTTP *http.Client // must let a POST to QueryURL pass
	URL  string       // of the API: "https://api.osv.dev"
}

// maxPages bounds the answers to one question. A page has a thousand
// advisories.
const maxPages = 10

// QueryURL returns the URL to which all questions are posted. They change
// nothing there.
func (c *Client) QueryURL() string { return strings.TrimRight(c.URL, "/") + "/v1/query" }

// Malware returns the ids of all advisories that call a project malware,
// sorted; none if nothing is known, also for a name that nobody has.
func (c *Client) Malware(ctx context.Context, project string) ([]string, error) {
	var ids []string
	q := query{Package: pkg{Name: project, Ecosystem: "PyPI"}}
	for range maxPages {
		a, err := c.ask(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("osv: %s: %w", project, err)
		}
		for _, v := range a.Vulns {
			ids = append(ids, v.malware()...)
		}
		if a.Next == "" {
			slices.Sort(ids)
			return slices.Compact(ids), nil
		}
		q.Token = a.Next
	}
	return nil, fmt.Errorf("osv: %s: more than %d pages of advisories", project, maxPages)
}

// query and answer are those of https://google.github.io/osv.dev/post-v1-query/.
type query struct {
	Package pkg    `json:"package"`
	Token   string `json:"page_token,omitempty"`
}

type pkg struct {
	Name      string `json:"name"`
	Ecosystem string `json:"ecosystem"`
}

type answer struct {
	Vulns []vuln `json:"vulns"`
	Next  string `json:"next_page_token"`
}

type vuln struct {
	ID        string   `json:"id"`
	Aliases   []string `json:"aliases"`
	Withdrawn string   `json:"withdrawn"`
}

// malware returns the ids under which an advisory says so.
func (v vuln) malware() []string {
	if v.Withdrawn != "" {
		return nil
	}
	var ids []string
	for _, id := range append([]string{v.ID}, v.Aliases...) {
		if strings.HasPrefix(id, "MAL-") {
			ids = append(ids, sanitize.Line(id))
		}
	}
	return ids
}

func (c *Client) ask(ctx context.Context, q query) (answer, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return answer{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.QueryURL(), bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	resp, err := c.HTTP.Do(r)
	if failed := (*url.Error)(nil); errors.As(err, &failed) {
		err = failed.Err // without the method and the URL
	}
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return answer{}, fmt.Errorf("%s answered %s", r.URL.Redacted(), sanitize.Line(resp.Status))
	}
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return answer{}, fmt.Errorf("%s sent %q that is not its JSON", r.URL.Redacted(), sanitize.Line(resp.Header.Get("Content-Type")))
	}
	return a, nil
}
