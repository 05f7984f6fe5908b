// Package ref parses and builds references to projects: "owner/repo" on GitHub, names
// on PyPI, and the web addresses of both.
//
// Functions take a name or an address and return a name or an address, or "" if there
// is none. The package does not use the network: an address that it accepts may not
// exist. Names that it returns are safe in a URL, a branch name or a query; other parts
// of an address must be escaped by the caller.
//
// It is the only place that knows the form of these addresses, the first path segments
// of github.com that are not owners, and the rule by which two names on PyPI are equal.
package ref

// The maximum lengths in bytes of names: GitHub allows 39 for owners and 100 for
// repositories, and the longest names on PyPI have about 100. They are not part of the
// patterns, because counted repetitions are slow to compile.
const (
	maxOnGitHub = 100
	maxOnPyPI   = 128
)
