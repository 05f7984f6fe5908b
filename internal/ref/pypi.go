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

// IsProject reports whether PyPI may have a project of that name, see
// https://packaging.python.org/en/latest/specifications/name-normalization/.
// Names of more than 128 bytes are not accepted.
func IsProject(name string) bool { return len(name) <= maxOnPyPI && projectName().MatchString(name) }

// Project returns the name, as written there, in the address of a project's page on
// PyPI or of one of its versions, and "" for any other address.
func Project(address string) string {
	m := onPyPI().FindStringSubmatch(strings.TrimSpace(address))
	if m == nil || !IsProject(m[1]) {
		return ""
	}
	return m[1]
}

// ProjectURL is the address of a project's page on PyPI.
func ProjectURL(name string) string { return "https://pypi.org/project/" + url.PathEscape(name) + "/" }

// Documentation returns the name under which Read the Docs keeps the documentation
// at an address, and "" for an address elsewhere. Projects usually have the same
// name on PyPI, but nobody guarantees it.
func Documentation(address string) string {
	m := docsSite().FindStringSubmatch(strings.TrimSpace(address))
	if m == nil || strings.EqualFold(m[1], "www") || strings.EqualFold(m[1], "docs") {
		return ""
	}
	return m[1]
}

// LinksToProject returns a pattern that finds links to a project's page on PyPI in a
// text, by any spelling of its name.
func LinksToProject(name string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)\bpypi\.(?:python\.)?org/(?:project|pypi|p)/` + Spellings(name) + after)
}

// Spellings is a pattern, without anchors, of all spellings of a name that PyPI takes
// for the same, but for case.
func Spellings(name string) string {
	return separators().ReplaceAllLiteralString(regexp.QuoteMeta(separators().ReplaceAllString(name, "-")), `[-_.]+`)
}

// Normalize returns a name in the form of PEP 503: lower case, with runs of "-", "_"
// and "." as one "-". White space around it is cut off and white space inside
// becomes "-", so that a list's "Tortoise ORM" is tortoise-orm.
// See https://peps.python.org/pep-0503/#normalized-names.
func Normalize(name string) string {
	if IsNormal(name) {
		return name // as nearly all are
	}
	name = strings.Join(strings.Fields(strings.ToLower(name)), "-")
	return strings.Trim(separators().ReplaceAllString(name, "-"), "-")
}

// IsNormal reports whether a name is in the form of PEP 503 already: lower case
// letters and digits of ASCII with single "-" between them. It is false for "".
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
