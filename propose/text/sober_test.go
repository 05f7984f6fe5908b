package text

import "testing"

func TestSober(t *testing.T) {
	for s, want := range map[string]string{
		"An extremely fast kettle":                      "A fast kettle",
		"A very easy kettle":                            "An easy kettle",
		"Extremely powerful kettle scheduler":           "kettle scheduler",
		"Simple and powerful kettles":                   "Simple kettles",
		"A simple, yet elegant, kettle.":                "A simple kettle.",
		"The simple, fast, and elegant boiling library": "The simple, fast boiling library",
		"A fast, powerful, and easy kettle":             "A fast and easy kettle",
		"Powerful, fast, and easy kettles":              "fast and easy kettles",
		"A small, fast, powerful, and easy kettle":      "A small, fast, and easy kettle",
		"A fast yet elegant parser":                     "A fast parser",
		"A common, beautiful interface":                 "A common interface",
		"A powerful and flexible boiler":                "A flexible boiler",
		"An elegant boiler":                             "A boiler",
		"Tea times, modern and historical":              "Tea times, modern and historical",
		"A batteries included kettle":                   "A kettle",
		"The most elegant kettle":                       "",
		"More powerful than a kettle":                   "",
		"Kettles that are powerful tools":               "",
		"Boils water":                                   "Boils water",
		"State of the art kettles for modern kitchens":  "kettles for kitchens",
	} {
		got, ok := sober(s)
		if got != want || ok != (want != "") {
			t.Errorf("sober(%q) = %q, %t; want %q", s, got, ok, want)
		}
	}
}
