package audit

import (
	"cmp"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"

	"namedrop/internal/ref"
)

// target is what an address is, of which one is set; none for what is not
// asked, such as an address for mail.
type target struct {
	page       string // of the web
	repository string // "owner/repo" on GitHub
	project    string // on PyPI
	file       string // of the list's repository
	anchor     string // in the list, with "#"
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// target says what an address is.
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
	case scheme.MatchString(address):
		return target{}
	}
	return s.relative(address)
}

// web says what an address of the web is. The API of GitHub is asked about a
// repository, and a page for all else.
func web(address string) target {
	if repository := ref.Repository(address); repository != "" {
		return target{repository: repository}
	}
	if project := ref.Project(address); project != "" {
		return target{project: project}
	}
	return target{page: address}
}

// relative says what a path is that starts where the list stands, or with "/" at
// the root of its repository. What leaves the repository are pages of the host
// that shows it, which are not asked.
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

// resolve is a path as seen from a file, both from the root of a repository. It
// is not ok where it leads out of that.
func resolve(from, to string) (string, bool) {
	if !strings.HasPrefix(to, "/") {
		to = path.Join(path.Dir(from), to)
	}
	to = path.Clean(strings.TrimLeft(to, "/"))
	return to, fs.ValidPath(to) && to != "."
}
