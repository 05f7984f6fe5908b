package config

import (
	_ "embed"
	"path/filepath"
	"strings"

	"namedrop/internal/disk"
	"namedrop/internal/ref"
)

// The default list, and the small built-in one that replaces it where it cannot be
// fetched, so that the first run always has a complete result.
const (
	DefaultSource = "github:timofurrer/awesome-asyncio"
	ExampleSource = "example"
)

// StandardInput is the source of a list that is read from standard input.
const StandardInput = "-"

// wantedSource names the forms of a source in messages.
const wantedSource = "owner/repo, github:owner/repo:path, https://github.com/owner/repo, the address of a file on its main branch, or a path on disk"

// Canonical returns the form of a source that identifies the list in the store:
// "github:owner/repo" for "owner/repo" and for web addresses of the repository, and
// "github:owner/repo:path" for those of a file. Paths and what cannot be a source are
// returned unchanged.
func Canonical(source string) string {
	if name := ref.Repository(source); name != "" {
		return "github:" + name
	}
	if name, revision, path := ref.File(source); isDefaultBranch(revision) {
		return "github:" + name + ":" + path
	}
	if _, _, ok := ref.Split(source); ok && !isMarkdown(source) && !disk.Exists(source) {
		return "github:" + source
	}
	return source
}

// isDefaultBranch reports whether a revision can be taken for the default branch, from
// which lists are read and to which pull requests go, without asking GitHub.
func isDefaultBranch(revision string) bool {
	return revision == "main" || revision == "master" || revision == "HEAD"
}

// isMarkdown reports whether a source has the ending of a Markdown file. One that does
// not exist is a mistyped path rather than a repository.
func isMarkdown(source string) bool {
	ending := strings.ToLower(filepath.Ext(source))
	return ending == ".md" || ending == ".markdown"
}
