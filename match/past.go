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

// Past is the history of a list on GitHub: the entries that it removed and the pull
// requests that it closed. If GitHub does not answer, the history is unknown and
// nothing is reported. The fields must be set before use; then it is safe for
// concurrent use.
type Past struct {
	GitHub *github.Client
	List   string    // "owner/repo"
	Path   string    // file of the list, "" for README.md
	Today  time.Time // the old versions are those at the start of the years before this date

	once     sync.Once
	versions []version // newest first
	memo     sync.Map  // func() that returns the finding, by name

	all    sync.Once
	listed bool          // closed pull requests of the list; see ReadPulls
	closed []github.Pull // and not merged
}

// version is the list at a date.
type version struct {
	day     time.Time
	listing *Listing
}

// remembered is the number of years for which removed entries are searched. Each year
// costs two requests per run, and answers are cached.
const remembered = 5

// ReadPulls reads the closed pull requests of the list in a few requests, so that Said
// need not search for each package. It must be called before Said and not at the same
// time. If GitHub does not answer, they are unknown.
func (p *Past) ReadPulls(ctx context.Context) {
	if p == nil || p.GitHub == nil {
		return
	}
	p.all.Do(func() {
		p.closed, _ = p.GitHub.AllRefused(ctx, p.List)
		p.listed = true
	})
}

// Said describes what happened to a package in the history of the list, "" if nothing
// did or p is nil. It queries GitHub once for each package, unless ReadPulls has read
// all pull requests.
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

// removed returns when the list last had an entry that it no longer has.
func (p *Past) removed(ctx context.Context, pkg Package) string {
	p.once.Do(func() { p.read(ctx) })
	for _, v := range p.versions {
		if v.listing.find(pkg.Name, pkg.Repository).entry {
			return "the list removed it after " + v.day.Format(time.DateOnly)
		}
	}
	return ""
}

// read fetches the old versions, until one is missing.
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

// refused returns the pull request for a project that was closed without being merged.
func (p *Past) refused(ctx context.Context, name string) string {
	pulls := p.closed
	if !p.listed {
		pulls, _ = p.GitHub.Refused(ctx, p.List, name) // without an answer, nothing is reported
	}
	whole := regexp.MustCompile(`(?i)(?:^|[^\w-])` + regexp.QuoteMeta(name) + `(?:$|[^\w-])`)
	for _, pull := range pulls {
		if whole.MatchString(pull.Title) {
			return fmt.Sprintf("the list closed pull request #%d about it", pull.Number)
		}
	}
	return ""
}
