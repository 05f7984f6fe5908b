package match

import (
	"cmp"
	"errors"
	"fmt"
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

// Level says how sure it is that a project on PyPI and a repository on GitHub
// are the same.
type Level string

// The levels, from the least. The empty level is not known.
const (
	Unconfirmed Level = "unconfirmed" // neither names the other
	Claimed     Level = "claimed"     // one names the other; anybody can claim anything
	Confirmed   Level = "confirmed"   // each names the other
)

// levels are all of them, in that order.
var levels = []Level{Unconfirmed, Claimed, Confirmed}

// Identity is how surely project and repository belong together.
type Identity struct {
	Level Level
	Why   string // what says so, or why it is not known
}

// identity compares what PyPI says of the repository with what the repository
// says of the project.
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

// faults says which source did not answer, "" if all did that had to.
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

// IsGone reports whether an error says that a source does not have what it was
// asked for.
func IsGone(err error) bool {
	return errors.Is(err, pypi.ErrNotFound) || errors.Is(err, github.ErrNotFound)
}

// namesRepository says where the project names the repository, "" if it does
// not. An address that leads nowhere names nothing.
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

// end is where a name ends in a text: what follows cannot be a part of it.
const end = `(?:$|[^\w.-]|\.(?:\s|$|git\b))`

// elsewhere returns the address of the project's repository if that is not on
// GitHub, where it can be asked whether it names the project back; else "".
func (a answers) elsewhere() string {
	for _, l := range a.project.value.URLs {
		if sourceLabel().MatchString(l.Label) && !ref.IsGitHub(l.URL) {
			return l.URL
		}
	}
	return ""
}

// namesProject says how the repository names the project, "" if it does not.
// That a repository has the name of the project proves nothing if it was
// searched for by that name, or is known to belong to another project.
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

// disown forgets a repository that only the search brought, and that does not
// name the project: its figures are those of a stranger.
func (a *answers) disown(known []catalog.Project) {
	if a.repository.err == nil && a.named.by == FromSearch && a.namesProject(a.imitates(known)) == "" {
		a.repository = answer[github.Repository]{err: cmp.Or(a.unread, fmt.Errorf("%w; %s, found by search, does not name the project", errNoRepository, a.named.name))}
	}
}

// isHome reports whether the home page of a repository is one of the project:
// its page on PyPI, or one that the project gives as well and that bears its
// name. Without the name it proves nothing, for anybody can give the home page
// of another.
func (a answers) isHome(page string) bool {
	if project := ref.Project(page); project != "" {
		return ref.Normalize(project) == ref.Normalize(a.Name)
	}
	return !ref.IsGitHub(page) && strings.Contains(catalog.Letters(page), catalog.Letters(a.Name)) &&
		slices.ContainsFunc(a.project.value.URLs, func(l pypi.Link) bool { return bare(l.URL) == bare(page) })
}

var scheme = pattern.Lazy(`^https?://(www\.)?`)

// bare is an address without what differs between two ways to write it.
func bare(address string) string {
	return strings.ToLower(strings.TrimRight(scheme().ReplaceAllString(address, ""), "/"))
}

// names reports whether a text of a repository names a project as its own: by
// saying how it is installed, by linking to it on PyPI, or by packaging it.
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

// reference is an "owner/repo" and who named it.
type reference struct{ name, by string }

// sourceLabel is what projects call the address of their repository.
var sourceLabel = pattern.Lazy(`(?i)source|repo|code|git`)

// references returns the repositories that are said to be the project's, the
// most telling first: what PyPI links as its source, as its home page, at all
// ("/issues" of a repository names it too), and what the catalogue knows.
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

// Because says why a question has no answer, "" if it has one. Where there was
// no answer at all the reason is the same for every question that was asked of
// the host, and is given without the question.
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
