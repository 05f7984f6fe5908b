package match

import (
	"strings"
	"testing"
	"time"
)

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// fact is a figure that a source gave.
func fact[T any](v T) Figure[T] { return Figure[T]{Value: v, Known: true, Source: FromGitHub} }

// TestJudge checks each rule at its limits. The reference date is the first of July
// 2022.
func TestJudge(t *testing.T) {
	present := fact(date("2022-07-01"))
	for _, test := range []struct {
		name    string
		policy  Policy
		e       Evidence
		rule    string
		outcome Outcome
		why     string // has to be in it
	}{
		{"enough stars", Policy{MinStars: 20}, Evidence{Stars: fact(20)}, "stars", Pass, ""},
		{"too few stars", Policy{MinStars: 20}, Evidence{Stars: fact(19)}, "stars", Fail, "19, want at least 20"},
		{"no stars known", Policy{MinStars: 20}, Evidence{Stars: Figure[int]{Missing: "down"}}, "stars", Unknown, "down"},
		{"alone", Policy{MinContributors: 2}, Evidence{Contributors: fact(1)}, "contributors", Fail, "want at least 2"},
		{"little used", Policy{MinDownloads: 9}, Evidence{Downloads: fact(8)}, "downloads", Fail, "8"},

		{"archived", Policy{}, Evidence{Archived: fact(true), Pushed: fact(date("2020-02-03"))}, "archived", Fail, "archived, last push 2020-02-03"},
		{"disabled", Policy{}, Evidence{Archived: fact(false), Disabled: fact(true)}, "archived", Fail, "archived"},
		{"open", Policy{}, Evidence{Archived: fact(false)}, "archived", Pass, ""},
		{"not said", Policy{}, Evidence{}, "archived", Unknown, "not checked"},

		{"pushed in time", Policy{MaxPushMonths: 12}, Evidence{Pushed: fact(date("2021-07-01")), Reference: present}, "activity", Pass, ""},
		{"pushed too early", Policy{MaxPushMonths: 12}, Evidence{Pushed: fact(date("2021-06-30")), Reference: present}, "activity", Fail,
			"last push 2021-06-30, 11 months before the episode; want one within 12 months of 2022-07-01"},
		{"released in time", Policy{MaxPushMonths: 12}, Evidence{Pushed: fact(date("2020-01-01")), Released: fact(date("2022-01-01")), Reference: present}, "activity", Pass, ""},
		{"released without pushes known", Policy{MaxPushMonths: 12}, Evidence{Released: fact(date("2022-01-01")), Reference: present}, "activity", Pass, ""},
		{"an old release proves nothing", Policy{MaxPushMonths: 12}, Evidence{Released: fact(date("2019-01-01")), Reference: present}, "activity", Unknown, "last release 2019-01-01"},
		{"what time is it", Policy{MaxPushMonths: 12}, Evidence{Pushed: fact(date("2019-01-01")), Reference: Figure[time.Time]{Missing: "no clock"}}, "activity", Unknown, "no clock"},
		{"nothing known", Policy{MaxPushMonths: 12}, Evidence{Pushed: Figure[time.Time]{Missing: "down"}, Reference: present}, "activity", Unknown, "down"},

		{"old enough", Policy{MinAgeDays: 30}, Evidence{Created: fact(date("2022-06-01")), Reference: present}, "age", Pass, ""},
		{"too young", Policy{MinAgeDays: 30}, Evidence{Created: fact(date("2022-06-02")), Reference: present}, "age", Fail, "created 2022-06-02"},
		{"moved to GitHub lately", Policy{MinAgeDays: 30}, Evidence{Created: fact(date("2022-06-20")), First: fact(date("2015-01-01")), Reference: present}, "age", Pass, ""},

		{"licence of the list", Policy{Licenses: []string{"MIT", "Apache-2.0"}}, Evidence{License: fact("apache-2.0")}, "licence", Pass, ""},
		{"one to choose", Policy{Licenses: []string{"MIT"}}, Evidence{License: fact("GPL-3.0-only OR MIT")}, "licence", Pass, ""},
		{"another licence", Policy{Licenses: []string{"MIT"}}, Evidence{License: fact("GPL-3.0")}, "licence", Fail, "GPL-3.0, want MIT"},
		{"both at once", Policy{Licenses: []string{"MIT"}}, Evidence{License: fact("GPL-3.0-only AND MIT")}, "licence", Fail, "want MIT"},
		{"in their own words", Policy{Licenses: []string{"MIT"}}, Evidence{License: Figure[string]{Value: "MIT License", Known: true, Source: FromPyPI}}, "licence", Unknown, `"MIT License"`},
		{"no licence found", Policy{Licenses: []string{"MIT"}}, Evidence{License: Figure[string]{Missing: "the answer did not say"}}, "licence", Unknown, "did not say"},

		{"malware", Policy{}, Evidence{Malware: fact([]string{"MAL-2024-1"})}, "malware", Fail, "MAL-2024-1"},
		{"squatter", Policy{}, Evidence{Imitates: fact(Imitation{"tenacity", "one letter from tenacity"})}, "imitation", Fail, "one letter from tenacity"},
		{"identity", Policy{Identity: Claimed}, Evidence{Identity: Identity{Claimed, "x"}}, "identity", Pass, ""},
		{"identity too weak", Policy{Identity: Confirmed}, Evidence{Identity: Identity{Claimed, "x"}}, "identity", Fail, "claimed: x"},
		{"identity not known", Policy{Identity: Claimed}, Evidence{Identity: Identity{Why: "down"}}, "identity", Unknown, "down"},
		{"undocumented", Policy{Documented: true}, Evidence{Documented: Figure[bool]{Missing: "no sign"}}, "documented", Unknown, "no sign"},
	} {
		found := false
		for _, c := range Judge(test.policy, test.e, date("2022-06-15")) {
			if c.Rule == test.rule {
				found = true
				if c.Outcome != test.outcome || !strings.Contains(c.Why, test.why) || (c.Outcome == Pass) != (c.Why == "") {
					t.Errorf("%s: %s %q, want %s %q", test.name, c.Outcome, c.Why, test.outcome, test.why)
				}
			}
		}
		if !found {
			t.Errorf("%s: no check %s", test.name, test.rule)
		}
	}
}

// TestNoRules checks that an empty policy still rejects malware and imitations.
func TestNoRules(t *testing.T) {
	var rules []string
	for _, c := range Judge(Policy{Archived: true}, Evidence{}, time.Time{}) {
		rules = append(rules, c.Rule)
	}
	if got := strings.Join(rules, " "); got != "malware imitation identity" {
		t.Errorf("checks %s", got)
	}
}

func TestRelative(t *testing.T) {
	for when, want := range map[string]string{
		"2022-11-02": "1 day before the episode", "2022-11-03": "on the day of the episode", "2022-11-09": "6 days after the episode",
		"2022-09-21": "43 days before the episode", "2022-06-03": "5 months before the episode", "2019-01-01": "3 years before the episode",
	} {
		if got := Relative(date(when).Add(23*time.Hour), date("2022-11-03")); got != want {
			t.Errorf("Relative(%s) = %s, want %s", when, got, want)
		}
		if got := Relative(date(when), date("2022-11-03").Add(23*time.Hour)); got != want {
			t.Errorf("Relative(%s), episode in the evening = %s, want %s", when, got, want)
		}
	}
	if got := Ago(date("2022-11-01"), date("2022-11-03")); got != "2 days ago" {
		t.Errorf("Ago = %s", got)
	}
	if got := Ago(date("2022-11-04"), date("2022-11-03")); got != "today" {
		t.Errorf("Ago of what is to come = %s", got)
	}
}

func TestOneEdit(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"tenacity", "tenacity", true}, {"tenacity", "tenacty", true}, {"tenacity", "ttenacity", true}, {"tenacity", "tenasity", true},
		{"tenacity", "teancity", true}, {"aa", "aaa", true}, {"", "a", true}, {"", "", true},
		{"tenacity", "tenaciyt2", false}, {"tenacity", "tncity", false}, {"abc", "cba", false}, {"", "ab", false}, {"torch", "pytorch", false},
	} {
		if oneEdit(test.a, test.b) != test.want || oneEdit(test.b, test.a) != test.want {
			t.Errorf("oneEdit(%q, %q) is not %v", test.a, test.b, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, test := range []struct {
		path, text string
		want       bool
	}{
		{"", "```\npip install my-tool\n```", true},
		{"", "Run `uv add My_Tool[extra]`.", true},
		{"", "`python -m pip install -U 'my.tool>=2'`", true},
		{"", "pip install my-tool.", true},
		{"", "[![badge](x)](https://pypi.org/project/my-tool/)", true},
		{"", "pip install my-tool-extras", false},
		{"", "pip install not-my-tool", false},
		{"", "my-tool is a tool", false},
		{"", `name = "my-tool"`, false},
		{"pyproject.toml", "[project]\nname = \"my-tool\"\n", true},
		{"setup.cfg", "[metadata]\nname = my_tool\nversion = 1\n", true},
		{"setup.py", "setup(name='my-tool', version='1')", true},
		{"setup.py", "setup(name='my-tool-x', version='1')", false},
		{"setup.cfg", "install_requires = my-tool", false},
	} {
		if got := (text{test.path, []byte(test.text)}).names("my-tool"); got != test.want {
			t.Errorf("%s %q: %v, want %v", test.path, test.text, got, test.want)
		}
	}
}
