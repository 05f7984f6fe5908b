// Package openapi holds requests to GitHub against the description that GitHub
// publishes of its API, for tests.
//
// [Checked] puts a check before a transport: a request that the description
// does not allow, by its path, its query or its body, fails the test. Answers
// are not checked, those of tests are short. The description is a package of
// npm in a pinned version, see tools/openapi; where it is not installed,
// nothing is checked and the test says so.
//
// Nothing but tests imports the package.
package openapi

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// file is the description, from the root of the module.
const file = "tools/openapi/node_modules/@octokit/openapi/generated/api.github.com.json"

// Checked returns next with a check before it. The API is at the path below,
// "" for the root of its host.
func Checked(t testing.TB, next http.RoundTripper, below string) http.RoundTripper {
	t.Helper()
	spec, err := description()
	if errors.Is(err, fs.ErrNotExist) {
		t.Log(`requests are not checked, GitHub's description is not installed: "npm ci" in tools/openapi does it`)
		return next
	}
	if err != nil {
		t.Fatal(err)
	}
	return checked{t, next, below, spec}
}

// description is read once; that takes seconds.
var description = sync.OnceValues(func() (*openapi3.T, error) {
	root := "."
	for range 10 {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		root = filepath.Join("..", root)
	}
	name := filepath.Join(root, filepath.FromSlash(file))
	if _, err := os.Stat(name); err != nil {
		return nil, err
	}
	return openapi3.NewLoader().LoadFromFile(name)
})

type checked struct {
	t     testing.TB
	next  http.RoundTripper
	below string
	spec  *openapi3.T
}

func (c checked) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path == c.below+"/graphql" { // it describes REST only
		return c.next.RoundTrip(r)
	}
	if err := c.check(r); err != nil {
		c.t.Errorf("%s %s: %v", r.Method, r.URL, err)
	}
	return c.next.RoundTrip(r)
}

// check reads the body of a request and puts it back.
func (c checked) check(r *http.Request) error {
	body := []byte{}
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return err
		}
		r.Body.Close()
	}
	copied := r.Clone(context.Background())
	r.Body, copied.Body = io.NopCloser(bytes.NewReader(body)), io.NopCloser(bytes.NewReader(body))
	route, params := c.route(r.Method, strings.TrimPrefix(r.URL.EscapedPath(), c.below))
	if route == nil {
		return errors.New("the description has no such operation")
	}
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc}
	options.WithCustomSchemaErrorFunc(func(e *openapi3.SchemaError) string { return e.Reason }) // without pages of schema
	return openapi3filter.ValidateRequest(copied.Context(), &openapi3filter.RequestValidationInput{
		Request: copied, PathParams: params, Route: route, Options: options,
	})
}

// route finds the operation of a request: that with the most fixed words in its
// path. The routers of the library do not take a last parameter with slashes in
// it, as the paths of files and branches have.
func (c checked) route(method, path string) (*routers.Route, map[string]string) {
	var best *routers.Route
	var params map[string]string
	fixed := -1
	for template, item := range c.spec.Paths.Map() {
		ps, n := match(template, path)
		if op := item.GetOperation(method); op != nil && ps != nil && n > fixed {
			best, params, fixed = &routers.Route{Spec: c.spec, Path: template, PathItem: item, Method: method, Operation: op}, ps, n
		}
	}
	return best, params
}

// spanning are the parameters that may have slashes in them.
var spanning = []string{"{path}", "{ref}", "{basehead}"}

// match takes an escaped path apart as a template has it, nil if it is another,
// and counts the words that are fixed.
func match(template, path string) (params map[string]string, fixed int) {
	words, parts := strings.Split(template, "/"), strings.Split(path, "/")
	last := len(words) - 1
	if len(parts) < len(words) || len(parts) > len(words) && !slices.Contains(spanning, words[last]) {
		return nil, 0
	}
	parts = append(parts[:last:last], strings.Join(parts[last:], "/"))
	params = map[string]string{}
	for i, w := range words {
		switch {
		case strings.HasPrefix(w, "{") && strings.Index(w, "}") == len(w)-1:
			value, err := url.PathUnescape(parts[i])
			if err != nil {
				return nil, 0
			}
			params[strings.Trim(w, "{}")] = value
		case w != parts[i]:
			return nil, 0
		default:
			fixed++
		}
	}
	return params, fixed
}
