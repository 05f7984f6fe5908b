package transcript

import (
	"testing"
	"time"
)

func TestRecorded(t *testing.T) {
	for said, want := range map[string]string{
		"This is Talk Python to Me episode 389, recorded November 3, 2022. Welcome": "2022-11-03",
		"Episode 290. Recorded June 28 2022 and I am":                               "2022-06-28",
		"recorded live on Sept. 16th, 2020":                                         "2020-09-16",
		"recorded October 2022":                                                     "",
		"recorded November 31, 2022":                                                "",
		"we recorded it. November 3, 2022 was":                                      "",
		"":                                                                          "",
	} {
		tr := &Transcript{Paragraphs: []Paragraph{{Text: "Hello."}, {Text: said}}}
		got := ""
		if day := tr.Recorded(); !day.IsZero() {
			got = day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
	if got := new(Transcript).Recorded(); !got.IsZero() {
		t.Errorf("an empty transcript: %v", got)
	}
}
