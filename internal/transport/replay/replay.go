// Package replay answers requests from a text file, so that clients can be tested
// without a network, with recorded and with invented answers.
//
// A recording is a txtar archive. The name of each file is a request: a method, a URL,
// and after a space the body, if any. The content is the answer in wire format: status
// line, headers, an empty line, body. The archive's comment may name its origin.
//
//	-- GET https://api.example.org/repos/jd/tenacity --
//	HTTP/1.1 200 OK
//	Content-Type: application/json
//
//	{"full_name": "jd/tenacity"}
//	-- POST https://osv.example.org/v1/query {"package": {"name": "x"}} --
//	HTTP/1.1 502 Bad Gateway
//
// A request with several answers gets them in turn, repeating the last. A request
// without an answer is an error. Request headers are ignored, and recordings do not
// contain them, so they have no place for credentials; a test of this package searches
// all recordings of the module for some.
package replay

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"

	"github.com/rogpeppe/go-internal/txtar"
)

// Transport is an http.RoundTripper that answers from a recording. It is safe
// for concurrent use.
type Transport struct {
	name string

	mu      sync.Mutex
	answers map[string][][]byte // remaining answers by request, at least one
}

// Load reads a recording from a file.
func Load(path string) (*Transport, error) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		return nil, err
	}
	return New(path, archive)
}

// New returns a transport that answers from a recording. Errors contain the name. A
// recording without answers or with an invalid answer is an error.
func New(name string, recording *txtar.Archive) (*Transport, error) {
	t := &Transport{name: name, answers: map[string][][]byte{}}
	for _, f := range recording.Files {
		if _, err := response(f.Data, nil); err != nil {
			return nil, fmt.Errorf("%s: answer to %s: %w", name, f.Name, err)
		}
		t.answers[f.Name] = append(t.answers[f.Name], f.Data)
	}
	if len(t.answers) == 0 {
		return nil, fmt.Errorf("%s: contains no answers", name)
	}
	return t, nil
}

// RoundTrip answers a request from the recording.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	question, err := question(r)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	answers := t.answers[question]
	if len(answers) == 0 {
		return nil, fmt.Errorf("%s: no answer to %s", t.name, question)
	}
	if len(answers) > 1 {
		t.answers[question] = answers[1:]
	}
	return response(answers[0], r)
}

// question returns the file name of a request in recordings.
func question(r *http.Request) (string, error) {
	method := r.Method
	if method == "" {
		method = http.MethodGet
	}
	name := method + " " + r.URL.Redacted()
	if r.Body == nil {
		return name, nil
	}
	body, err := io.ReadAll(r.Body)
	if body = bytes.TrimSpace(body); len(body) > 0 {
		name += " " + string(body)
	}
	return name, errors.Join(err, r.Body.Close())
}

// response parses an answer.
func response(wire []byte, r *http.Request) (*http.Response, error) {
	return http.ReadResponse(bufio.NewReader(bytes.NewReader(wire)), r)
}
