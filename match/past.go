package match

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"sync"
	"time"

	"namedrop/internal/github"
	"namedrop/internal/markdown"
)

// Past is what a list on GitHub has said of projects before: the entries that it
// removed, and the pull requests that it closed. What GitHub does not answer is
// not known, and nothing is said of it. The fields are set before use; then it is
// safe for many goroutines.
type Past struct {
	GitHub *github.Client
	List   string    // "owner/repo"
	Path   string    // of the list in it, "" for README.md
	Today  time.Time // old versions are those of the first days of the years before it

	once     sync.Once
	versions []version // newest first
	memo     sync.Map  // by name: a func() that returns what was said

	all    sync.Once
	listed bool          // closed holds the list's pull requests; see ReadPulls
	closed []github.Pull // without being merged
}

// version is the list as it was on a day.
type version struct {
	day     time.Time
	listing *Listing
}

// remembered is how many years back entries are looked for. A version costs two
// requests a run of any length, and answers are cached.
const remembered = 5

// ReadPulls reads the closed pull requests of the list in a few requests, so that Said need
// not search for each package. It is called before Said, and not at the same time. If GitHub
// does not answer, nothing is known of any of them.
func (p *Past) ReadPulls(ctx context.Context) {
	if p == nil || p.GitHub == nil {
		return
	}
	p.all.Do(func() {
		p.closed, _ = p.GitHub.AllRefused(ctx, p.List)
		p.listed = true
	})
}

// Said returns what the list has said of a package, in a few words for people;
// "" for nothing, and for no Past. It asks GitHub once for each package, unless ReadPulls
// has read all pull requests.
func (p *Past) Said(ctx context.Context, pkg Package) string {
	if p == nil || p.GitHub == nil {
		return ""
	}
	return once(&p.memo, pkg.Ecosystem+" "+pkg.Name, func() string {
		if said := p.removed(ctx, pkg); said != "" {
			return said
		}
		return p.refused(ctx, pkg.Name)
	})
}

// removed says when an entry still stood in the list that does no more.
func (p *Past) removed(ctx context.Context, pkg Package) string {
	p.once.Do(func() { p.read(ctx) })
	for _, v := range p.versions {
		if v.listing.find(pkg.Name, pkg.Repository).entry {
			return "the list removed it after " + v.day.Format(time.DateOnly)
		}
	}
	return ""
}

// read fetches the old versions, until there is none.
func (p *Past) read(ctx context.Context) {
	for back := range remembered {
		day := time.Date(p.Today.Year()-back, 1, 1, 0, 0, 0, 0, time.UTC)
		file, err := p.GitHub.FileAt(ctx, p.List, cmp.Or(p.Path, "README.md"), day)
		if err != nil {
			return
		}
		p.versions = append(p.versions, version{day, NewListing(markdown.Read(file.Data))})
	}
}

// refused names a pull request about a project that was closed without being merged.
func (p *Past) refused(ctx context.Context, name string) string {
	pulls := p.closed
	if !p.listed {
		pulls, _ = p.GitHub.Refused(ctx, p.List, name) // without an answer nothing is known
	}
	whole := regexp.MustCompile(`(?i)(?:^|[^\w-])` + regexp.QuoteMeta(name) + `(?:$|[^\w-])`)
	for _, pull := range pulls {
		if whole.MatchString(pull.Title) {
			return fmt.Sprintf("the list closed pull request #%d about it", pull.Number)
		}
	}
	return ""
}
