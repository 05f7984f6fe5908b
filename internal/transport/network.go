package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"syscall"
)

// NetworkError describes a network error in plain words. It wraps the original error,
// whose text is not meant for users.
type NetworkError struct {
	Host string
	Err  error
}

func (e *NetworkError) Error() string {
	return Service(e.Host) + " could not be reached: " + e.Reason()
}

// Service returns the name of the service at a host, or the host if it is not a known one.
func Service(host string) string {
	switch host {
	case "api.github.com", "github.com", "raw.githubusercontent.com":
		return "GitHub"
	case "pypi.org":
		return "PyPI"
	case "api.osv.dev":
		return "OSV"
	}
	return host
}

func (e *NetworkError) Unwrap() error { return e.Err }

// Timeout implements part of [net.Error].
func (e *NetworkError) Timeout() bool {
	var late interface{ Timeout() bool }
	return errors.As(e.Err, &late) && late.Timeout()
}

// Temporary implements part of [net.Error].
func (e *NetworkError) Temporary() bool { return e.Timeout() }

// Reason returns the text of the error without the host.
func (e *NetworkError) Reason() string {
	var dns *net.DNSError
	var op *net.OpError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(e.Err, &op) && op.Op == "proxyconnect":
		return "no connection through the proxy"
	case errors.As(e.Err, &dns) && dns.IsNotFound:
		return "no such host"
	case errors.As(e.Err, &dns):
		return "the name server does not answer"
	case e.Timeout(), errors.Is(e.Err, os.ErrDeadlineExceeded):
		return "no answer in time"
	case errors.Is(e.Err, syscall.ECONNREFUSED):
		return "connection refused"
	case errors.As(e.Err, &certificate):
		return "its certificate is not trusted"
	case errors.Is(e.Err, syscall.ECONNRESET), errors.Is(e.Err, io.EOF), errors.Is(e.Err, io.ErrUnexpectedEOF):
		return "the connection was closed"
	case errors.As(e.Err, &op) && op.Op == "dial":
		return "no connection"
	}
	return e.Err.Error()
}

// explained replaces network errors by a NetworkError. Other errors, ours or the
// caller's, pass unchanged.
type explained struct{ next http.RoundTripper }

func (t explained) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.next.RoundTrip(r)
	var private *PrivateError
	if err == nil || r.URL.Host == "" || r.Context().Err() != nil || errors.Is(err, context.Canceled) || errors.As(err, &private) {
		return answer, err
	}
	return nil, &NetworkError{r.URL.Host, err}
}
