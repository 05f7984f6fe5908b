package cmd

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strings"

	"namedrop/internal/github"
)

// The key of the token and the environment's variable for it. A variable that
// other programs were given a token in, such as GITHUB_TOKEN, is not read: what
// that may do is not ours to use.
const (
	tokenKey      = "github.token"
	tokenVariable = "EXTRACT_GITHUB_TOKEN"
)

// tokenForm is what a token looks like. More than that it is not checked for;
// it keeps whatever else a wrong file holds from being sent.
var tokenForm = regexp.MustCompile(`^[A-Za-z0-9_.-]+$`)

// maxToken is the length in bytes of the longest token.
const maxToken = 255

// readToken returns the token of the environment, or else that of the
// configured file; none if there is neither. No error shows any of it.
func (c config) readToken() (github.Token, error) {
	value, from := c.GitHub.Token, tokenVariable
	if value == "" && c.GitHub.TokenFile != "" {
		data, err := readHead(c.GitHub.TokenFile)
		if err != nil {
			return github.Token{}, fmt.Errorf("github.token_file: %w", err)
		}
		value, from = string(data), "github.token_file: "+c.GitHub.TokenFile
	}
	value = strings.TrimSpace(value)
	switch {
	case value == "" && from == tokenVariable:
		return github.Token{}, nil
	case len(value) > maxToken || !tokenForm.MatchString(value):
		return github.Token{}, errors.New(from + " holds no token: want one word of letters, digits and _")
	case !c.isPrivate():
		return github.Token{}, errors.New("github.url is not https, and would show the token to everybody on the way; give another URL, or no token")
	}
	return github.NewToken(value), nil
}

// readHead reads as much of a file as a token can have, and some more.
func readHead(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, 1<<10))
}

// isPrivate reports whether nobody listens on the way to GitHub's API.
func (c config) isPrivate() bool {
	u, err := url.Parse(c.GitHub.URL)
	if err != nil {
		return false
	}
	address, err := netip.ParseAddr(u.Hostname())
	return u.Scheme == "https" || u.Hostname() == "localhost" || err == nil && address.IsLoopback()
}
