package config

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"strings"

	"namedrop/internal/disk"
	"namedrop/internal/github"
	"namedrop/internal/pattern"
)

// The key of the token and its environment variable.
const (
	tokenKey      = "github.token"
	TokenVariable = variablePrefix + "GITHUB_TOKEN"
)

// tokenForm matches the characters of a token. The check keeps the content of a wrong
// file from being sent.
var tokenForm = pattern.Lazy(`^[A-Za-z0-9_.-]+$`)

// maxToken is the maximum length of a token in bytes.
const maxToken = 255

// ReadToken returns the token from EXTRACT_GITHUB_TOKEN, or else from the configured
// file, or else, only for github.com, from GH_TOKEN or GITHUB_TOKEN; the zero Token if
// there is none. An empty EXTRACT_GITHUB_TOKEN disables GH_TOKEN and GITHUB_TOKEN.
// Errors never contain any part of a token.
func (c Config) ReadToken() (github.Token, error) {
	value, from, err := c.findToken()
	if err != nil || from == "" {
		return github.Token{}, err
	}
	value = strings.TrimSpace(value)
	switch {
	case len(value) > maxToken || !tokenForm().MatchString(value):
		return github.Token{}, errors.New(from + " contains no token: want one word of letters, digits and _")
	case !c.isPrivate():
		return github.Token{}, errors.New("github.url is not https, which would show the token to anyone on the network; use an https URL, or no token")
	}
	return github.NewToken(value), nil
}

// findToken returns the unchecked token and its source; from is "" if there is none.
func (c Config) findToken() (value, from string, err error) {
	if value := c.GitHub.Token; value != "" {
		return value, TokenVariable, nil
	}
	if path := c.GitHub.TokenFile; path != "" {
		data, err := readSecret(path)
		if err != nil {
			err = fmt.Errorf("github.token_file: %w", err)
		}
		return string(data), "github.token_file: " + path, err
	}
	if _, refused := os.LookupEnv(TokenVariable); refused || !c.isGitHub() {
		return "", "", nil
	}
	for _, name := range []string{"GH_TOKEN", "GITHUB_TOKEN"} {
		if value := os.Getenv(name); value != "" {
			return value, name, nil
		}
	}
	return "", "", nil
}

// readSecret reads at most the first kilobyte of a file. A file that other users can
// read is an error.
func readSecret(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, disk.Plain(err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, disk.Plain(err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: not a regular file", path)
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("%s: other users may read it (mode %#o); run: chmod 600 %s", path, info.Mode().Perm(), shellQuote(path))
	}
	return io.ReadAll(io.LimitReader(f, 1<<10))
}

// shellQuote quotes a word for a POSIX shell if needed.
func shellQuote(word string) string {
	if regexp.MustCompile(`^[A-Za-z0-9_./-]+$`).MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// isGitHub reports whether requests go to github.com and not to another server.
func (c Config) isGitHub() bool {
	u, err := url.Parse(c.GitHub.URL)
	return err == nil && u.Scheme == "https" && u.Host == "api.github.com"
}

// isPrivate reports whether requests to GitHub's API cannot be read on the network: they
// use https or stay on this machine.
func (c Config) isPrivate() bool {
	u, err := url.Parse(c.GitHub.URL)
	if err != nil {
		return false
	}
	address, err := netip.ParseAddr(u.Hostname())
	return u.Scheme == "https" || u.Hostname() == "localhost" || err == nil && address.IsLoopback()
}
