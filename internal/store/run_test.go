package store

import (
	"errors"
	"testing"
)

func TestRuns(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	first, err := s.Save(ctx, run("388"), nil)
	check(err)
	_, err = s.Save(ctx, run("389"), nil)
	check(err)
	other := run("388")
	other.List = "vinta/awesome-python"
	_, err = s.Save(ctx, other, nil)
	check(err)
	again := run("388")
	again.Path, again.Version, again.Report = "elsewhere.txt", "1.1", []byte(`{}`)
	id, err := s.Save(ctx, again, nil)
	check(err)
	same(t, "ID of the second run", id, first)

	rs, err := s.Runs(ctx)
	check(err)
	var got []string
	for _, r := range rs {
		got = append(got, r.List+" "+r.Path+" "+r.Version+" "+string(r.Report)+r.At.Format("15:04"))
	}
	same(t, "runs", got, []string{list + " elsewhere.txt 1.1 12:03", "vinta/awesome-python transcripts/388.txt 1.0 12:02", list + " transcripts/389.txt 1.0 12:01"})

	again.ID, again.At = first, at(3)
	r, err := s.Run(ctx, first)
	check(err)
	same(t, "run", r, again)
	if _, err := s.Run(ctx, 99); !errors.Is(err, ErrNotFound) {
		t.Errorf("unknown run: %v", err)
	}
}

// TestSaveIsWhole checks that a run with invalid proposals is not saved.
func TestSaveIsWhole(t *testing.T) {
	s := open(t)
	saved(t, s, run("389"), tenacity("Retries."))
	before := only(t, s)
	if _, err := s.db.Exec("CREATE TRIGGER full BEFORE INSERT ON quote WHEN new.start = 13 BEGIN SELECT raise(ABORT, 'no'); END"); err != nil {
		t.Fatal(err)
	}
	p, r := tenacity("Other."), run("389")
	p.Quotes[0].Start = 13
	r.Version = "2.0"
	if _, err := s.Save(t.Context(), r, []Proposal{p}); err == nil {
		t.Fatal("saved what the database refused")
	}
	same(t, "proposal", only(t, s), before)
	rs, err := s.Runs(t.Context())
	try(t)(err)
	same(t, "version of the run", rs[0].Version, "1.0")
}
