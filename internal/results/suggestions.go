package results

import (
	"bytes"

	"namedrop/internal/episode"
	"namedrop/internal/outdir"
	"namedrop/internal/report"
	"namedrop/propose"
)

// WriteSuggestions writes a patch for each candidate, a diff of all of them, and the
// suggestions as a page. l is the list that they are for.
func WriteSuggestions(dir outdir.Dir, shown report.Suggestions, l episode.List) error {
	var page bytes.Buffer
	if err := report.SuggestionsMarkdown(&page, shown); err != nil {
		return err
	}
	files := map[string][]byte{"index.md": page.Bytes()}
	additions := map[string]propose.Proposal{}
	for _, c := range shown.Candidates {
		if c.Proposal != nil && c.Patch != "" {
			files[patchFile(files, c.Name)] = []byte(c.Patch)
			additions[c.Name] = *c.Proposal
		}
	}
	if diff := combined(l.Name, l.Source, additions); diff != "" {
		files[allDiff] = []byte(diff)
	}
	_, err := writeInto(dir, files)
	return err
}
