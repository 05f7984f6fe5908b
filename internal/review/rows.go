package review

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"namedrop/internal/inert"
	"namedrop/internal/report"
	"namedrop/match"
)

// row is a package in the list beside the transcript.
type row struct {
	Anchor, Name, When, About, Why string
	State                          status
	Links                          []link
	Mentions                       []mentionRow
	Open                           bool
}

// mentionRow is one of its mentions.
type mentionRow struct {
	Anchor, Time, URL, Text, Sure, Rivals string
	Correct                               string // the address where it is corrected, "" for none
	start, end                            int
}

// view is which packages are listed, and in which order.
type view struct {
	status, sort string
	free         bool // it may be changed
}

// option is a way to change the view.
type option struct {
	Text, URL string
	On        bool
}

var (
	statuses = []string{"", "candidate", "listed", "mentioned", "rejected"}
	orders   = []string{"", "confidence", "stars", "name"}
)

// readView takes the view from an address; what it does not know is the usual.
func readView(u *url.URL) view {
	v := view{status: u.Query().Get("status"), sort: u.Query().Get("sort"), free: true}
	if !slices.Contains(statuses, v.status) {
		v.status = ""
	}
	if !slices.Contains(orders, v.sort) {
		v.sort = ""
	}
	return v
}

func (v view) filters() []option {
	return v.options(statuses, "all", func(s string) view { return view{s, v.sort, true} })
}

func (v view) sorts() []option {
	return v.options(orders, "time", func(s string) view { return view{v.status, s, true} })
}

func (v view) options(values []string, usual string, with func(string) view) []option {
	if !v.free {
		return nil
	}
	var all []option
	for _, value := range values {
		to := with(value)
		q := url.Values{}
		for key, value := range map[string]string{"status": to.status, "sort": to.sort} {
			if value != "" {
				q.Set(key, value)
			}
		}
		all = append(all, option{cmp.Or(value, usual), "?" + q.Encode() + "#packages", to == v})
	}
	return all
}

// rows lists the packages that a view wants.
func (h heard) rows(v view) []row {
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
			return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		},
	}[v.sort]; compare != nil {
		order = sorted(order, func(a, b int) int { return compare(h.Packages[a], h.Packages[b]) })
	}
	var all []row
	for _, i := range order {
		all = append(all, h.row(i))
	}
	return all
}

// stars of a package, less than none if they are not known.
func stars(p report.Package) float64 {
	if p.Evidence.Evidence != nil {
		if n, ok := p.Evidence.Stars.Value.(float64); ok {
			return n
		}
	}
	return -1
}

func (h heard) row(i int) row {
	p := h.Packages[i]
	r := row{
		Anchor: packageAnchor(i), Name: p.Name, About: p.About, Why: strings.Join(p.Reasons, "; "),
		State: status{string(p.Status), string(p.Status)}, Links: packageLinks(p),
	}
	r.When = p.Mentions[0].Time
	if n := len(p.Mentions); n > 1 {
		r.When = strings.TrimSpace(fmt.Sprintf("%s ×%d", r.When, n))
	}
	for j, m := range p.Mentions {
		said := mentionRow{Time: m.Time, URL: inert.URL(m.URL), Text: m.Text, Sure: percent(m.Confidence), start: m.Start, end: m.End}
		if _, ok := h.marks[mention{i, j}]; ok {
			said.Anchor = mention{i, j}.anchor()
		}
		said.Rivals = strings.Join(rivals(m), ", ")
		r.Mentions = append(r.Mentions, said)
	}
	return r
}

// worthTelling is the confidence from which another reading is told.
const worthTelling = 0.05

// rivals are what a mention could well be instead, each with its confidence.
func rivals(m report.Mention) []string {
	var all []string
	for _, r := range m.Rivals {
		if r.Confidence >= worthTelling {
			all = append(all, r.Name+" "+percent(r.Confidence))
		}
	}
	return all
}

// correctIn leads to the page on which mentions are corrected.
func (r *row) correctIn(run int64) {
	for i := range r.Mentions {
		m := &r.Mentions[i]
		m.Correct = fmt.Sprintf("/episode/%d/correct?start=%d&end=%d", run, m.start, m.end)
	}
}

// packageLinks are the repository and the page on PyPI.
func packageLinks(p report.Package) []link {
	pypi := link{}
	if p.Ecosystem == match.PyPI {
		pypi = link{"PyPI", "https://pypi.org/project/" + url.PathEscape(p.Name) + "/"}
	}
	return links(link{"repository", p.Repository}, pypi)
}
