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

// inRevision matches the rest of the address of a file: revision and path.
var inRevision = pattern.Lazy(`^/blob/([^/?#]+)/([^?#]+)(?:[?#].*)?$`)

// Names and addresses of repositories are read without patterns, because each entry of a
// list has some.

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// isOwner reports whether s has the form of an owner: [A-Za-z0-9][A-Za-z0-9_-]*.
func isOwner(s string) bool {
	return s != "" && isAlphanumeric(s[0]) && lenRepository(s) == len(s) && !strings.Contains(s, ".")
}

// lenRepository returns the length of the longest start of s that has the form of the name
// of a repository: [A-Za-z0-9._-]+.
func lenRepository(s string) int {
	n := 0
	for n < len(s) && (isAlphanumeric(s[n]) || s[n] == '.' || s[n] == '_' || s[n] == '-') {
		n++
	}
	return n
}

// cutGitHub returns what stands after "github.com" in an address; ok is false for an address
// elsewhere.
func cutGitHub(address string) (path string, ok bool) {
	rest := strings.TrimSpace(address)
	for _, part := range []struct {
		text     string
		optional bool
	}{{"http", false}, {"s", true}, {"://", false}, {"www.", true}, {"github.com", false}} {
		if len(rest) >= len(part.text) && strings.EqualFold(rest[:len(part.text)], part.text) {
			rest = rest[len(part.text):]
		} else if !part.optional {
			return "", false
		}
	}
	return rest, (rest == "" || rest[0] == '/') && !strings.Contains(rest, "\n")
}

// Split splits "owner/repo". ok is false for anything else, for parts of more than 100
// bytes, and for "." and "..", which would escape a URL's path.
func Split(name string) (owner, repo string, ok bool) {
	owner, repo, _ = strings.Cut(name, "/")
	if !isOwner(owner) || repo == "" || lenRepository(repo) < len(repo) || len(owner) > maxOnGitHub || len(repo) > maxOnGitHub || repo == "." || repo == ".." {
		return "", "", false
	}
	return owner, repo, true
}

// Repository returns the "owner/repo" of a link to a repository on GitHub, and "" for
// any other link, including links into a repository.
func Repository(address string) string {
	name, rest := repositoryIn(address)
	if rest = strings.TrimPrefix(rest, "/"); rest != "" && rest[0] != '#' && rest[0] != '?' { // a place in it
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
	path, ok := cutGitHub(address)
	owner, path, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	n := lenRepository(path)
	if !ok || !isOwner(owner) || n == 0 || strings.Contains(pages, " "+strings.ToLower(owner)+" ") {
		return "", ""
	}
	name = owner + "/" + strings.TrimSuffix(path[:n], ".git")
	if _, _, ok := Split(name); !ok {
		return "", ""
	}
	return name, path[n:]
}

// IsGitHub reports whether an address is on github.com.
func IsGitHub(address string) bool {
	_, ok := cutGitHub(address)
	return ok
}

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
