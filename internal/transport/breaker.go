package transport

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// probeEvery is the least time between two probes of a host whose circuit is open.
const probeEvery = 30 * time.Second

// UnavailableError reports that a request was not sent, because the host did not
// answer earlier in this run.
type UnavailableError struct {
	Host string
	Err  error // error of the last try, or the status it answered
}

func (e *UnavailableError) Error() string {
	var network *NetworkError
	if errors.As(e.Err, &network) {
		return network.Error()
	}
	return fmt.Sprintf("%s failed earlier in this run: %v", Service(e.Host), e.Err)
}

func (e *UnavailableError) Unwrap() error { return e.Err }

// breaker is a circuit breaker for each host. If a request fails after all tries,
// without an answer or with a 5xx, the next request to the host is a probe with a
// single try, because the fault may concern one page only. If the probe fails too, or
// if there was no connection or a timeout in the first place, the circuit opens:
// requests end in an [UnavailableError], except for one probe every probeEvery. Any
// answer closes the circuit. Requests that write have a single try, so their failure
// counts only if there was no connection.
type breaker struct {
	next, once http.RoundTripper // with all tries; with a single one
	mu         sync.Mutex
	hosts      map[string]outage
}

type outage struct {
	err   error
	probe time.Time // earliest time of the next probe
}

func newBreaker(next, once http.RoundTripper) *breaker {
	return &breaker{next: next, once: once, hosts: map[string]outage{}}
}

func (t *breaker) RoundTrip(r *http.Request) (*http.Response, error) {
	host := r.URL.Host
	next, err := t.admit(host)
	if err != nil {
		return refuse(r, err)
	}
	answer, err := next.RoundTrip(r)
	found := hostFault(answer, err)
	if (err == nil || r.Context().Err() == nil) && (found == nil || reads(r) || unreachable(found)) {
		t.note(host, found)
	}
	return answer, err
}

// admit decides how a request is sent, if at all.
func (t *breaker) admit(host string) (http.RoundTripper, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, out := t.hosts[host]
	if !out {
		return t.next, nil
	}
	if time.Now().Before(o.probe) {
		return nil, &UnavailableError{host, o.err}
	}
	t.hosts[host] = outage{o.err, time.Now().Add(probeEvery)}
	return t.once, nil
}

// note records the outcome of a request; nil means that the host answered.
func (t *breaker) note(host string, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, out := t.hosts[host]
	switch {
	case err == nil:
		delete(t.hosts, host)
	case out, unreachable(err):
		t.hosts[host] = outage{err, time.Now().Add(probeEvery)}
	default:
		t.hosts[host] = outage{err, time.Now()}
	}
}

// hostFault returns the error if an answer indicates a fault of the host, or nil.
func hostFault(answer *http.Response, err error) error {
	var tooLarge *TooLargeError
	switch {
	case errors.As(err, &tooLarge):
		return nil
	case err != nil:
		return err
	case answer.StatusCode >= 500 && answer.StatusCode != http.StatusNotImplemented:
		return fmt.Errorf("it answered %s", status(answer.StatusCode))
	}
	return nil
}
