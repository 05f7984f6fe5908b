package fit

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
)

// music is a small list about one subject.
var music = List{Title: "Awesome music", Intro: "Libraries to make and to read music.", Sections: []Section{
	{Title: "Reading", Entries: []Project{
		{Name: "tinytag", About: "Reads the tags of audio files."},
		{Name: "mutagen", About: "Reads and writes audio metadata."},
		{Name: "soundfile", About: "Reads sound files."},
	}},
	{Title: "Synthesis", Entries: []Project{
		{Name: "fluidsynth", About: "Plays MIDI with a synthesizer."},
		{Name: "pyo", About: "Signal processing and sound synthesis."},
	}},
}}

var others = []Project{
	{Name: "flask", About: "A web framework."}, {Name: "numpy", About: "Arrays of numbers."},
	{Name: "pytest", About: "A framework for tests."}, {Name: "requests", About: "An HTTP client."},
	{Name: "black", About: "Formats code."}, {Name: "boto3", About: "A client of Amazon Web Services."},
}

func TestJudge(t *testing.T) {
	m := Learn(music, others)
	on := m.Judge(Project{Name: "pretty-midi", About: "Handles MIDI files."})
	off := m.Judge(Project{Name: "django", About: "A web framework with a database."})
	if on.Probability < 0.6 || off.Probability > 0.35 {
		t.Errorf("a project of music belongs by %.2f, one of the web by %.2f", on.Probability, off.Probability)
	}
	if !slices.Contains(on.For, "midi") || !slices.Contains(off.Against, "database") {
		t.Errorf("reasons are %q and %q", on.For, off.Against)
	}
	if m.Judge(Project{Name: "x"}).Known || !on.Known {
		t.Error("a name alone is said to be known, or a description is not")
	}
}

// TestKeptCalibration checks that a saved calibration judges like the one that was computed,
// without the known projects.
func TestKeptCalibration(t *testing.T) {
	var saved []byte
	first, later := Learn(music, others), Learn(music, nil)
	first.UseCalibration(func(calibrate func() Calibration) Calibration {
		c := calibrate()
		var err error
		if saved, err = json.Marshal(c); err != nil || !c.Usable() {
			t.Fatal(err, c.Usable())
		}
		return c
	})
	later.UseCalibration(func(func() Calibration) (c Calibration) {
		if err := json.Unmarshal(saved, &c); err != nil || !c.Usable() {
			t.Fatal(err, c.Usable())
		}
		return c
	})
	later.UseKnown(func() []Project { t.Error("the known projects are asked for"); return nil })
	for _, p := range append(others, Project{Name: "pretty-midi", About: "Handles MIDI files.", Filed: "music midi"}) {
		if want, got := first.Judge(p), later.Judge(p); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", p.Name, got, want)
		}
	}
}

// TestJudgeWithout judges where there is nothing to compare with.
func TestJudgeWithout(t *testing.T) {
	for name, m := range map[string]*Model{
		"no list": Learn(List{}, others), "no others": Learn(music, nil),
		"one entry": Learn(List{Sections: []Section{{Entries: music.Sections[0].Entries[:1]}}}, others),
	} {
		for _, p := range append(others, Project{}) {
			if v := m.Judge(p); !(v.Probability >= 0 && v.Probability <= 1) {
				t.Errorf("%s: %s belongs by %v", name, p.Name, v.Probability)
			}
			if got := len(m.Rank(p)); got != len(m.list.Sections) {
				t.Errorf("%s: %d sections are ranked", name, got)
			}
		}
	}
}

// TestLeast checks the share of entries below the least probability.
func TestLeast(t *testing.T) {
	c := spreadOf(nil)
	c.Slope = 1
	for _, test := range []struct{ entries, below int }{{0, 0}, {1, 0}, {20, 0}, {40, 1}, {100, 3}} {
		var own []signs
		for i := range test.entries {
			s := signs{}
			s[expected] = float64(i) / 500
			own = append(own, s)
		}
		below, least := 0, c.least(own)
		for _, s := range own {
			if c.probability(s) < least {
				below++
			}
		}
		if below != test.below || (least == 0) != (test.entries == 0) {
			t.Errorf("%d of %d entries do not reach %.2f, want %d", below, test.entries, least, test.below)
		}
	}
}
