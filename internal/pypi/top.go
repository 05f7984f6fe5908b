package pypi

import (
	"context"
	"encoding/json"
	"errors"
	"io"
)

// Ranking is the list of the most downloaded projects.
type Ranking struct {
	Rows      []Row  // in no particular order; nil if Unchanged
	ETag      string // to pass to the next call, "" if the server sends none
	Unchanged bool   // since the answer with the given ETag
}

// Row is one project of a ranking.
type Row struct {
	Project   string
	Downloads int // in the last 30 days
}

// Top fetches the most downloaded projects. If etag is not "", it may instead report
// that nothing has changed since the answer with that ETag. An empty ranking is an
// error. The ranking is https://hugovk.github.io/top-pypi-packages/, a file of about
// 15,000 rows that is updated monthly. File hosts serve such files as plain text, so
// that type is accepted too.
func (c *Client) Top(ctx context.Context, etag string) (Ranking, error) {
	var rows []Row
	var err error
	q := query{url: c.TopURL, accept: plainJSON, types: []string{plainJSON, "text/plain"}, etag: etag}
	q.decode = func(r io.Reader) error {
		rows, err = decodeRows(r)
		return err
	}
	re, err := c.ask(ctx, q)
	if err != nil {
		return Ranking{}, err
	}
	return Ranking{rows, re.etag, re.unchanged}, nil
}

// decodeRows reads {"rows": [{"project": …, "download_count": …}]}.
func decodeRows(r io.Reader) ([]Row, error) {
	var rows []Row
	err := object(json.NewDecoder(r), map[string]func(*json.Decoder) error{
		"rows": func(d *json.Decoder) error {
			rows = nil
			return array(d, func() error {
				var row struct {
					Project   string `json:"project"`
					Downloads int    `json:"download_count"`
				}
				if err := d.Decode(&row); err != nil {
					return err
				}
				rows = append(rows, Row{row.Project, row.Downloads})
				return nil
			})
		},
	})
	if err == nil && len(rows) == 0 {
		err = errors.New("no rows in the answer")
	}
	return rows, err
}
