package review

import (
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/sanitize"
	"namedrop/propose"
	"namedrop/propose/textedit"
)

// preview is the part of a section around a new entry.
type preview struct {
	Title string
	Lines []previewLine
}

type previewLine struct {
	Name, URL, Description string
	New                    bool
}

// around is how many entries are shown before and after the new one.
const around = 2

// previewOf shows an entry with its neighbours in the changed list.
func previewOf(src []byte, made propose.Proposal) *preview {
	at := made.LineAt()
	for _, sec := range markdown.Read(propose.Apply(src, made)).Sections {
		i := slices.IndexFunc(sec.Entries, func(e markdown.Entry) bool { return e.Start <= at && at < e.End })
		if i < 0 {
			continue
		}
		p := &preview{Title: made.Place}
		for j := max(0, i-around); j < min(len(sec.Entries), i+around+1); j++ {
			e := sec.Entries[j]
			p.Lines = append(p.Lines, previewLine{e.Name, sanitize.URL(e.URL), e.Description, j == i})
		}
		return p
	}
	return nil
}

// diffLine is a line of a diff with its changes marked.
type diffLine struct {
	Class string
	Parts []textedit.Run
}

// readDiff parses a unified diff for display. Where one line replaces another, their
// differences are marked.
func readDiff(patch string) []diffLine {
	var all []diffLine
	lines := strings.Split(strings.TrimSuffix(patch, "\n"), "\n")
	for i, l := range lines {
		d := diffLine{Parts: []textedit.Run{{Op: " ", Text: l}}}
		switch {
		case strings.HasPrefix(l, "---"), strings.HasPrefix(l, "+++"), strings.HasPrefix(l, "@@"), strings.HasPrefix(l, `\`):
			d.Class = "hunk"
		case strings.HasPrefix(l, "+"):
			d.Class = "add"
			if i > 0 && isGone(lines[i-1]) {
				old := &all[i-1]
				old.Parts, d.Parts = pair(lines[i-1], l)
			}
		case isGone(l):
			d.Class = "del"
		}
		all = append(all, d)
	}
	return all
}

func isGone(l string) bool { return strings.HasPrefix(l, "-") && !strings.HasPrefix(l, "---") }

// pair marks the differences between a removed line and the line that replaces it.
func pair(gone, added string) (old, new []textedit.Run) {
	old, new = []textedit.Run{{Op: " ", Text: "-"}}, []textedit.Run{{Op: " ", Text: "+"}}
	for _, p := range textedit.WordDiff(gone[1:], added[1:]) {
		if p.Op != "+" {
			old = append(old, p)
		}
		if p.Op != "-" {
			new = append(new, p)
		}
	}
	return old, new
}
