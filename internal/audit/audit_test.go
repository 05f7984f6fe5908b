package audit

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"namedrop/internal/github"
	"namedrop/internal/golden"
	"namedrop/internal/linkcheck"
	"namedrop/internal/markdown"
	"namedrop/internal/pypi"
	"namedrop/match"
	"namedrop/propose/textedit"
)

// TestAudit audits the lists in testdata. The README.md there describes the format of
// cases.
func TestAudit(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, _, in string) string {
		list, lines, ok := strings.Cut(in, "%% answers\n")
		if !ok {
			t.Fatal("want a list and answers")
		}
		if strings.Contains(lines, "crlf list: ") {
			list = strings.ReplaceAll(list, "\n", "\r\n")
		}
		p := Policy{StaleMonths: 36}
		answers := parseAnswers(t, lines, &p)
		s := New("docs/list.md", []byte(list))
		checkQuestions(t, s.Questions(p), answers)
		r := s.Judge(answers, p)
		checkReport(t, []byte(list), r)
		return strings.ReplaceAll(dump([]byte(list), r), "\r", "␍")
	})
}

// asOf is when all answers of cases were given, and present what ages are
// counted to.
var (
	asOf    = time.Date(2022, 11, 12, 0, 0, 0, 0, time.UTC)
	present = time.Date(2022, 11, 10, 0, 0, 0, 0, time.UTC)
)

// parseAnswers reads lines "kind name: key=value; key=value".
func parseAnswers(t *testing.T, text string, p *Policy) Answers {
	t.Helper()
	a := Answers{Links: map[string]linkcheck.Answer{}, Activities: map[string]match.Activity{}, Projects: map[string]Project{}, Files: map[string]error{}}
	for l := range strings.Lines(text) {
		what, said, ok := strings.Cut(strings.TrimSpace(l), ": ")
		kind, name, _ := strings.Cut(what, " ")
		values := map[string]string{}
		for _, pair := range strings.Split(said, "; ") {
			key, value, _ := strings.Cut(pair, "=")
			values[key] = value
		}
		switch {
		case !ok:
			t.Fatalf("%q: want a kind, a name and values", l)
		case kind == "link":
			a.Links[name] = linkAnswer(values)
		case kind == "repo":
			a.Activities[strings.ToLower(name)] = activityAnswer(name, values)
		case kind == "project":
			a.Projects[name] = Project{projectAnswer(name, values), fault(values, pypi.ErrNotFound)}
		case kind == "file":
			a.Files[name] = fault(values, fs.ErrNotExist)
		case kind == "ignore":
			p.Ignore = append(p.Ignore, name)
		case kind != "crlf":
			t.Fatalf("%q: unknown kind", l)
		}
	}
	return a
}

func linkAnswer(v map[string]string) linkcheck.Answer {
	a := linkcheck.Answer{Verdict: linkcheck.Alive, Moved: v["moved"], AsOf: asOf}
	for verdict, key := range map[linkcheck.Verdict]string{linkcheck.Dead: "dead", linkcheck.Unknown: "unknown"} {
		if cause, ok := v[key]; ok {
			a.Verdict, a.Cause = verdict, cause
		}
	}
	return a
}

// fault is the error of an answer that has one.
func fault(v map[string]string, gone error) error {
	if _, ok := v["gone"]; ok {
		return gone
	}
	if said, ok := v["unknown"]; ok {
		return errors.New(said)
	}
	return nil
}

func activityAnswer(name string, v map[string]string) match.Activity {
	var p match.Activity
	if p.Fault = fault(v, github.ErrNotFound); p.Fault == nil {
		p.Repository = github.Repository{Name: name, Pushed: date(v["pushed"]), Description: v["description"], AsOf: asOf}
		if to := v["renamed"]; to != "" {
			p.Repository.Name, p.Repository.Renamed = to, true
		}
		_, archived := v["archived"]
		_, disabled := v["disabled"]
		p.Repository.Archived, p.Repository.Disabled = &archived, &disabled
	}
	p.Silent = pypi.ErrNotFound
	if project := v["project"]; project != "" {
		p.Project, p.Silent = projectAnswer(project, v), nil
	}
	if said := v["silent"]; said != "" {
		p.Silent = errors.New(said)
	}
	p.Copy = date(v["copy"])
	p.Reference = match.Figure[time.Time]{Value: present, Known: true, Source: match.FromGitHub, AsOf: asOf}
	if missing := v["present"]; missing != "" {
		p.Reference = match.Figure[time.Time]{Source: match.FromGitHub, Missing: missing}
	}
	return p
}

func projectAnswer(name string, v map[string]string) pypi.Project {
	_, yanked := v["yanked"]
	p := pypi.Project{Name: name, Version: "1.0", Summary: v["summary"], Last: date(v["released"]), Yanked: yanked, AsOf: asOf}
	if _, ok := v["inactive"]; ok {
		p.Classifiers = []string{"Development Status :: 7 - Inactive"}
	}
	return p
}

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if s != "" && err != nil {
		panic(err)
	}
	return t
}

// checkQuestions checks that every answer of a case belongs to a question, except for
// pages that are requested because a repository is unknown.
func checkQuestions(t *testing.T, q Questions, a Answers) {
	t.Helper()
	var asked []string
	for _, r := range q.Repositories {
		asked = append(asked, "repo "+r.Key())
	}
	for name := range a.Activities {
		if !slices.Contains(asked, "repo "+name) {
			t.Errorf("%s: nobody asks GitHub for it", name)
		}
	}
	for name := range a.Projects {
		if !slices.Contains(q.Projects, name) {
			t.Errorf("%s: nobody asks PyPI for it", name)
		}
	}
	for name := range a.Files {
		if !slices.Contains(q.Files, name) {
			t.Errorf("%s: nobody looks for it; %q", name, q.Files)
		}
	}
	for address := range a.Links {
		if !slices.Contains(q.Links, address) && web(address).repository == "" {
			t.Errorf("%s: nobody asks for it", address)
		}
	}
}

// TestPages checks that ignored addresses are not requested as pages either.
func TestPages(t *testing.T) {
	s := New("list.md", []byte("# A\n\n* [a](https://github.com/o/a) - Is.\n* [b](https://github.com/O/a) - Is.\n"))
	answers := Answers{Activities: map[string]match.Activity{"o/a": {Fault: errors.New("no answer")}}}
	if got := s.Pages(answers, Policy{Ignore: []string{"b"}}); !slices.Equal(got, []string{"https://github.com/o/a"}) {
		t.Errorf("asks for %q", got)
	}
}

// checkReport checks the guarantees of a report: every finding is at its position, no two
// repairs touch the same line, repairs keep all entries except removed ones, and their
// diffs are equivalent.
func checkReport(t *testing.T, src []byte, r Report) {
	t.Helper()
	for _, f := range append(slices.Clone(r.Findings), r.Unknown...) {
		if line := 1 + bytes.Count(src[:f.Start], []byte("\n")); f.Line != line || f.Start > f.End || f.End > len(src) || f.Column < 1 {
			t.Errorf("line %d, column %d: bytes [%d,%d) are in line %d", f.Line, f.Column, f.Start, f.End, line)
		}
		if f.Repair >= len(r.Repairs) || f.What == "" || f.Repair >= 0 && !slices.Contains(r.Repairs[f.Repair].Found, f.What) {
			t.Errorf("line %d: repair %d, %q", f.Line, f.Repair, f.What)
		}
	}
	removed := 0
	lines := map[int]bool{}
	for _, p := range r.Repairs {
		if p.Removes {
			removed++
		}
		own := map[int]bool{}
		for _, e := range p.Edits {
			own[bytes.Count(src[:e.Start], []byte("\n"))] = true
		}
		for l := range own {
			if lines[l] {
				t.Errorf("%s: another repair changes line %d", p.Title, l+1)
			}
			lines[l] = true
		}
	}
	mended := textedit.Splice(src, slices.Concat(Changes(r.Repairs)...)...)
	if before, after := count(src), count(mended); after != before-removed {
		t.Errorf("%d entries, %d after %d were taken out", before, after, removed)
	}
}

func count(src []byte) int {
	n := 0
	for _, s := range markdown.Read(src).Sections {
		n += len(s.Entries)
	}
	return n
}

// dump prints a report for people, with the diffs of its repairs.
func dump(src []byte, r Report) string {
	var b strings.Builder
	for _, f := range append(slices.Clone(r.Findings), r.Unknown...) {
		fmt.Fprintf(&b, "%s %s %d:%d %q in %q <%s> %s", f.Kind, f.Severity(), f.Line, f.Column, f.Name, f.Section, f.URL, f.What)
		if f.Advice != "" {
			fmt.Fprintf(&b, " (%s)", f.Advice)
		}
		if f.Repair >= 0 {
			b.WriteString(" repair " + strconv.Itoa(f.Repair))
		}
		b.WriteByte('\n')
		for _, fact := range f.Facts {
			b.WriteString("  " + fact.String() + "\n")
		}
	}
	for i, d := range textedit.Diffs("list.md", src, Changes(r.Repairs)) {
		p := r.Repairs[i]
		fmt.Fprintf(&b, "%d: %s, %q in %q, line %d: %s", i, p.Kind, p.Name, p.Section, p.Line, p.Title)
		if p.Advice != "" {
			fmt.Fprintf(&b, " (%s)", p.Advice)
		}
		b.WriteByte('\n')
		for l := range strings.Lines(d) {
			if strings.HasPrefix(l, "+") || strings.HasPrefix(l, "-") {
				b.WriteString("  " + l)
			}
		}
	}
	return b.String()
}

// FuzzJudge audits any list with the worst possible answers.
func FuzzJudge(f *testing.F) {
	for _, in := range golden.Inputs(f, "testdata/*.txtar") {
		f.Add([]byte(in))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		p := Policy{StaleMonths: 36}
		s := New("docs/list.md", src)
		q := s.Questions(p)
		a := Answers{Links: map[string]linkcheck.Answer{}, Activities: map[string]match.Activity{}, Projects: map[string]Project{}, Files: map[string]error{}}
		for i, address := range q.Links {
			a.Links[address] = []linkcheck.Answer{{Verdict: linkcheck.Dead, Cause: "gone"}, {Verdict: linkcheck.Alive, Moved: address + "\x1b[31m)"}}[i%2]
		}
		for i, r := range q.Repositories {
			a.Activities[r.Key()] = activityAnswer(r.Name, []map[string]string{{"pushed": "2010-01-01"}, {"renamed": "new/name"}, {"gone": ""}}[i%3])
		}
		for _, name := range q.Projects {
			a.Projects[name] = Project{Err: pypi.ErrNotFound}
		}
		for _, file := range q.Files {
			a.Files[file] = fs.ErrNotExist
		}
		checkReport(t, src, s.Judge(a, p))
	})
}
