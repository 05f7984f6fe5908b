package fit

import "testing"

func TestNames(t *testing.T) {
	for _, c := range []struct {
		title, text string
		want        bool
	}{
		{"Database Drivers", "noteworthy to put in the database drivers would be", true},
		{"Database Drivers", "a driver for any database", false},
		{"Web Frameworks", "another Web framework.", true},
		{"Testing", "I was testing it", false},
		{"Testing", "it belongs in the testing section", true},
		{"The", "the section", false},
	} {
		if got := Names(c.text, c.title); got != c.want {
			t.Errorf("Names(%q, %q) = %v", c.text, c.title, got)
		}
	}
}
