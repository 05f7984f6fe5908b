package fit

import "testing"

func TestLanguageOf(t *testing.T) {
	for title, want := range map[string]string{
		"Awesome Go": "go", "awesome-ruby": "ruby", "Awesome Python Data Science": "python", "Python and Ruby": "",
		"Golang (libraries)": "go", "Web Frameworks": "", "Awesome asyncio": "", "Node.js": "javascript", "": "",
	} {
		if got := languageOf(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// TestForeign judges a project of one language for a list and sections of others.
func TestForeign(t *testing.T) {
	list := music
	list.Title = "Awesome Ruby"
	midi := Project{Name: "pretty-midi", About: "Handles MIDI files.", Language: "Python"}
	if v := Learn(list, others).Judge(midi); v.Probability > 0.1 || v.Foreign == "" {
		t.Errorf("a list for Ruby takes a project of Python by %.2f, against it is %q", v.Probability, v.Foreign)
	}
	filed := Project{Name: "pretty-midi", Classifiers: []string{"Topic :: Multimedia", "Programming Language :: Python :: 3"}}
	if !filed.foreign("Awesome Ruby") || filed.foreign("Awesome Python") || (Project{}).foreign("Awesome Ruby") {
		t.Error("the language of classifiers is not read")
	}
	list = music
	list.Sections = append([]Section{}, music.Sections...)
	list.Sections[1].Title = "Ruby"
	for _, c := range Learn(list, others).Rank(midi) {
		if c.Section == 1 && c.Score > 0 {
			t.Errorf("a section for Ruby takes a project of Python by %.2f", c.Score)
		}
	}
}
