package episode

import (
	"context"
	"reflect"
	"testing"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/internal/transcript"
)

// memory is Readings in memory.
type memory map[string][]byte

func (m memory) Load(key string) ([]byte, bool) { data, ok := m[key]; return data, ok }
func (m memory) Save(key string, data []byte)   { m[key] = data }

// complete is Readings to which nothing must be added.
type complete struct {
	memory
	t *testing.T
}

func (c complete) Save(key string, _ []byte) { c.t.Errorf("saved %s again", key) }

func detected(t *testing.T, p *Pipeline, spoken string) Episode {
	t.Helper()
	e, err := p.Detect(t.Context(), text(spoken))
	if err != nil {
		t.Fatal(err)
	}
	e.Transcript = nil
	return e
}

// TestReadings checks that a transcript that was read before gives the same result
// without being read, and is read again if the result may differ.
func TestReadings(t *testing.T) {
	readings := memory{}
	pipeline := func(o Options) *Pipeline {
		o.Threshold = extract.DefaultThreshold
		if o.List.Parsed == nil {
			o.List.Parsed = markdown.Read(nil)
		}
		p := New(o)
		p.Readings, p.Possible = readings, true
		return p
	}
	first := detected(t, pipeline(Options{}), talk)
	if len(readings) == 0 || len(first.Packages) == 0 {
		t.Fatalf("%d readings, %d packages", len(readings), len(first.Packages))
	}
	again := pipeline(Options{})
	again.Finder = func() *extract.Finder { t.Error("the transcript was read again"); return nil }
	again.Readings = complete{readings, t}
	if e := detected(t, again, talk); !reflect.DeepEqual(e, first) {
		t.Errorf("first %+v\nthen  %+v", first, e)
	}
	again.Readings = readings
	again.Corrections = func(context.Context, *transcript.Transcript) []extract.Correction {
		sentence := first.Packages[0].Quotes[0]
		return []extract.Correction{{Start: sentence.Start, End: sentence.End}}
	}
	if e := detected(t, again, talk); len(e.Packages) == 0 || reflect.DeepEqual(e, first) {
		t.Errorf("a correction was ignored: %+v", e)
	}
	for name, p := range map[string]*Pipeline{
		"other text":      pipeline(Options{}),
		"other list":      pipeline(Options{List: List{Parsed: markdown.Read([]byte("# A\n\n## B\n\n* [c](https://github.com/c/c) - D.\n"))}}),
		"other catalogue": pipeline(Options{Extra: []catalog.Project{{Name: "mypackage"}}}),
		"fresh":           pipeline(Options{}),
	} {
		read, finder := false, p.Finder
		p.Finder = func() *extract.Finder { read = true; return finder() }
		p.Fresh = name == "fresh"
		spoken := talk
		if name == "other text" {
			spoken += "!"
		}
		if detected(t, p, spoken); !read {
			t.Errorf("%s: the transcript was not read", name)
		}
	}
}

// TestDamagedReading checks that a reading that cannot be decoded is recomputed.
func TestDamagedReading(t *testing.T) {
	readings := memory{}
	p := newPipeline()
	p.Readings = readings
	first := detected(t, p, talk)
	for key := range readings {
		readings[key] = []byte("damaged")
	}
	if e := detected(t, p, talk); !reflect.DeepEqual(e, first) {
		t.Errorf("%+v", e)
	}
}

// TestOtherTitle checks that a transcript is read again if its title or its chapters, which
// the feed may state, are different.
func TestOtherTitle(t *testing.T) {
	p, in := newPipeline(), text(talk)
	p.Readings = memory{}
	reads := 0
	finder := p.Finder
	p.Finder = func() *extract.Finder { reads++; return finder() }
	detect := func(want int) {
		t.Helper()
		if _, err := p.Detect(t.Context(), in); err != nil || reads != want {
			t.Errorf("read %d times, want %d, %v", reads, want, err)
		}
	}
	detect(1)
	in.Title = "Motor"
	detect(2)
	in.Chapters = func(context.Context) ([]transcript.Chapter, error) {
		return []transcript.Chapter{{Title: "Django"}}, nil
	}
	detect(3)
	detect(3)
}

// TestKeptCalibration checks that a calibration is saved exactly, and not used for another
// list.
func TestKeptCalibration(t *testing.T) {
	p, computed := newPipeline(), 0
	p.Readings = memory{}
	calibrate := func() fit.Calibration {
		computed++
		return fit.Calibration{Mean: [fit.NumSigns]float64{0.1 + 0.2}, Slope: 1.0 / 3, Offset: -2.0 / 3, Weights: []float64{0.1}}
	}
	want := p.calibration(fit.List{Title: "A"}, calibrate)
	if got := p.calibration(fit.List{Title: "A"}, calibrate); !reflect.DeepEqual(got, want) || computed != 1 {
		t.Errorf("%+v, want %+v; computed %d times", got, want, computed)
	}
	if p.calibration(fit.List{Title: "B"}, calibrate); computed != 2 {
		t.Errorf("computed %d times for two lists", computed)
	}
}
