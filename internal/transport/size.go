package transport

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"
)

// maxTry limits the time of one try for a whole answer.
const maxTry = time.Minute

// TooLargeError reports an answer that exceeds the size limit.
type TooLargeError struct {
	URL   string
	Limit int64 // bytes
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s: the answer is larger than the limit of %d bytes", e.URL, e.Limit)
}

// bounded limits the size of an answer, counted after decompression by net/http.
// Unless it streams, it reads the whole body, so that a broken connection is an error
// of the request and causes a retry. With heads it reads no body, and closes the
// connection if a server sends one.
//
// It also replaces the reason phrase of the status, which a server may fill with
// anything, by the standard one.
type bounded struct {
	next   http.RoundTripper
	limit  int64
	stream bool
	heads  bool          // bodies are not read at all
	cut    bool          // truncate longer bodies at the limit
	idle   time.Duration // how long a stream may stall; 0 for maxIdle
}

// maxIdle is how long a stream may stall.
const maxIdle = 30 * time.Second

func (t bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.stream {
		return t.once(r)
	}
	ctx, cancel := context.WithTimeout(r.Context(), maxTry)
	defer cancel()
	answer, err := t.whole(r.WithContext(ctx))
	if err != nil && ctx.Err() != nil && r.Context().Err() == nil {
		err = fmt.Errorf("no complete answer within %v: %w", maxTry, os.ErrDeadlineExceeded)
	}
	return answer, err
}

// once sends a request and limits the answer's body.
func (t bounded) once(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(r.Context())
	answer, err := t.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		cancel(nil)
		return nil, err
	}
	answer.Request = r // some transports do not set it, and credentialScope needs it
	answer.Status = status(answer.StatusCode)
	answer.Body = &limited{&stalling{answer.Body, cmp.Or(t.idle, maxIdle), ctx, cancel}, t.limit, t.tooLong(r)}
	return answer, nil
}

// tooLong returns the error at the end of a body that exceeds the limit.
func (t bounded) tooLong(r *http.Request) error {
	if t.cut {
		return io.EOF
	}
	return &TooLargeError{shown(r.URL), t.limit}
}

// whole reads the whole body of an answer.
func (t bounded) whole(r *http.Request) (*http.Response, error) {
	answer, err := t.once(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if t.heads {
		answer.Body = http.NoBody
		return answer, nil
	}
	data, err := io.ReadAll(answer.Body)
	var tooLarge *TooLargeError
	switch {
	case errors.As(err, &tooLarge):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("the answer broke off after %d bytes: %w", len(data), err)
	}
	if r.Method != http.MethodHead {
		answer.ContentLength = int64(len(data))
	}
	answer.Body = io.NopCloser(bytes.NewReader(data))
	return answer, nil
}

// stalling fails a body that receives no data for a while.
type stalling struct {
	io.ReadCloser
	idle   time.Duration
	ctx    context.Context // of the request
	cancel context.CancelCauseFunc
}

func (s *stalling) Read(p []byte) (int, error) {
	timer := time.AfterFunc(s.idle, func() { s.cancel(fmt.Errorf("no data for %v: %w", s.idle, os.ErrDeadlineExceeded)) })
	n, err := s.ReadCloser.Read(p)
	timer.Stop()
	if cause := context.Cause(s.ctx); err != nil && err != io.EOF && errors.Is(cause, os.ErrDeadlineExceeded) {
		err = cause
	}
	return n, err
}

// Close also cancels the request, whose answer is no longer needed.
func (s *stalling) Close() error {
	defer s.cancel(nil)
	return s.ReadCloser.Close()
}

// status returns a status with its standard reason phrase.
func status(code int) string {
	return strconv.Itoa(code) + " " + http.StatusText(code)
}

// limited reads up to left bytes, and then returns an error if there are more.
type limited struct {
	io.ReadCloser
	left int64
	err  error
}

func (l *limited) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	n, err := l.ReadCloser.Read(p[:min(int64(len(p)), l.left+1)])
	if int64(n) > l.left {
		n, err = int(l.left), l.err
	}
	l.left -= int64(n)
	return n, err
}
