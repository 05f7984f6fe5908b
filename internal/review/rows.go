package review

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"namedrop/internal/ref"
	"namedrop/internal/report"
	"namedrop/internal/sanitize"
	"namedrop/match"
)

// words are the display names of the statuses.
var words = map[match.Status]string{match.Candidate: "candidate", match.Listed: "listed", match.Mentioned: "mentioned", match.Rejected: "rejected"}

// shortName returns the name of a package without the owner of its repository.
func shortName(p report.Package) string { return p.Name[strings.LastIndexByte(p.Name, '/')+1:] }

// row is a package in the list next to the transcript.
type row struct {
	Anchor, Name, When, About, Why string
	State                          status
	Links                          []link
	Mentions                       []mentionRow
	Open                           bool
}

// mentionRow is a mention of a package.
type mentionRow struct {
	Anchor, Time, URL, Text, Sure, Rivals string
	Correct                               string // URL of the page that corrects it, "" for none
}

// sure is the confidence in a mention, and what else it may be.
func (m mentionRow) sure() string {
	if m.Rivals == "" {
		return m.Sure
	}
	return m.Sure + "; or " + m.Rivals
}

// view selects and sorts the packages.
type view struct {
	status, sort string
	run          int64 // the run of the page; 0 for an exported file, which has only one view
}

// option is a link that changes the view.
type option struct {
	Text, URL string
	On        bool
}

var (
	statuses = []string{"", "candidate", "listed", "mentioned", "rejected"}
	orders   = []string{"", "confidence", "stars", "name"}
)

// viewOf reads the view from a request's query or form. Unknown values become the
// default.
func viewOf(r *http.Request, run int64) view {
	q := r.URL.Query()
	if r.Method == http.MethodPost {
		q, _ = url.ParseQuery(r.PostForm.Get("view"))
	}
	v := view{q.Get("status"), q.Get("sort"), run}
	if !slices.Contains(statuses, v.status) {
		v.status = ""
	}
	if !slices.Contains(orders, v.sort) {
		v.sort = ""
	}
	return v
}

func (v view) filters() []option {
	return v.options(statuses, "all", func(s string) view { return view{s, v.sort, v.run} })
}

func (v view) sorts() []option {
	return v.options(orders, "time", func(s string) view { return view{v.status, s, v.run} })
}

func (v view) options(values []string, usual string, with func(string) view) []option {
	if v.run == 0 {
		return nil
	}
	var all []option
	for _, value := range values {
		to := with(value)
		text := cmp.Or(words[match.Status(value)], value, usual)
		all = append(all, option{text, "?" + to.query() + "#packages", to == v})
	}
	return all
}

// query encodes the view as a URL query.
func (v view) query() string {
	q := url.Values{}
	for key, value := range map[string]string{"status": v.status, "sort": v.sort} {
		if value != "" {
			q.Set(key, value)
		}
	}
	return q.Encode()
}

// address returns the URL of a run's page in this view, at an anchor.
func (v view) address(anchor string) string {
	u := url.URL{Path: fmt.Sprintf("/episode/%d", v.run), RawQuery: v.query(), Fragment: anchor}
	return u.String()
}

// rows returns the packages that a view selects.
func (h document) rows(v view) []row {
	var order []int
	for i, p := range h.Packages {
		if v.status == "" || v.status == string(p.Status) {
			order = append(order, i)
		}
	}
	if compare := map[string]func(a, b report.Package) int{
		"confidence": func(a, b report.Package) int { return cmp.Compare(b.Confidence, a.Confidence) },
		"stars":      func(a, b report.Package) int { return cmp.Compare(stars(b), stars(a)) },
		"name": func(a, b report.Package) int {
			return strings.Compare(strings.ToLower(shortName(a)), strings.ToLower(shortName(b)))
		},
	}[v.sort]; compare != nil {
		order = sorted(order, func(a, b int) int { return compare(h.Packages[a], h.Packages[b]) })
	}
	var all []row
	for _, i := range order {
		all = append(all, h.row(i, v.run))
	}
	return all
}

// stars returns the stars of a package, -1 if unknown.
func stars(p report.Package) float64 {
	if p.Evidence.Evidence != nil {
		if n, ok := p.Evidence.Stars.Value.(float64); ok {
			return n
		}
	}
	return -1
}

func (h document) row(i int, run int64) row {
	p := h.Packages[i]
	r := row{
		Anchor: packageAnchor(i), Name: shortName(p), About: p.About, Why: strings.Join(p.Reasons, "; "),
		State: status{string(p.Status), words[p.Status]}, Links: packageLinks(p),
	}
	r.When = p.Mentions[0].Clock()
	if n := len(p.Mentions); n > 1 {
		r.When = strings.TrimSpace(fmt.Sprintf("%s ×%d", r.When, n))
	}
	for j, m := range p.Mentions {
		shown := mentionRow{Time: m.Clock(), URL: sanitize.URL(m.URL), Text: m.Text, Sure: percent(m.Confidence)}
		if run > 0 {
			shown.Correct = correction(run, m)
		}
		if _, ok := h.marks[mention{i, j}]; ok {
			shown.Anchor = mention{i, j}.anchor()
		}
		shown.Rivals = strings.Join(rivals(m), ", ")
		r.Mentions = append(r.Mentions, shown)
	}
	return r
}

// worthTelling is the minimum confidence of the rivals that are shown.
const worthTelling = 0.05

// rivals returns the likely rivals of mentions, each once with its highest confidence,
// the most likely first.
func rivals(mentions ...report.Mention) []string {
	highest := map[string]float64{}
	for _, m := range mentions {
		for _, r := range m.Rivals {
			highest[r.Name] = max(highest[r.Name], r.Confidence)
		}
	}
	names := slices.SortedFunc(maps.Keys(highest), func(a, b string) int {
		return cmp.Or(cmp.Compare(highest[b], highest[a]), strings.Compare(a, b))
	})
	var all []string
	for _, name := range names {
		if highest[name] >= worthTelling {
			all = append(all, name+" "+percent(highest[name]))
		}
	}
	return all
}

// correction returns the URL of the page that corrects a mention.
func correction(run int64, m report.Mention) string {
	return fmt.Sprintf("/episode/%d/correct?start=%d&end=%d", run, m.Start, m.End)
}

// packageLinks returns the links to the repository and to PyPI.
func packageLinks(p report.Package) []link {
	pypi := link{}
	if p.Ecosystem == match.PyPI {
		pypi = link{"PyPI", ref.ProjectURL(p.Name)}
	}
	return links(link{"repository", p.Repository}, pypi)
}
