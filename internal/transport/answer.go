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

// format is the version of the cache files and part of every key, so that files of an
// older format are never read.
const format = 1

// answer is a cached response with its time.
type answer struct {
	URL    string      `json:"url"` // for people who read a file; without secrets
	Status int         `json:"status"`
	Time   time.Time   `json:"time"`           // when the source last sent or confirmed it
	Head   bool        `json:"head,omitempty"` // the answer to a HEAD request, which GET may answer differently
	Header http.Header `json:"header"`
	Body   []byte      `json:"-"`
}

// kept returns the headers of an answer that are written to disk.
func kept(h http.Header) http.Header {
	k := http.Header{}
	for _, name := range []string{"Content-Type", "Date", "Etag", "Last-Modified", "Link", "Location"} {
		if v := h[name]; len(v) > 0 {
			k[name] = v
		}
	}
	return k
}

// keyOf returns the cache key of a request: a hash of everything that the answer
// depends on. That includes the credentials, so that an answer is never served to
// other credentials; they cannot be recovered from the hash. An answer without its
// body, to HEAD or with heads to GET, has another key than the whole answer.
func keyOf(r *http.Request, body []byte, heads bool) string {
	method := r.Method
	switch {
	case heads && !isQuery(r):
		method = http.MethodHead
	case isGet(r):
		method = http.MethodGet
	}
	h := sha256.New()
	fmt.Fprintf(h, "%d %s %q %q %q %q", format, method, r.URL, r.Header["Accept"], r.Header["Authorization"], body)
	return hex.EncodeToString(h.Sum(nil))
}

// confirm updates an answer with the headers of a 304.
func (a *answer) confirm(by answer) {
	a.Time = by.Time
	said := kept(by.Header)
	said.Del("Content-Type") // of the missing body
	maps.Copy(a.Header, said)
}

// response converts an answer to the response to a request.
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

// encode writes an answer in three parts: the SHA-256 of the rest and a line break,
// the header as one line of JSON, the body.
func (a answer) encode() ([]byte, error) {
	a.Header = kept(a.Header)
	head, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	rest := slices.Concat(head, []byte("\n"), a.Body)
	return slices.Concat(checksum(rest), []byte("\n"), rest), nil
}

// decode reads the output of encode.
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
