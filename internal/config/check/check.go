// Package check tries out a configuration that has no faults in itself: whether the files,
// the list and the servers that it names can be read or reached.
//
// [Run] returns a [Trial] for each key that names something, in the order of config.yaml.
// Servers and feeds are asked at the same time, and any answer but a server error is a good
// one. [Text] prints the result for people. The package changes nothing, and the syntax of
// values is the concern of package config.
package check

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/list"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/transport"
)

// Result is the JSON of "extract config check".
type Result struct {
	Schema int      `json:"schema"`
	Files  []string `json:"files"`  // that were read
	Checks []Trial  `json:"checks"` // in the order of config.yaml
}

// Trial is the result of using the value of a key.
type Trial struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	From  string `json:"from"`    // the file and line, the variable or the flag that set it; "" for the default
	Done  bool   `json:"checked"` // false: not checked without the network
	Fault string `json:"fault"`   // "" for none
}

// Run reads the files of a configuration, and the list and the servers unless offline.
func Run(ctx context.Context, cfg config.Config, src *clients.Clients, offline bool) []Trial {
	all := []Trial{tryList(ctx, cfg, src, offline)}
	if path := cfg.Catalog.Extra; path != "" {
		_, err := cfg.ReadExtra()
		all = append(all, trialOf("catalog.extra", path, err))
	}
	if path := cfg.GitHub.TokenFile; path != "" { // an unreadable one is a fault of the configuration
		all = append(all, trialOf("github.token_file", path, nil))
	}
	hosts := len(all)
	for _, a := range cfg.Addresses() {
		all = append(all, Trial{Key: a.Key, Value: a.URL})
	}
	for _, feed := range cfg.Watch.Feeds {
		all = append(all, Trial{Key: "watch.feeds", Value: feed})
	}
	if !offline {
		askHosts(ctx, all[hosts:], cfg.Fetch.Private)
	}
	return all
}

// trialOf returns the result of a check. The error may name the key, which is left out.
func trialOf(key, value string, err error) Trial {
	t := Trial{Key: key, Value: value, Done: true}
	if err != nil {
		t.Fault = strings.TrimPrefix(strings.TrimPrefix(exit.Message(err), "list: "), key+": ")
	}
	return t
}

func tryList(ctx context.Context, cfg config.Config, src *clients.Clients, offline bool) Trial {
	if _, _, ok := proposals.OnGitHub(cfg.List.Source); ok && offline {
		return Trial{Key: "list.source", Value: cfg.List.Source}
	}
	_, err := list.Load(ctx, cfg.List.Source, src.GitHub)
	return trialOf("list.source", cfg.List.Source, err)
}

// answerTime is the longest wait for a server that is checked.
const answerTime = 10 * time.Second

// askHosts requests all addresses at the same time. Feeds may be on private networks if
// private is set.
func askHosts(ctx context.Context, all []Trial, private bool) {
	anywhere, public := newAsker(transport.Network()), newAsker(transport.Public())
	var wait sync.WaitGroup
	for i, t := range all {
		client := anywhere
		if t.Key == "watch.feeds" && !private {
			client = public
		}
		wait.Go(func() { all[i] = trialOf(t.Key, t.Value, requestHeader(ctx, client, t.Value)) })
	}
	wait.Wait()
}

// newAsker returns a client that does not follow redirects: a redirect is an answer.
func newAsker(network http.RoundTripper) *http.Client {
	return &http.Client{Transport: network, Timeout: answerTime, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// requestHeader requests the header of an address. Any answer but a server error is good, because
// the address may be a prefix of those that are used.
func requestHeader(ctx context.Context, client *http.Client, address string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodHead, address, nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(r)
	var failed *url.Error
	var private *transport.PrivateError
	switch {
	case ctx.Err() != nil:
		return errors.New("interrupted")
	case errors.As(err, &private):
		return fmt.Errorf("%w; set fetch.private to read it", private)
	case errors.As(err, &failed):
		return &transport.NetworkError{Host: r.URL.Host, Err: failed}
	case err != nil:
		return err
	}
	answer.Body.Close()
	if answer.StatusCode >= http.StatusInternalServerError && answer.StatusCode != http.StatusNotImplemented {
		return fmt.Errorf("%s answered %d %s", r.URL.Host, answer.StatusCode, http.StatusText(answer.StatusCode))
	}
	return nil
}

// Locate adds where each key was set.
func (c Result) Locate(values []config.Value) {
	for i, t := range c.Checks {
		n := slices.IndexFunc(values, func(v config.Value) bool { return v.Key == t.Key })
		if n >= 0 {
			c.Checks[i].From = values[n].From
		}
	}
}

// Faults returns the number of trials that failed.
func (c Result) Faults() int {
	n := 0
	for _, t := range c.Checks {
		if t.Fault != "" {
			n++
		}
	}
	return n
}

// Text prints the faults, what was not checked, and a summary.
func Text(w io.Writer, c Result) error {
	var out strings.Builder
	var skipped []string
	for _, t := range c.Checks {
		switch {
		case t.Fault != "":
			fmt.Fprintf(&out, "%s: %s is %q: %s\n", markdown.Clean(cmp.Or(t.From, "default")), t.Key, t.Value, markdown.Clean(t.Fault))
		case !t.Done && !slices.Contains(skipped, t.Key):
			skipped = append(skipped, t.Key)
		}
	}
	if len(skipped) > 0 {
		fmt.Fprintf(&out, "not checked because of --offline: %s\n", strings.Join(skipped, ", "))
	}
	switch {
	case c.Faults() > 0:
	case len(c.Files) == 0:
		fmt.Fprintln(&out, "no configuration file: using defaults")
	default:
		fmt.Fprintf(&out, "%s: no faults found\n", strings.Join(c.Files, ", "))
	}
	_, err := io.WriteString(w, out.String())
	return err
}
