package propose

import "testing"

func TestStarsOf(t *testing.T) {
	for _, c := range []struct {
		entry string
		want  int
	}{
		{"- [a](b) ★ 1,234 - c", 1234}, {"- [a](b) (12.5k ⭐) - c", 12500}, {"- ⭐ 7 [a](b)", 7}, {"- [a](b) - 300 stars.", 300},
		{"- [a](b) - Stars in the sky.", -1}, {"- [a](b) ★", -1}, {"- [a](b) ★ 99999999999999", -1},
	} {
		got, ok := starsOf([]byte(c.entry))
		if !ok {
			got = -1
		}
		if got != c.want {
			t.Errorf("starsOf(%q) = %d, want %d", c.entry, got, c.want)
		}
	}
}
