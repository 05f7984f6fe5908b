// Package replay answers requests from a text file, so that clients can be
// tested without a network, with answers of real servers and with such as no
// real server would give.
//
// A recording is a txtar archive. The name of each of its files is a question,
// that is, a method, a URL, and after a space the body if there is one. The
// file is the answer as it stands on the wire: status line, headers, an empty
// line, body. Its comment may say where it comes from.
//
//	-- GET https://api.example.org/repos/jd/tenacity --
//	HTTP/1.1 200 OK
//	Content-Type: application/json
//
//	{"full_name": "jd/tenacity"}
//	-- POST https://osv.example.org/v1/query {"package": {"name": "x"}} --
//	HTTP/1.1 502 Bad Gateway
//
// A question that has several answers gets them in turn, and the last one from
// then on. A question that is not there is an error. Of the headers of a
// request nothing is read, and recordings hold no requests: there is no place
// for a credential, and a test of this package looks for some in all
// recordings of the module.
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
// for many goroutines.
type Transport struct {
	name string

	mu      sync.Mutex
	answers map[string][][]byte // by question; those to come, one at least
}

// Load reads a recording from a file.
func Load(path string) (*Transport, error) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		return nil, err
	}
	return New(path, archive)
}

// New returns a transport that answers from a recording. The name is told in
// errors. It is an error if there are no answers, or if one is not like those
// of a server.
func New(name string, recording *txtar.Archive) (*Transport, error) {
	t := &Transport{name: name, answers: map[string][][]byte{}}
	for _, f := range recording.Files {
		if _, err := response(f.Data, nil); err != nil {
			return nil, fmt.Errorf("%s: answer to %s: %w", name, f.Name, err)
		}
		t.answers[f.Name] = append(t.answers[f.Name], f.Data)
	}
	if len(t.answers) == 0 {
		return nil, fmt.Errorf("%s: no answers in it", name)
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

// question returns the name of a request in recordings.
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

// response reads an answer.
func response(wire []byte, r *http.Request) (*http.Response, error) {
	return http.ReadResponse(bufio.NewReader(bytes.NewReader(wire)), r)
}
