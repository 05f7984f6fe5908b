package match

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/github"
	"namedrop/internal/pattern"
	"namedrop/internal/pypi"
	"namedrop/internal/ref"
	"namedrop/internal/transport"
)

// Level is the certainty that a PyPI project and a GitHub repository belong together.
type Level string

// The levels, lowest first. The empty level is unknown.
const (
	Unconfirmed Level = "unconfirmed" // neither links to the other
	Claimed     Level = "claimed"     // one links to the other, which anyone can claim
	Confirmed   Level = "confirmed"   // each links to the other
)

// levels lists all levels in this order.
var levels = []Level{Unconfirmed, Claimed, Confirmed}

// Identity is the certainty that project and repository belong together.
type Identity struct {
	Level Level
	Why   string // the evidence for the level, or why it is unknown
}

// identity compares the links of the project on PyPI with those of the repository.
func (a answers) identity(imitates Figure[Imitation]) Identity {
	there := a.namesRepository()
	back := a.namesProject(imitates)
	faults := a.faults()
	switch {
	case a.Ecosystem == GitHub && a.repository.err == nil:
		return Identity{Confirmed, "the repository itself was named"}
	case there != "" && back != "":
		return Identity{Confirmed, there + "; " + back}
	case there+back != "" && faults != "":
		return Identity{Claimed, there + back + "; " + faults}
	case there != "":
		return Identity{Claimed, there + ", which does not name PyPI in return"}
	case back != "" && IsGone(a.project.err):
		return Identity{Claimed, back + "; it is not on PyPI"}
	case back != "":
		return Identity{Claimed, back + "; PyPI does not name the repository"}
	case a.elsewhere() != "":
		return Identity{Claimed, "PyPI names " + a.elsewhere() + ", which is not checked"}
	case faults != "":
		return Identity{Why: faults}
	case IsGone(a.project.err):
		return Identity{Unconfirmed, "it is not on PyPI"}
	case a.repository.err != nil:
		return Identity{Unconfirmed, Because(a.repository.err)}
	}
	return Identity{Unconfirmed, "neither PyPI nor " + a.repository.value.Name + " names the other"}
}

// faults returns the first source that did not answer, "" if all that were needed did.
func (a answers) faults() string {
	errs := []error{a.repository.err, a.unread}
	if a.Ecosystem == PyPI {
		errs = append([]error{a.project.err}, errs...)
	}
	var faults []string
	for _, err := range errs {
		if err != nil && !IsGone(err) && !errors.Is(err, errNoRepository) {
			faults = append(faults, Because(err))
		}
	}
	return strings.Join(slices.Compact(faults), "; ")
}

// IsGone reports whether an error means that the source does not have the requested
// item.
func IsGone(err error) bool {
	return errors.Is(err, pypi.ErrNotFound) || errors.Is(err, github.ErrNotFound)
}

// namesRepository returns where the project links to the repository, "" if it does not.
// A dead link does not count.
func (a answers) namesRepository() string {
	switch {
	case a.project.err != nil || IsGone(a.repository.err):
	case a.named.by == FromPyPI:
		return "PyPI names " + a.named.name
	case a.named.name != "" && ref.LinksTo(a.named.name).MatchString(a.project.value.Description):
		return "the description on PyPI names " + a.named.name
	}
	return ""
}

// end matches the end of a name in a text: a character that cannot be part of the name.
const end = `(?:$|[^\w.-]|\.(?:\s|$|git\b))`

// elsewhere returns the address of the project's repository if it is not on GitHub and
// therefore cannot be checked, and "" otherwise.
func (a answers) elsewhere() string {
	for _, l := range a.project.value.URLs {
		if sourceLabel().MatchString(l.Label) && !ref.IsGitHub(l.URL) {
			return l.URL
		}
	}
	return ""
}

// namesProject returns how the repository refers to the project, "" if it does not. A
// matching name is no evidence if the repository was found by searching for it, or is
// known to belong to another project.
func (a answers) namesProject(imitates Figure[Imitation]) string {
	r := a.repository.value
	if a.repository.err != nil {
		return ""
	}
	if a.named.by != FromSearch && imitates.Value.Of == "" && baseOf(a.Name) == baseKey(r.Name) {
		return r.Name + " has its name"
	}
	if a.isHome(r.Homepage) {
		return "the home page of " + r.Name + " is the project's"
	}
	for _, t := range a.texts {
		if t.names(a.Name) {
			return r.Name + " names it in " + t.String()
		}
	}
	return ""
}

// disown drops a repository that was only found by search and does not refer to the
// project: its figures belong to something else.
func (a *answers) disown(known iter.Seq[*catalog.Project]) {
	if a.repository.err == nil && a.named.by == FromSearch && a.namesProject(a.imitates(known)) == "" {
		a.repository = answer[github.Repository]{err: cmp.Or(a.unread, fmt.Errorf("%w; %s, found by search, does not name the project", errNoRepository, a.named.name))}
	}
}

// isHome reports whether the home page of a repository belongs to the project: it is
// its page on PyPI, or a page that the project links to as well and that contains its
// name. A page without the name is no evidence, because anyone can link to it.
func (a answers) isHome(page string) bool {
	if project := ref.Project(page); project != "" {
		return ref.Normalize(project) == ref.Normalize(a.Name)
	}
	return !ref.IsGitHub(page) && strings.Contains(catalog.Letters(page), catalog.Letters(a.Name)) &&
		slices.ContainsFunc(a.project.value.URLs, func(l pypi.Link) bool { return bare(l.URL) == bare(page) })
}

var scheme = pattern.Lazy(`^https?://(www\.)?`)

// bare returns an address without the parts in which two spellings of it differ.
func bare(address string) string {
	return strings.ToLower(strings.TrimRight(scheme().ReplaceAllString(address, ""), "/"))
}

// names reports whether a file of a repository identifies a project as its own: by
// installation instructions, a link to PyPI or packaging metadata.
func (t text) names(project string) bool {
	name := ref.Spellings(project)
	if t.path != "" {
		return regexp.MustCompile(`(?im)\bname\s*=\s*["']?` + name + `["']?\s*(?:[,)#;]|$)`).Match(t.data)
	}
	return ref.LinksToProject(project).Match(t.data) ||
		regexp.MustCompile(`(?im)\b(?:install|add)\s(?:[^\n]*[\s"'])?`+name+end).Match(t.data)
}

func (t text) String() string {
	if t.path == "" {
		return "its README"
	}
	return t.path
}

// reference is an "owner/repo" and the source that links to it.
type reference struct{ name, by string }

// sourceLabel matches the labels under which projects link to their repository.
var sourceLabel = pattern.Lazy(`(?i)source|repo|code|git`)

// references returns the repositories that may belong to the project, most likely
// first: the source link on PyPI, the home page, other links (including "/issues" of a
// repository), and the repository in the catalogue.
func (a answers) references() []reference {
	var source, home, other, all []reference
	for _, l := range a.project.value.URLs {
		switch whole := ref.Repository(l.URL); {
		case sourceLabel().MatchString(l.Label) && whole != "":
			source = append(source, reference{whole, FromPyPI})
		case whole != "":
			home = append(home, reference{whole, FromPyPI})
		case ref.InRepository(l.URL) != "":
			other = append(other, reference{ref.InRepository(l.URL), FromPyPI})
		}
	}
	if stated := slices.Concat(source, home, other); len(stated) > 0 {
		all = stated[:1]
	}
	known := reference{a.Repository, FromCatalog}
	if a.Repository != "" && (len(all) == 0 || !strings.EqualFold(all[0].name, known.name)) {
		all = append(all, known)
	}
	return all
}

// Because returns the reason why a query has no answer, "" if it has one. If a host did
// not answer at all, the reason is the same for all queries to it and does not name the
// query.
func Because(err error) string {
	var failed *url.Error
	var down *transport.UnavailableError
	var limit *transport.WaitError
	var network *transport.NetworkError
	switch {
	case err == nil:
		return ""
	case errors.Is(err, transport.ErrOffline):
		return transport.ErrOffline.Error()
	case errors.As(err, &network):
		return network.Error()
	case errors.As(err, &down):
		return down.Error()
	case errors.As(err, &limit):
		return limit.Error()
	case errors.As(err, &failed):
		return failed.Err.Error()
	}
	return err.Error()
}
