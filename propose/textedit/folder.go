package textedit

import (
	"bytes"
	"strings"

	"namedrop/internal/markdown"
)

// folderDiff returns the changes between two bundles of a folder as a unified diff of
// their files. Files may be new or changed, not removed.
func folderDiff(before, after []byte) string {
	old := map[string][]byte{}
	files, _ := markdown.Files(before)
	for _, f := range files {
		old[f.Path] = f.Data
	}
	var b strings.Builder
	files, _ = markdown.Files(after)
	for _, f := range files {
		switch data, ok := old[f.Path]; {
		case !ok:
			b.WriteString("--- /dev/null\n+++ " + fileName("b/"+f.Path) + "\n")
			writeHunk(&b, diff(nil, f.Data).lines, 1, 1)
		case !bytes.Equal(data, f.Data):
			b.WriteString(unified(f.Path, diff(data, f.Data), contextLines, contextLines))
		}
	}
	return b.String()
}

// isFolder reports whether a path stands for a folder, whose text is a bundle.
func isFolder(path string) bool { return strings.HasSuffix(path, "/") }

// folderDiffs returns each change of a folder as a diff of its own. New files do not
// depend on each other.
func folderDiffs(path string, src []byte, changes [][]Edit) []string {
	out := make([]string, len(changes))
	for i, c := range changes {
		out[i] = Diff(path, src, c...)
	}
	return out
}
