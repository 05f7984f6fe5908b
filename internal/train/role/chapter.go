package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"namedrop/internal/transcript"
)

var (
	itemHead = regexp.MustCompile(`^[*#\s]*\w+[^#]{0,12} ?#\s?\d+:?`) // "**Brian #1:** Title"
	linkEnd  = regexp.MustCompile(`\]\(\S+\)`)
)

// chapters returns the items of an episode's show notes, NAME.notes.md, as chapters without
// times, as some feeds have them. It returns none if there are no notes.
func chapters(folders []string, name string) ([]transcript.Chapter, error) {
	var all []transcript.Chapter
	for _, dir := range folders {
		notes, err := os.ReadFile(filepath.Join(dir, name+".notes.md"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(notes)) {
			if at := itemHead.FindStringIndex(line); at != nil {
				all = append(all, transcript.Chapter{Title: strings.TrimSpace(linkEnd.ReplaceAllString(line[at[1]:], ""))})
			}
		}
	}
	return all, nil
}
