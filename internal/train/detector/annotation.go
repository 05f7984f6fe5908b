package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"namedrop/internal/eval"
)

// readAnnotation reads the annotation of an episode from a table with one
// mention a line: the paragraph's timestamp, the words of the name, the project,
// and "y", or "o" where two careful readers could differ. The project is a
// normalized name on PyPI, "owner/repo" for one that is not on PyPI, or "-" if
// unknown.
func readAnnotation(path string) (eval.Gold, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return eval.Gold{}, err
	}
	g := eval.Gold{Episode: strings.TrimSuffix(filepath.Base(path), ".tsv")}
	index := map[string]int{} // of a project in g.Packages
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if line == "" {
			continue // an episode without mentions
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 || cells[3] != "y" && cells[3] != "o" {
			return eval.Gold{}, fmt.Errorf("%s:%d: want timestamp, words, project, and y or o with tabs between, have %q", path, i+1, line)
		}
		n, known := index[cells[2]]
		if !known {
			n = len(g.Packages)
			index[cells[2]] = n
			g.Packages = append(g.Packages, newPackage(cells[2]))
		}
		p := &g.Packages[n]
		p.Required = p.Required || cells[3] == "y"
		p.Mentions = append(p.Mentions, eval.GoldMention{Stamp: cells[0], Text: cells[1], Unsure: cells[3] == "o"})
	}
	return g, nil
}

// newPackage returns the package that a cell names.
func newPackage(cell string) eval.GoldPackage {
	switch {
	case cell == "-":
		return eval.GoldPackage{}
	case strings.Contains(cell, "/"):
		return eval.GoldPackage{GitHub: cell}
	}
	return eval.GoldPackage{PyPI: cell}
}
