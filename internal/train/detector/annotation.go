package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"namedrop/internal/eval"
)

// readAnnotation reads the annotation of an episode from a table, one mention a
// line: the paragraph's timestamp, the words as they stand there, the project,
// and "y", or "o" where two careful readers could differ. A project on PyPI goes by its
// normalised name, another by "owner/repo" or, if nobody knows, "-".
func readAnnotation(path string) (eval.Gold, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return eval.Gold{}, err
	}
	g := eval.Gold{Episode: strings.TrimSuffix(filepath.Base(path), ".tsv")}
	at := map[string]int{} // of a project in g.Packages
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) != 4 || cells[3] != "y" && cells[3] != "o" {
			return eval.Gold{}, fmt.Errorf("%s:%d: %q is no timestamp, words, project, and y or o", path, i+1, line)
		}
		n, known := at[cells[2]]
		if !known {
			n = len(g.Packages)
			at[cells[2]] = n
			g.Packages = append(g.Packages, project(cells[2]))
		}
		p := &g.Packages[n]
		p.Required = p.Required || cells[3] == "y"
		p.Mentions = append(p.Mentions, eval.GoldMention{Stamp: cells[0], Text: cells[1], Unsure: cells[3] == "o"})
	}
	return g, nil
}

// project is the project of a table's cell.
func project(cell string) eval.GoldPackage {
	switch {
	case cell == "-":
		return eval.GoldPackage{}
	case strings.Contains(cell, "/"):
		return eval.GoldPackage{GitHub: cell}
	}
	return eval.GoldPackage{PyPI: cell}
}
