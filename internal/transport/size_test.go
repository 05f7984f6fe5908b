package transport

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

func TestSize(t *testing.T) {
	for _, test := range []struct {
		bytes, limit int
		fits         bool
	}{
		{0, 10, true}, {9, 10, true}, {10, 10, true}, {11, 10, false}, {1 << 20, 10, false}, {1 << 20, 1 << 20, true},
	} {
		for _, stream := range []bool{false, true} {
			s := &server{answers: []string{"200\n" + strings.Repeat("x", test.bytes)}}
			client := Client(s, Options{MaxBody: int64(test.limit), Stream: stream})
			n, err := read(client, "https://user:secret@example.org/long")
			var tooLarge *TooLargeError
			if test.fits && (err != nil || n != test.bytes) || !test.fits && (!errors.As(err, &tooLarge) || n > test.limit) {
				t.Errorf("%+v, stream %v: %d bytes, error %v", test, stream, n, err)
			}
			if !test.fits && (tooLarge.URL != "https://example.org/long" || len(s.requests) != 1) {
				t.Errorf("%v after %d requests", err, len(s.requests))
			}
		}
	}
}

// read reads an answer's body and returns its length.
func read(client *http.Client, url string) (int, error) {
	answer, err := client.Get(url)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	return len(data), err
}

// TestBomb: 32 MB of zeros are 32 kB on the wire.
func TestBomb(t *testing.T) {
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	io.CopyN(w, zeros{}, 32<<20)
	w.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb.Bytes())
	}))
	defer server.Close()
	_, err := read(Client(Network(), Options{CacheDir: t.TempDir()}), server.URL)
	var tooLarge *TooLargeError
	if !errors.As(err, &tooLarge) || tooLarge.Limit != 16<<20 {
		t.Errorf("error %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestBrokenOff: a truncated answer is requested again.
func TestBrokenOff(t *testing.T) {
	tries := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5")
		if tries++; tries < 3 {
			w.Write([]byte("who"))
			panic(http.ErrAbortHandler)
		}
		w.Write([]byte("whole"))
	}))
	defer server.Close()
	if n, err := read(Client(Network(), Options{}), server.URL); n != 5 || err != nil || tries != 3 {
		t.Errorf("%d bytes, error %v after %d tries", n, err, tries)
	}
}

// TestDrip checks that a server that sends a byte now and then cannot block a request
// forever.
func TestDrip(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		begin := time.Now()
		slow := roundTrip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(drip{r.Context()})}, nil
		})
		_, err := Client(slow, Options{}).Do(request("GET").WithContext(ctx))
		if err == nil || !strings.Contains(err.Error(), "no complete answer within 1m0s") || errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		if took := time.Since(begin); took > (fewTries+1)*maxTry {
			t.Errorf("took %v", took)
		}
	})
}

type drip struct{ ctx context.Context }

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	case <-time.After(time.Second):
		return copy(p, "x"), nil
	}
}

// TestStatusIsSanitized checks that the server's reason phrase, which may be anything,
// is sanitized.
func TestStatusIsSanitized(t *testing.T) {
	rude := roundTrip(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 418, Status: "418 \x1b[31mteapot", Body: http.NoBody}, nil
	})
	for _, stream := range []bool{false, true} {
		answer, err := Client(rude, Options{Stream: stream}).Get("https://example.org")
		if err != nil || answer.Status != "418 I'm a teapot" {
			t.Errorf("%v, %v", answer, err)
		}
	}
}

// TestHeadsApart checks that a cached answer without a body is never served to a caller
// that reads bodies.
func TestHeadsApart(t *testing.T) {
	s := &server{answers: []string{"200\nbody"}}
	o := Options{CacheDir: t.TempDir(), Soft: time.Hour}
	heads := o
	heads.Heads = true
	for _, o := range []Options{heads, o} {
		answer, err := Client(s, o).Transport.RoundTrip(request("GET"))
		if err != nil {
			t.Fatal(err)
		}
		if got := text(answer.Body); (got == "") != o.Heads {
			t.Errorf("heads %v: body %q", o.Heads, got)
		}
	}
}

// TestHeads checks the caching with Heads: what may be the same tomorrow is cached, except faults after HEAD,
// and no body is read.
func TestHeads(t *testing.T) {
	for _, test := range []struct {
		method, answer string
		asks           int
	}{
		{"HEAD", "200", 1}, {"HEAD", "302; Location: /y", 1}, {"HEAD", "405", 2}, {"GET", "200", 1}, {"GET", "403", 1}, {"GET", "404", 1},
		{"GET", "501", 2}, {"GET", "408", 2},
	} {
		s := &server{answers: []string{test.answer + "\nbody"}}
		client := Client(s, Options{Heads: true, CacheDir: t.TempDir()})
		for range 2 {
			answer, err := client.Transport.RoundTrip(request(test.method))
			if err == nil && text(answer.Body) != "" {
				t.Errorf("%s %s: a body was read", test.method, test.answer)
			}
		}
		if len(s.requests) != test.asks {
			t.Errorf("%s %s: asked %d times, want %d", test.method, test.answer, len(s.requests), test.asks)
		}
	}
}

// TestStall: a body that stops arriving ends in an error.
func TestStall(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("some"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	defer s.Close()
	for _, stream := range []bool{true, false} {
		client := &http.Client{Transport: bounded{next: Network(), limit: 100, stream: stream, idle: 20 * time.Millisecond}}
		answer, err := client.Get(s.URL)
		if err == nil {
			var data []byte
			data, err = io.ReadAll(answer.Body)
			answer.Body.Close()
			if string(data) != "some" {
				t.Errorf("read %q", data)
			}
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("stream %v: error %v", stream, err)
		}
	}
}

// TestLongHeader: the header of an answer is limited in size.
func TestLongHeader(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X", strings.Repeat("x", 2*maxHeader))
	}))
	defer s.Close()
	if answer, err := (&http.Client{Transport: Network()}).Get(s.URL); err == nil {
		answer.Body.Close()
		t.Error("a header without end was read")
	}
}

// TestCut: with Cut, a long answer is truncated.
func TestCut(t *testing.T) {
	s := &server{answers: []string{"200\n" + strings.Repeat("x", 100)}}
	answer, err := Client(s, Options{MaxBody: 10, Cut: true}).Get("https://a.example/")
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(answer.Body); err != nil || len(data) != 10 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}
