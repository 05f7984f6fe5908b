package extract

import (
	"testing"

	"namedrop/extract/candidate"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript/transcripttest"
)

// TestBelieveKin checks that only a certain mention nearby, of a project of another family
// that is about the same, speaks for a possible one.
func TestBelieveKin(t *testing.T) {
	at := func(first int, name, topics string, score float64) *candidate.Candidate {
		return &candidate.Candidate{Project: &catalog.Project{Name: name, Topics: topics}, First: first, Last: first, Score: score}
	}
	found := []*candidate.Candidate{
		at(1, "flask", "web wsgi api", 3),
		at(5, "quart", "web asyncio api", 0),
		at(6, "flask-login", "web api authentication", 0),
		at(7, "dash", "web plots", 0),
		at(8, "bottle", "web api", -4),
		at(200, "sanic", "web api asyncio", 0),
	}
	believeKin(found)
	for i, want := range []float64{3, kinWeight, 0, 0, -4, 0} {
		if found[i].Score != want {
			t.Errorf("%s has score %v, want %v", found[i].Project.Name, found[i].Score, want)
		}
	}
}

// TestFiled checks that words nearby which are topics of a project speak for it.
func TestFiled(t *testing.T) {
	with := func(topics string) float64 {
		c := catalog.Build([]catalog.Project{{Name: "tenacity", OnPyPI: true, Mark: catalog.Word, Topics: topics}})
		for _, m := range New(c, DefaultModel(), 0).Find(transcripttest.Parse(t, "For a flaky microservice, tenacity repeats the calls with backoff.")) {
			return m.Confidence
		}
		return 0
	}
	if plain, filed := with("plots images"), with("backoff microservice"); plain == 0 || filed <= plain {
		t.Errorf("confidence %v without suitable topics, %v with them", plain, filed)
	}
}
