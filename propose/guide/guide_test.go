package guide

import (
	"strings"
	"testing"
	"time"

	"namedrop/propose"
	"namedrop/propose/outline"
)

func TestReadGuide(t *testing.T) {
	for text, want := range map[string]Guide{
		"": {},
		"Hard maximum: 5 entries per use case.\n\nOne in, one out.":                                              {MaxEntries: 5, Replaces: true},
		"Please add at most three projects per pull request is wrong; at most seven items in a section.":         {MaxEntries: 7},
		"Projects need at least 100 stars.\nRepository at least 1 month old. Commits within the last 12 months.": {MinStars: 100, MinAge: 30 * dayLength, MaxIdle: 360 * dayLength},
		"It must have an open source license and at least 5 months of history since the first commit.":           {Licence: true, MinAge: 150 * dayLength},
		"Entries are sorted in alphabetical order.":                                                              {Order: outline.Alphabetical},
		"Add new entries at the bottom of their section.":                                                        {Order: outline.Appended},
		"First come, first served, so unless a section is alphabetical, add the item at the end.":                {},
		"Please do not open a pull request; suggest projects by opening an issue.":                               {Issues: true},
		"Suggest a project through an issue. Never send PRs directly.":                                           {Issues: true},
		"Please do not open a pull request with two projects. To suggest others, open an issue.":                 {},
		"Open an issue if a link is dead. Do not send PRs that add advertising.":                                 {},
		"Keep descriptions short and simple, at most 80 characters.":                                             {MaxLength: 80},
		"The description should not exceed 120 characters.":                                                      {MaxLength: 120},
		"Entries are ordered by PyPI downloads per month.":                                                       {Order: outline.Ranked},
		"Add a record to data.yml. Please do not edit README.md directly!":                                       {Generated: "do not edit README.md directly"},
		"The README.md is automatically generated from looms.":                                                   {Generated: "README.md is automatically generated from looms"},
		"1. At most three links per pull request.\n2. Add the link to the end of its category.":                  {Order: outline.Appended},
		"Each category is limited to 15 entries.":                                                                {MaxEntries: 15},
		"Put the newest projects at the top of their section.":                                                   {Order: outline.Prepended},
		"* At least 50 stars\n* At least 30 days old\n* Descriptions end with a full stop.\n* Never start them with an article.": {
			MinStars: 50, MinAge: 30 * dayLength, Ending: propose.FullStop, NoArticle: true},
		"Do not begin a description with \"A\" or \"An\", and do not end descriptions with a period.":    {Ending: propose.NoMark, NoArticle: true},
		"Do not end the title of a pull request with a period.":                                          {},
		"**Minimum stars:** 30\n\n| Age | older than 90 days |":                                          {MinStars: 30},
		"| Stars | at least 1.5k |\n- Be older than 90 days":                                             {MinStars: 1500, MinAge: 90 * dayLength},
		"Projects need 1k stars or more and must have existed for at least six months.":                  {MinStars: 1000, MinAge: 180 * dayLength},
		"Wait at least 30 days after the first release.":                                                 {MinAge: 30 * dayLength},
		"Pull requests older than 30 days are closed.":                                                   {},
		"The last commit must be less than one year ago.":                                                {MaxIdle: 365 * dayLength},
		"Projects without a commit for more than 12 months are removed.":                                 {MaxIdle: 360 * dayLength},
		"Projects need a commit in the past year.":                                                       {MaxIdle: 365 * dayLength},
		"We don't take PRs for new projects. Please use the issue form instead.":                         {Issues: true},
		"To suggest a tool, please open an issue. Pull requests that add tools are closed.":              {Issues: true},
		"The README is generated from `looms.yml`; edit that file.":                                      {Generated: "README is generated from `looms.yml`; edit that file"},
		"Do not change the README's table of contents by hand, and do not edit the README of a project.": {},
	} {
		if got := Read(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestWith(t *testing.T) {
	got := Guide{Order: outline.Ranked, MaxEntries: 9, MinStars: 3}.With(Guide{MaxEntries: 5, Replaces: true})
	if want := (Guide{Order: outline.Ranked, MaxEntries: 5, Replaces: true, MinStars: 3}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got.IsFull(propose.Proposal{Beside: 4}) || !got.IsFull(propose.Proposal{Beside: 5}) || (Guide{}).IsFull(propose.Proposal{Beside: 99}) {
		t.Error("a section is full at the wrong number of entries")
	}
}

func TestBroken(t *testing.T) {
	day := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	facts := []propose.Fact{
		{Name: "stars", Value: "12", Source: "github", AsOf: day},
		{Name: "first release", Value: "2026-11-20", Source: "pypi", AsOf: day},
		{Name: "last push", Value: "2025-01-01", Source: "github", AsOf: day},
	}
	g := Guide{MaxEntries: 5, Replaces: true, MinStars: 100, MinAge: 30 * dayLength, MaxIdle: 360 * dayLength}
	got := strings.Join(g.Broken(propose.Proposal{Place: "Looms", Beside: 5}, facts), "\n")
	want := "a section may have at most 5 entries, and Looms has 5; one of them must be replaced\n" +
		"a project must have 100 stars, and it has 12\n" +
		"a project must be 30 days old, and its first release was on 2026-11-20\n" +
		"a project must have been active in the last 360 days, and its last push was on 2025-01-01"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := (Guide{MaxLength: 3}).Broken(propose.Proposal{Description: "Ähm."}, nil); len(got) != 1 || got[0] != "a description may have at most 3 characters, and it has 4" {
		t.Errorf("a long description breaks %q", got)
	}
	words := Guide{Ending: propose.FullStop, NoArticle: true}
	if got := strings.Join(words.Broken(propose.Proposal{Description: "A loom"}, nil), "\n"); got != "a description must end with a full stop\na description must not begin with \"A\"" {
		t.Errorf("a description that begins with an article breaks %q", got)
	}
	if got := words.Broken(propose.Proposal{Description: "Another loom."}, nil); len(got) > 0 {
		t.Errorf("a good description breaks %q", got)
	}
	if got := g.Broken(propose.Proposal{Beside: 4}, nil); len(got) > 0 {
		t.Errorf("what is not known breaks %q", got)
	}
}
