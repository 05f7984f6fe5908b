package audit

import (
	"cmp"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/internal/ref"
)

// target is what an address refers to. At most one field is set; none is set for
// addresses that are not checked, such as mail addresses.
type target struct {
	page       string // on the web
	repository string // "owner/repo" on GitHub
	project    string // on PyPI
	file       string // path in the list's repository
	anchor     string // in the list, including "#"
}

var scheme = pattern.Lazy(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// target classifies an address.
func (s *Subject) target(at spot) target {
	address := at.address()
	lower := strings.ToLower(address)
	switch {
	case address == "":
		return target{}
	case strings.HasPrefix(address, "#"):
		return target{anchor: address}
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		return web(address)
	case scheme().MatchString(address):
		return target{}
	}
	return s.relative(address)
}

// web classifies a web address: a GitHub repository is looked up with the API, anything
// else is requested as a page.
func web(address string) target {
	if repository := ref.Repository(address); repository != "" {
		return target{repository: repository}
	}
	if project := ref.Project(address); project != "" {
		return target{project: project}
	}
	return target{page: address}
}

// relative classifies a path relative to the list or, with a leading "/", to the root of
// its repository. A path that leads out of the repository refers to pages of the host
// that displays it, which are not checked.
func (s *Subject) relative(address string) target {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return target{}
	}
	file, ok := resolve(s.path, u.Path)
	switch {
	case !ok:
		return target{}
	case file == s.path && u.Fragment != "":
		return target{anchor: "#" + cmp.Or(u.RawFragment, u.Fragment)}
	}
	return target{file: file}
}

// resolve resolves a path relative to a file, both from the root of a repository. ok is
// false if the result is outside the repository.
func resolve(from, to string) (string, bool) {
	if !strings.HasPrefix(to, "/") {
		to = path.Join(path.Dir(from), to)
	}
	to = path.Clean(strings.TrimLeft(to, "/"))
	return to, fs.ValidPath(to) && to != "."
}
