// Package ref parses and builds references to projects: "owner/repo" on GitHub,
// names on PyPI, and the web addresses of both.
//
// A name or an address goes in, a name or an address comes out, or "" for what is
// neither. The package asks nobody: an address that it accepts may lead nowhere.
// Names that it returns are safe to put into a URL, a branch name or a query; what
// else of an address is shown must be escaped by the caller.
//
// It is the one place that knows how these addresses look, which first path
// segments of github.com are pages of GitHub and no owners, and by which rule two
// names on PyPI are the same.
package ref

// The lengths in bytes of the longest names that are accepted: GitHub allows owners 39
// and repositories 100, and the longest names on PyPI have about 100. They are not part
// of the patterns, because a repetition that counts is slow to compile.
const (
	maxOnGitHub = 100
	maxOnPyPI   = 128
)
