// Package osv queries OSV, the advisory database at https://osv.dev, for known
// malicious Python projects.
//
// It takes the name of a project and returns the IDs of its advisories that begin with
// "MAL-" (https://github.com/ossf/malicious-packages). It ignores ordinary
// vulnerabilities and withdrawn advisories. An advisory may concern single releases of
// an otherwise legitimate project; the package does not distinguish these cases. It
// stores nothing and does not retry.
package osv

import (
	"bytes"
	"cmp"
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

// Client queries OSV or a compatible server. Set its fields before use; it is then
// safe for concurrent use.
type Client struct {
	HTTP *http.Client // must allow POST to QueryURL
	URL  string       // base URL of the API: "https://api.osv.dev"
}

// maxPages limits the pages of one answer. A page has up to a thousand advisories.
const maxPages = 10

// QueryURL returns the URL that receives all queries by POST. They change nothing on
// the server.
func (c *Client) QueryURL() string { return strings.TrimRight(c.URL, "/") + "/v1/query" }

// Malware returns the sorted IDs of all advisories that report a project as malware.
// It returns none if there are none or the project does not exist.
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

// query and answer follow https://google.github.io/osv.dev/post-v1-query/.
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

// malware returns the IDs under which an advisory reports malware.
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
		return answer{}, fmt.Errorf("%s: the answer (%s) is not valid JSON; a proxy or login page may have sent it", r.URL.Redacted(), cmp.Or(sanitize.Line(resp.Header.Get("Content-Type")), "no type"))
	}
	return a, nil
}
