package role

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"namedrop/extract"
	"namedrop/internal/golden"
	"namedrop/internal/transcript"
)

// named matches a marked project in the cases: [tenacity], or [!tenacity] in an
// advertisement.
var named = regexp.MustCompile(`\[(!?)([a-z]+)\]`)

// projectsOf returns the marked projects of a case. Detection is not tested here.
func projectsOf(t *transcript.Transcript) []Project {
	var all []Project
	for i, p := range t.Paragraphs {
		for _, at := range named.FindAllStringSubmatchIndex(p.Text, -1) {
			name := p.Text[at[4]:at[5]]
			n := slices.IndexFunc(all, func(h Project) bool { return h.Name == name })
			if n < 0 {
				n = len(all)
				all = append(all, Project{Name: name})
			}
			all[n].Mentions = append(all[n].Mentions, extract.Mention{Paragraph: i, Lo: at[0], Hi: at[1], Name: name, Confidence: 0.9, Sponsor: at[3] > at[2]})
		}
	}
	slices.SortStableFunc(all, func(a, b Project) int {
		x, y := a.Mentions[0], b.Mentions[0]
		return cmp.Or(cmp.Compare(x.Paragraph, y.Paragraph), cmp.Compare(x.Lo, y.Lo))
	})
	return all
}

// TestJudge runs the cases of testdata: the input is a conversation, the output the
// roles of its projects. Worth is rounded to fifths, so that small changes by training
// do not matter.
func TestJudge(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, _, in string) string {
		tr, err := transcript.Parse("test.txt", []byte(in))
		if err != nil {
			t.Fatal(err)
		}
		projects := projectsOf(tr)
		var out strings.Builder
		for i, j := range DefaultModel().Judge(tr, projects) {
			fmt.Fprintf(&out, "%s %s, worth %.1f", projects[i].Name, j.Role, float64(int(5*j.Worth+0.5))/5)
			if j.IsRequested() {
				out.WriteString(", wanted on the list")
			}
			out.WriteString("\n")
			for _, q := range j.Quotes {
				fmt.Fprintf(&out, "  %q (%s)\n", q.Text, q.Why)
			}
		}
		return out.String()
	})
}

// TestTables checks that the embedded tables can be read and are not empty.
func TestTables(t *testing.T) {
	m, err := Read(embedded)
	if err != nil {
		t.Fatal(err)
	}
	for _, about := range []string{headlineTrees, worthTrees, recommendTrees, usedTrees, compareTrees} {
		if trees := m.trees[about]; trees.Trees() == 0 {
			t.Errorf("no trees about %q", about)
		}
	}
	if m.contexts.Len() == 0 || m.lead.Len() == 0 || m.news.Len() == 0 || m.question.Len() == 0 || len(m.priors) == 0 {
		t.Error("a table of words is empty")
	}
}

// FuzzJudge checks that probabilities are between 0 and 1, and that quotes are in the
// text and contain a mention.
func FuzzJudge(f *testing.F) {
	for _, in := range golden.Inputs(f, "testdata/*.txtar") {
		f.Add(in)
	}
	f.Add("[a][a].[b]!")
	f.Fuzz(func(t *testing.T, text string) {
		tr, err := transcript.Parse("test.txt", []byte(text))
		if err != nil {
			return
		}
		projects := projectsOf(tr)
		for i, j := range DefaultModel().Judge(tr, projects) {
			if !(j.Worth >= 0 && j.Worth <= 1 && j.Requested >= 0 && j.Requested <= 1) {
				t.Errorf("%s: worth %v, wish %v", projects[i].Name, j.Worth, j.Requested)
			}
			if len(j.Quotes) > maxQuotes {
				t.Errorf("%s has %d quotes", projects[i].Name, len(j.Quotes))
			}
			for _, q := range j.Quotes {
				if q.Start < 0 || q.Start >= q.End || q.End > len(text) || !strings.Contains(q.Text, "["+projects[i].Name) {
					t.Errorf("%s: bytes %d to %d of %q", projects[i].Name, q.Start, q.End, text)
				}
			}
		}
	})
}

// TestConvincing checks that a headline makes up for some doubt about the name, but not for all.
func TestConvincing(t *testing.T) {
	for _, c := range []struct {
		confidence, headline, threshold float64
		want                            bool
	}{
		{0.36, 0.87, 0.4, true}, {0.25, 0.6, 0.4, true},
		{0.25, 0.3, 0.4, false}, {0.38, 0.1, 0.4, false}, // hardly highlighted
		{0.19, 0.99, 0.4, false}, {0.36, 0.87, 0.9, false}, // too uncertain for the threshold
		{0.36, 0, 0.4, false}, {0.99, 0.99, 1, false},
	} {
		if got := Convincing(c.confidence, c.headline, c.threshold); got != c.want {
			t.Errorf("confidence %g, headline %g, threshold %g: %v, want %v", c.confidence, c.headline, c.threshold, got, c.want)
		}
	}
}

// TestReadLinear checks that rows for other features and other columns are errors.
func TestReadLinear(t *testing.T) {
	for rows, want := range map[string]string{
		"*\t0\t0\t1\t2\nmentions\t1\t2\t3\t4\n": "",
		"moods\t1\t2\t3\t4\n":                   `"moods" is not a feature`,
		"mentions\t1\t2\tx\t4\n":                `"x" is not a number`,
		"mentions\t1\n":                         "2 columns, want 5",
	} {
		m, err := Read(fstest.MapFS{"linear.tsv": {Data: []byte(rows)}})
		if want != "" {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v, want %s", rows, err, want)
			}
			continue
		}
		f := make([]float32, featureCount)
		f[mentions] = 5 // twice the scale above the mean
		if got := m.linear[headlineTrees].score(f); err != nil || got != 1+2*3 {
			t.Errorf("%q: score %g, %v", rows, got, err)
		}
	}
}
