package cmd

import (
	"bytes"
	"context"
	"testing"
	"testing/synctest"
	"time"

	"namedrop/internal/exit"
)

// TestEndSoon: a computation that ignores its context is ended.
func TestEndSoon(t *testing.T) {
	for _, test := range []struct {
		name  string
		takes time.Duration
		want  int
		says  string
	}{
		{"quick", 0, exit.CodeDone, ""},
		{"ends by itself", 2*time.Second + grace/2, exit.CodeDone, ""},
		{"goes on", time.Hour, exit.CodeInterrupted, "extract: interrupted\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
				defer cancel()
				begin := time.Now()
				var messages bytes.Buffer
				got := endSoon(ctx, Env{Err: &messages}, func() int {
					time.Sleep(test.takes)
					return exit.CodeDone
				})
				if got != test.want || messages.String() != test.says {
					t.Errorf("code %d, %q; want %d", got, messages.String(), test.want)
				}
				if took := time.Since(begin); took > 3*time.Second {
					t.Errorf("took %v", took)
				}
				time.Sleep(test.takes) // the bubble waits for the work
			})
		})
	}
}
