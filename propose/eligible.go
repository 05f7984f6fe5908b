package propose

import (
	"net/url"
	"slices"
	"strings"
)

// takesProjects reports whether a group holds projects, and not writings,
// talks or people: by its title and those above it, and by where its entries
// link to.
func (g group) takesProjects() bool {
	if isReading(g.title) || slices.ContainsFunc(g.above, isReading) {
		return false
	}
	projects, links := 0, 0
	for _, e := range g.entries {
		if e.URL == "" {
			continue
		}
		links++
		if isProject(e.URL) {
			projects++
		}
	}
	return links > 0 && 2*projects >= links
}

// readings are words of titles under which no projects stand. A word is here
// only in the number that means things to read or watch: "Video" may be a
// section of libraries, "Videos" is not.
var readings = strings.Fields(`writing writings talks articles books podcasts videos resources tutorials blogs
	posts courses conferences newsletters screencasts meetups papers websites contents contribute contributing
	contributors license`)

func isReading(title string) bool {
	return slices.ContainsFunc(words(title), func(w string) bool { return slices.Contains(readings, w) })
}

// hosts keep code or packages.
var hosts = strings.Fields("github.com gitlab.com bitbucket.org codeberg.org sr.ht pypi.org pypi.python.org")

// isProject reports whether an address is likely a project's: at a host of
// code, or the front page of a site or one of its parts. Articles have longer
// paths, and videos a query.
func isProject(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	site := strings.TrimPrefix(u.Hostname(), "www.")
	if slices.Contains(hosts, site) || strings.HasSuffix(site, ".readthedocs.io") {
		return true
	}
	return u.RawQuery == "" && site != "youtu.be" && strings.Count(strings.Trim(u.Path, "/"), "/") == 0
}

// misc are words that name a list's place for all else, and beside are words
// that may stand with them.
var (
	misc   = strings.Fields("misc miscellaneous miscellanea other others general tools utilities utils various")
	beside = strings.Fields("and libraries packages projects things stuff")
)

func isMisc(title string) bool {
	found := false
	for _, w := range words(title) {
		switch {
		case slices.Contains(misc, w):
			found = true
		case !slices.Contains(beside, w):
			return false
		}
	}
	return found
}

// spoken reports whether a text names a section. A title of one word is also
// an ordinary word, so it must be called a section: "the testing section".
func spoken(title, text string) bool {
	ts := terms(title)
	said := strings.Join(terms(text), " ") + " "
	switch len(ts) {
	case 0:
		return false
	case 1:
		return slices.ContainsFunc([]string{"section", "category", "heading"}, func(w string) bool {
			return strings.Contains(" "+said, " "+ts[0]+" "+stem(w)+" ")
		})
	}
	return strings.Contains(" "+said, " "+strings.Join(ts, " ")+" ")
}
