package propose

import (
	"net/url"
	"slices"
	"strings"
)

// takesProjects reports whether a group holds projects, and not writings, talks, people
// or what is no longer recommended: by its title and those above it, and by where its
// entries link to. A heading over the contents says nothing of what stands below it.
func (g group) takesProjects() bool {
	if isReading(g.title) || isContents(g.title) || slices.ContainsFunc(g.above, isReading) {
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
var readings = strings.Fields(`writings talks articles books podcasts videos tutorials blogs
	posts courses conferences newsletters screencasts meetups papers websites contribute contributing
	contributors license archived archive deprecated unmaintained inactive abandoned discontinued graveyard
	sponsors sponsor backers supporters acknowledgements acknowledgments credits thanks community communities forums
	related changelog footnotes jobs`)

// setting are words that turn what follows into things to read, or the other way round:
// "Writing Tools" and "E-book readers" hold projects.
var (
	toolWords  = strings.Fields("tool tools library libraries framework frameworks software readers reader generators generator clients client engines engine apps app servers server managers manager parsers utilities plugins bindings sdks sdk platforms builders editors cms")
	wholeTitle = strings.Fields("writing resources notes other-lists lists links summary legend icons faq about introduction")
)

func isContents(title string) bool {
	return slices.Contains([]string{"contents", "table of contents", "content", "toc", "index", "目录", "目次"}, strings.ToLower(strings.Trim(title, " :")))
}

func isContribution(title string) bool {
	return slices.ContainsFunc(words(title), func(w string) bool { return strings.HasPrefix(w, "contribut") })
}

// isReading reports whether a title is of things that are no projects to choose from.
func isReading(title string) bool {
	ws := words(title)
	if len(ws) == 0 {
		return false
	}
	if slices.Contains(wholeTitle, strings.Join(ws, "-")) {
		return true
	}
	if last := ws[len(ws)-1]; (last == "lists" || last == "list") && len(ws) > 1 && !slices.Contains([]string{"mailing", "linked", "to", "todo"}, ws[len(ws)-2]) {
		return true // "Other Lists", "Awesome Lists"
	}
	if slices.Contains(toolWords, ws[len(ws)-1]) {
		return false
	}
	return slices.ContainsFunc(ws, func(w string) bool { return slices.Contains(readings, w) }) && !strings.HasPrefix(strings.Join(ws, " "), "e books")
}

// hosts keep code or packages.
var hosts = strings.Fields(`github.com gitlab.com bitbucket.org codeberg.org sr.ht git.sr.ht gitee.com sourceforge.net launchpad.net
	pypi.org pypi.python.org cran.r-project.org bioconductor.org npmjs.com crates.io docs.rs lib.rs hub.docker.com rubygems.org packagist.org
	hackage.haskell.org hex.pm nuget.org metacpan.org pkg.go.dev central.sonatype.com mvnrepository.com anaconda.org conda.anaconda.org
	addons.mozilla.org chrome.google.com marketplace.visualstudio.com plugins.jetbrains.com flathub.org snapcraft.io f-droid.org
	apps.apple.com itunes.apple.com play.google.com huggingface.co`)

// isProject reports whether an address is likely a project's: at a host of
// code, or the front page of a site or one of its parts. Articles have longer
// paths, and videos a query.
func isProject(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" { // a file of the list's own repository is none
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
