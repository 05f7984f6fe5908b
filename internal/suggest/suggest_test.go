package suggest

import (
	"slices"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/internal/quote"
	"namedrop/match"
	"namedrop/match/role"
)

const list = "# Music\n\n## Reading\n\n- [mutagen](https://github.com/quodlibet/mutagen) - Reads audio metadata.\n- [tinytag](https://github.com/tinytag/tinytag) - Reads the tags of audio files.\n- [soundfile](https://github.com/bastibe/python-soundfile) - Reads sound files.\n"

var others = []fit.Project{{Name: "flask", About: "A web framework."}, {Name: "numpy", About: "Arrays of numbers."}, {Name: "boto3", About: "A client of Amazon Web Services."},
	{Name: "pytest", About: "A framework for tests."}, {Name: "requests", About: "An HTTP client."}, {Name: "black", About: "Formats code."}}

func matcher() *match.Matcher {
	parsed := markdown.Read([]byte(list))
	listing := match.NewListing(parsed)
	sections := fit.List{Title: "Music", Sections: []fit.Section{{Title: "Reading", Entries: []fit.Project{
		{Name: "mutagen", About: "Reads audio metadata."}, {Name: "tinytag", About: "Reads the tags of audio files."}, {Name: "soundfile", About: "Reads sound files."},
		{Name: "fluidsynth", About: "Plays MIDI with a synthesizer."}, {Name: "pyo", About: "Signal processing and sound synthesis."},
	}}}}
	return &match.Matcher{Catalog: catalog.Build(listing.Projects()), Listing: listing, Fit: fit.Learn(sections, others)}
}

func named(name, about string, worth float64) Named {
	return Named{Name: name, Ecosystem: match.PyPI, About: about, Confidence: 1, Role: role.Presented, Worth: worth, Quotes: []quote.Quote{{Text: name + " is nice.", Why: "introduced"}}}
}

func names(all []*Candidate) []string {
	var out []string
	for _, c := range all {
		out = append(out, c.Name)
	}
	return out
}

func TestRank(t *testing.T) {
	const audio = "Reads audio metadata and sound files."
	var a Archive
	a.Add(Episode{Path: "1.txt", Digest: "1", Date: "2021-01-01", Named: []Named{
		named("audioread", audio, 0.9), named("mutagen", audio, 0.99), named("kube", "Kubernetes cluster deployment in the cloud.", 0.5), named("wave", audio, 0.001),
	}})
	a.Add(Episode{Path: "2.txt", Digest: "2", Date: "2022-01-01", Named: []Named{named("audioread", audio, 0.8), named("pydub", audio, 0.9)}})
	a.Add(Episode{Path: "3.txt", Digest: "3", Named: []Named{named("audioread", audio, 0.95)}})
	r := a.Rank(matcher())
	if got := names(r.Candidates); !slices.Equal(got, []string{"audioread", "pydub"}) {
		t.Errorf("candidates %q", got)
	}
	if got := names(r.OffTopic); !slices.Equal(got, []string{"kube"}) {
		t.Errorf("off topic %q", got)
	}
	best := r.Candidates[0]
	if best.Worth != 0.95 || best.Episodes[0].Path != "3.txt" || len(best.Episodes) != 3 || a.Episodes != 3 {
		t.Errorf("the best has worth %v, from %+v of %d", best.Worth, best.Episodes, a.Episodes)
	}
	if again := a.Rank(matcher()); !slices.Equal(names(again.Candidates), names(r.Candidates)) || again.Candidates[0].Score != best.Score {
		t.Error("ranked again, the order is another")
	}
}

// TestScore: more worth, more episodes, a better fit and a higher confidence never make a
// score smaller.
func TestScore(t *testing.T) {
	base := match.Score(0.8, 0.5, []float64{0.5})
	for what, more := range map[string]float64{
		"fit": match.Score(0.8, 0.6, []float64{0.5}), "worth": match.Score(0.8, 0.5, []float64{0.6}), "episodes": match.Score(0.8, 0.5, []float64{0.5, 0.1}), "confidence": match.Score(0.9, 0.5, []float64{0.5}),
	} {
		if more <= base {
			t.Errorf("more %s: %v, not above %v", what, more, base)
		}
	}
	for _, s := range []float64{match.Score(0.1, 0, nil), match.Score(1, 1, []float64{1, 1, 1})} {
		if !(s > 0 && s < 1) {
			t.Errorf("score %v", s)
		}
	}
}

// TestLikely: a low score is enough if an episode clearly highlights the project.
func TestLikely(t *testing.T) {
	for _, c := range []struct {
		score, fit, worth float64
		likely            bool
	}{{0.1, 0.7, 0.2, true}, {0.02, 0.4, 0.2, false}, {0.02, 0.4, 0.9, true}, {0.01, 0.21, 0.6, false}} {
		p := match.Package{Score: c.score, Worth: c.worth, Confidence: 1, Fit: match.Fit{Known: true, Probability: c.fit}}
		if got := (&Candidate{Package: p}).Likely(); got != c.likely {
			t.Errorf("likely is %v for %+v", got, c)
		}
	}
}
