package ref

import (
	"net/url"
	"regexp"
	"strings"

	"namedrop/internal/pattern"
)

var (
	projectName = pattern.Lazy(`^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$`)
	onPyPI      = pattern.Lazy(`^(?i:https?://(?:www\.)?pypi\.(?:python\.)?org)/(?:project|pypi|p)/([^/?#]+)`)
	docsSite    = pattern.Lazy(`^(?i:https?://)([A-Za-z0-9-]+)\.(?i:readthedocs\.(?:io|org))(?:[/?#]|$)`)
	separators  = pattern.Lazy(`[-_.]+`)
)

// IsProject reports whether a name is valid on PyPI, see
// https://packaging.python.org/en/latest/specifications/name-normalization/. Names of
// more than 128 bytes are not accepted.
func IsProject(name string) bool { return len(name) <= maxOnPyPI && projectName().MatchString(name) }

// Project returns the name, as written, in the address of a project's page on PyPI or
// of one of its versions, and "" for any other address.
func Project(address string) string {
	m := onPyPI().FindStringSubmatch(strings.TrimSpace(address))
	if m == nil || !IsProject(m[1]) {
		return ""
	}
	return m[1]
}

// ProjectURL returns the address of a project's page on PyPI.
func ProjectURL(name string) string { return "https://pypi.org/project/" + url.PathEscape(name) + "/" }

// Documentation returns the name in an address of documentation on Read the Docs, and
// "" for any other address. Projects usually, but not always, have the same name on
// PyPI.
func Documentation(address string) string {
	m := docsSite().FindStringSubmatch(strings.TrimSpace(address))
	if m == nil || strings.EqualFold(m[1], "www") || strings.EqualFold(m[1], "docs") {
		return ""
	}
	return m[1]
}

// LinksToProject returns a pattern for links to a project's page on PyPI, in any
// spelling of its name.
func LinksToProject(name string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)\bpypi\.(?:python\.)?org/(?:project|pypi|p)/` + Spellings(name) + after)
}

// Spellings returns an unanchored pattern of all spellings of a name that PyPI
// considers equal, except for case.
func Spellings(name string) string {
	return separators().ReplaceAllLiteralString(regexp.QuoteMeta(separators().ReplaceAllString(name, "-")), `[-_.]+`)
}

// Normalize returns a name in the form of PEP 503: lowercase, with runs of "-", "_" and
// "." as one "-". Surrounding white space is removed and inner white space becomes "-",
// so that a list's "Tortoise ORM" is tortoise-orm. See
// https://peps.python.org/pep-0503/#normalized-names.
func Normalize(name string) string {
	if IsNormal(name) {
		return name // like nearly all names
	}
	name = strings.Join(strings.Fields(strings.ToLower(name)), "-")
	return strings.Trim(separators().ReplaceAllString(name, "-"), "-")
}

// IsNormal reports whether a name is normalized as PEP 503 says: lowercase ASCII
// letters and digits with single "-" between them. It is false for "".
func IsNormal(name string) bool {
	for i := range len(name) {
		switch b := name[i]; {
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
		case b != '-' || i == 0 || i == len(name)-1 || name[i-1] == '-':
			return false
		}
	}
	return name != ""
}
