package console

import (
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	for _, c := range []struct {
		done, total int
		took        time.Duration
		want        string
	}{
		{0, 0, 0, "0 transcripts"},
		{0, 1, 0, ""},
		{3, 10, 10 * time.Second, "3 of 10 transcripts"},
		{50, 150, 10 * time.Second, "50 of 150 transcripts, 5/s, 0:20 left"},
		{150, 150, 60 * time.Second, "150 of 150 transcripts, 2.5/s"},
		{50, 0, 10 * time.Second, "50 transcripts, 5/s"},
		{50, 10_050, 100 * time.Second, "50 of 10050 transcripts, 0.5/s, 5:33:20 left"},
	} {
		if got := progressText(c.done, c.total, c.took); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
