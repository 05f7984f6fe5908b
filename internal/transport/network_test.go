package transport

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
)

// TestNetworkError: no library error text reaches the user.
func TestNetworkError(t *testing.T) {
	dial := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	for want, err := range map[string]error{
		"no such host":                    dial(&net.DNSError{Err: "no such host", Name: "a.example", IsNotFound: true}),
		"the name server does not answer": dial(&net.DNSError{Err: "server misbehaving", Name: "a.example"}),
		"connection refused":              dial(os.NewSyscallError("connect", syscall.ECONNREFUSED)),
		"no connection":                   dial(os.NewSyscallError("connect", syscall.ENETUNREACH)),
		"no answer in time":               dial(os.ErrDeadlineExceeded),
		"no connection through the proxy": &net.OpError{Op: "proxyconnect", Err: dial(syscall.ECONNREFUSED)},
		"the connection was closed":       io.ErrUnexpectedEOF,
		"its certificate is not trusted":  &tls.CertificateVerificationError{Err: errors.New("x509: unknown authority")},
	} {
		synctest.Test(t, func(t *testing.T) { // the client waits before it tries again
			client := Client(failing{err}, Options{})
			_, got := client.Get("https://a.example/")
			if want := "a.example could not be reached: " + want; got == nil || !strings.HasSuffix(got.Error(), want) || !errors.Is(got, err) {
				t.Errorf("%v is explained as %v, want %s", err, got, want)
			}
		})
	}
}

type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }
