package ref

import (
	"net/url"
	"regexp"
	"strings"

	"namedrop/internal/pattern"
)

// pages lists the first path segments of github.com that are pages of GitHub rather
// than owners.
const pages = " about apps blog codespaces collections contact customer-stories enterprise events explore features gist issues login" +
	" marketplace new notifications orgs organizations pricing pulls readme search security settings site solutions sponsors stars" +
	" team topics trending users "

const (
	ownerForm      = `[A-Za-z0-9][A-Za-z0-9_-]*`
	repositoryForm = `[A-Za-z0-9._-]+`
)

var (
	repositoryName = pattern.Lazy(`^(` + ownerForm + `)/(` + repositoryForm + `)$`)
	// onGitHub matches an address on github.com: owner, repository, and the rest.
	onGitHub = pattern.Lazy(`^(?i:https?://(?:www\.)?github\.com)(?:/(?:(` + ownerForm + `)/(` + repositoryForm + `))?(.*))?$`)
	// inRevision matches the rest of the address of a file: revision and path.
	inRevision = pattern.Lazy(`^/blob/([^/?#]+)/([^?#]+)(?:[?#].*)?$`)
	// end matches the end of an address of a repository itself, rather than a place in
	// it.
	end = pattern.Lazy(`^/?(?:[#?].*)?$`)
)

// Split splits "owner/repo". ok is false for anything else, for parts of more than 100
// bytes, and for "." and "..", which would escape a URL's path.
func Split(name string) (owner, repo string, ok bool) {
	m := repositoryName().FindStringSubmatch(name)
	if m == nil || len(m[1]) > maxOnGitHub || len(m[2]) > maxOnGitHub || m[2] == "." || m[2] == ".." {
		return "", "", false
	}
	return m[1], m[2], true
}

// Repository returns the "owner/repo" of a link to a repository on GitHub, and "" for
// any other link, including links into a repository.
func Repository(address string) string {
	name, rest := repositoryIn(address)
	if !end().MatchString(rest) {
		return ""
	}
	return name
}

// InRepository returns the "owner/repo" of a link to a repository on GitHub or to a
// place inside it, such as its issues, and "" for any other link.
func InRepository(address string) string {
	name, _ := repositoryIn(address)
	return name
}

// File splits the address of a file on GitHub,
// https://github.com/OWNER/REPO/blob/REF/PATH. Escapes in the path are resolved; the
// caller must check that the path stays inside the repository. The first segment after
// blob is taken as the branch, tag or commit, although branch names may contain "/".
// All results are "" for any other address.
func File(address string) (name, revision, path string) {
	name, rest := repositoryIn(address)
	m := inRevision().FindStringSubmatch(rest)
	if m == nil {
		return "", "", ""
	}
	path, err := url.PathUnescape(m[2])
	if err != nil {
		return "", "", ""
	}
	return name, m[1], path
}

// repositoryIn returns the repository of an address and the rest of the path.
func repositoryIn(address string) (name, rest string) {
	m := onGitHub().FindStringSubmatch(strings.TrimSpace(address))
	if m == nil || m[1] == "" || strings.Contains(pages, " "+strings.ToLower(m[1])+" ") {
		return "", ""
	}
	name = m[1] + "/" + strings.TrimSuffix(m[2], ".git")
	if _, _, ok := Split(name); !ok {
		return "", ""
	}
	return name, m[3]
}

// IsGitHub reports whether an address is on github.com.
func IsGitHub(address string) bool { return onGitHub().MatchString(strings.TrimSpace(address)) }

// RepositoryURL returns the web address of "owner/repo", "" for "".
func RepositoryURL(name string) string {
	if name == "" {
		return ""
	}
	return "https://github.com/" + name
}

// after matches a character that cannot be part of the preceding name.
const after = `(?:\.git)?(?:[.-]?[^\pL\pN._-]|[.-]?$)`

// LinksTo returns a pattern for links to or into the repository "owner/repo", ignoring
// case. It matches nothing for "".
func LinksTo(name string) *regexp.Regexp {
	if name == "" {
		return regexp.MustCompile(`$^`)
	}
	return regexp.MustCompile(`(?i)\bgithub\.com/` + regexp.QuoteMeta(name) + after)
}

// forge matches the address of a repository on a site that hosts code.
var forge = pattern.Lazy(`^(?i:https?://(?:www\.)?(?:github\.com|codeberg\.org|bitbucket\.org|gitee\.com|git\.sr\.ht|salsa\.debian\.org|invent\.kde\.org|(?:[a-z0-9-]+\.)*gitlab\.[a-z0-9.-]+))/([^/?#]+)/([^/?#]+?)(?:\.git)?/?$`)

// Base returns the last part of a repository's address on GitHub, Codeberg, Bitbucket,
// Gitee, SourceHut or any GitLab server, and "" for any other address.
func Base(address string) string {
	owner, repo := plain(address)
	if owner == "" {
		m := forge().FindStringSubmatch(address)
		if m == nil {
			return ""
		}
		owner, repo = m[1], m[2]
	}
	if strings.Contains(pages, " "+strings.ToLower(owner)+" ") {
		return ""
	}
	return repo
}

// plain splits the address of a repository in its usual form, as forge does but at once.
// The owner is "" for any other address.
func plain(address string) (owner, repo string) {
	rest, ok := strings.CutPrefix(address, "https://github.com/")
	if !ok || strings.ContainsAny(rest, "?#\n") {
		return "", ""
	}
	owner, repo, _ = strings.Cut(strings.TrimSuffix(rest, "/"), "/")
	repo = strings.TrimSuffix(repo, ".git")
	if repo == "" || strings.Contains(repo, "/") {
		return "", ""
	}
	return owner, repo
}
