package audit

import (
	"io/fs"
	"path"
	"strings"
)

// resolve is a path as seen from a file, both from the root of a repository. It
// is not ok where it leads out of that.
func resolve(from, to string) (string, bool) {
	if !strings.HasPrefix(to, "/") {
		to = path.Join(path.Dir(from), to)
	}
	to = path.Clean(strings.TrimLeft(to, "/"))
	return to, fs.ValidPath(to) && to != "."
}
