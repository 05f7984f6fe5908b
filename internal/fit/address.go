package fit

import (
	"net/url"
	"strings"
)

// site is what an address says.
type site struct {
	host, path string
	code       bool // it is a code host, where the path starts with the owner and the repository
	registry   bool // it is PyPI, which says nothing but the name
}

// siteOf takes an address apart. The host is empty if the address has none.
func siteOf(address string) site {
	u, err := url.Parse(address)
	if err != nil {
		return site{}
	}
	s := site{host: strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), path: strings.Trim(u.Path, "/")}
	switch s.host {
	case "github.com", "gitlab.com", "codeberg.org", "bitbucket.org":
		s.code = true
	case "pypi.org", "pypi.python.org":
		s.registry = true
	}
	return s
}

// ownerOf returns the owner of an address: the owner of the repository on a code host,
// and otherwise the site.
func ownerOf(address string) string {
	s := siteOf(address)
	switch {
	case s.code:
		first, _, _ := strings.Cut(s.path, "/")
		return s.host + "/" + strings.ToLower(first)
	case s.registry:
		return ""
	}
	return s.host
}

// addressTerms returns the terms of an address: of the name of the repository on a code
// host, and otherwise of the site and the path. They often say what a project is if its
// entry has hardly any description.
func addressTerms(address string) []string {
	s := siteOf(address)
	switch {
	case s.code:
		_, rest, _ := strings.Cut(s.path, "/")
		repository, _, _ := strings.Cut(rest, "/")
		return NameTerms(repository)
	case s.registry:
		return nil
	}
	labels := strings.Split(s.host, ".")
	return append(NameTerms(strings.Join(labels[:len(labels)-1], " ")), NameTerms(s.path)...)
}
