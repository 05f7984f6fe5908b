package proposals

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWeakest sorts entries by what a list would drop first.
func TestWeakest(t *testing.T) {
	day := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	year := 365 * 24 * time.Hour
	all := []rival{
		{Replacement{Name: "popular", Stars: 900, Pushed: day, AsOf: day}, 0},
		{Replacement{Name: "small", Stars: 5, Pushed: day, AsOf: day}, 1},
		{Replacement{Name: "idle", Stars: 5000, Pushed: day.Add(-2 * year), AsOf: day}, 2},
		{Replacement{Name: "archived", Stars: 9000, Pushed: day, AsOf: day, Archived: true}, 3},
		{Replacement{Name: "gone", Gone: true}, 4},
	}
	slices.SortStableFunc(all, weakest)
	var names []string
	for _, r := range all {
		names = append(names, r.String())
	}
	want := "gone: no longer on GitHub|archived: 9000 stars, last push 2026-11-30, archived|idle: 5000 stars, last push 2024-11-30|small: 5 stars, last push 2026-11-30|popular: 900 stars, last push 2026-11-30"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
