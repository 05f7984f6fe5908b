package transport

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"time"
)

// format is the version of the files, and part of every key: what an older
// program wrote is never found.
const format = 1

// answer is what a source said, and when.
type answer struct {
	URL    string      `json:"url"` // for who looks into a file; without secrets
	Status int         `json:"status"`
	Time   time.Time   `json:"time"` // when the source said so last
	Header http.Header `json:"header"`
	Body   []byte      `json:"-"`
}

// kept returns those headers of an answer that are written to disk.
func kept(h http.Header) http.Header {
	k := http.Header{}
	for _, name := range []string{"Content-Type", "Date", "Etag", "Last-Modified", "Link", "Location"} {
		if v := h[name]; len(v) > 0 {
			k[name] = v
		}
	}
	return k
}

// keyOf returns the name under which the answer to a request is kept: a hash of
// all that the answer depends on. That includes the credentials, so that what
// one of them may see is not shown to another; they cannot be read out of it. An
// answer of which only the head was read is another than the whole.
func keyOf(r *http.Request, body []byte, heads bool) string {
	method := r.Method
	switch {
	case isGet(r) && heads:
		method = "GET head"
	case isGet(r):
		method = http.MethodGet
	}
	h := sha256.New()
	fmt.Fprintf(h, "%d %s %q %q %q %q", format, method, r.URL, r.Header["Accept"], r.Header["Authorization"], body)
	return hex.EncodeToString(h.Sum(nil))
}

// confirm makes an answer as new as the 304 that the source gave to it.
func (a *answer) confirm(by answer) {
	a.Time = by.Time
	said := kept(by.Header)
	said.Del("Content-Type") // of a body that is not there
	maps.Copy(a.Header, said)
}

// response gives the answer to a request.
func (a answer) response(r *http.Request) *http.Response {
	return &http.Response{
		Status: status(a.Status), StatusCode: a.Status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        a.Header.Clone(),
		Body:          io.NopCloser(bytes.NewReader(a.Body)),
		ContentLength: int64(len(a.Body)),
		Request:       r,
	}
}

// encode writes an answer as three parts: a SHA-256 of what follows and a line
// break, the head as JSON in a line, the body as it came.
func (a answer) encode() ([]byte, error) {
	a.Header = kept(a.Header)
	head, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	rest := slices.Concat(head, []byte("\n"), a.Body)
	return slices.Concat(checksum(rest), []byte("\n"), rest), nil
}

// decode reads what encode wrote.
func decode(data []byte) (answer, error) {
	var a answer
	sum, rest, _ := bytes.Cut(data, []byte("\n"))
	if !bytes.Equal(sum, checksum(rest)) {
		return a, errors.New("damaged")
	}
	head, body, _ := bytes.Cut(rest, []byte("\n"))
	err := json.Unmarshal(head, &a)
	a.Body = body
	return a, err
}

func checksum(data []byte) []byte {
	sum := sha256.Sum256(data)
	return hex.AppendEncode(nil, sum[:])
}
