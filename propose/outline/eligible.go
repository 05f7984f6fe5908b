package outline

import (
	"net/url"
	"slices"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/propose/text"
)

// namesProjects reports whether the titles of a group and its parents are not those of
// articles, talks, people or retired entries. It ignores a heading above the table of
// contents, which does not describe the sections below it.
func (g Group) namesProjects() bool {
	return !isReading(g.Title) && !isContents(g.Title) && !slices.ContainsFunc(g.Above, isReading)
}

// linkCount counts links and those that probably belong to projects. Links in a sentence
// are counted separately.
type linkCount struct{ links, projects, inSentence int }

// minSentence is the number of words before a link from which they are a sentence.
const minSentence = 3

func (g Group) linkCount() (n linkCount) {
	for _, e := range g.Entries {
		if e.URL == "" {
			continue
		}
		if len(text.Words(e.Before)) >= minSentence {
			n.inSentence++
			continue
		}
		n.links++
		if isProject(e.URL) {
			n.projects++
		}
	}
	return n
}

// priorLinks is the number of links by which the rest of a list counts in the decision
// about a group.
const priorLinks = 2

// takesProjects reports whether at least half of a group's links belong to projects, and
// most of its entries are more than sentences with a link. In a group with few links, the
// share in the list as a whole counts too.
func (n linkCount) takesProjects(whole linkCount) bool {
	prior := priorLinks * float64(whole.projects) / float64(max(1, whole.links))
	return n.links > n.inSentence && 2*(float64(n.projects)+prior) >= float64(n.links+priorLinks)
}

// readings lists title words that mark things to read or watch. Each word is listed only
// in the number that has this meaning: "Video" may be a section of libraries, "Videos" is
// not.
var readings = strings.Fields(`writings talks articles books podcasts videos tutorials blogs
	posts courses conferences newsletters screencasts meetups papers websites contribute contributing
	contributors license archived archive deprecated unmaintained inactive abandoned discontinued graveyard
	sponsors sponsor backers supporters acknowledgements acknowledgments credits thanks community communities forums
	related changelog footnotes jobs`)

// setting lists words that turn a title into things to read, or the reverse: "Writing
// Tools" and "E-book readers" contain projects.
var (
	toolWords  = strings.Fields("tool tools library libraries framework frameworks software readers reader generators generator clients client engines engine apps app servers server managers manager parsers utilities plugins bindings sdks sdk platforms builders editors cms")
	wholeTitle = strings.Fields("writing resources notes other-lists lists links summary legend icons faq about introduction")
)

func isContents(title string) bool {
	return slices.Contains([]string{"contents", "table of contents", "content", "toc", "index", "目录", "目次"}, strings.ToLower(strings.Trim(title, " :")))
}

func IsContribution(title string) bool {
	return slices.ContainsFunc(text.Words(title), func(w string) bool { return strings.HasPrefix(w, "contribut") })
}

// additions matches the titles of sections that repeat what was added last.
var additions = pattern.Lazy(`(?i)\b(?:latest|recent|new|newest) (?:additions|entries|updates)\b|\b(?:recently|newly) added\b|\bwhat['’]?s new\b`)

// isReading reports whether a title names things that are not projects.
func isReading(title string) bool {
	ws := text.Words(title)
	if len(ws) == 0 {
		return false
	}
	if slices.Contains(wholeTitle, strings.Join(ws, "-")) || additions().MatchString(title) {
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

// hosts lists sites that host code or packages.
var hosts = strings.Fields(`github.com gitlab.com bitbucket.org codeberg.org sr.ht git.sr.ht gitee.com sourceforge.net launchpad.net
	pypi.org pypi.python.org cran.r-project.org bioconductor.org npmjs.com crates.io docs.rs lib.rs hub.docker.com rubygems.org packagist.org
	hackage.haskell.org hex.pm nuget.org metacpan.org pkg.go.dev central.sonatype.com mvnrepository.com anaconda.org conda.anaconda.org
	addons.mozilla.org chrome.google.com marketplace.visualstudio.com plugins.jetbrains.com flathub.org snapcraft.io f-droid.org
	apps.apple.com itunes.apple.com play.google.com huggingface.co`)

// isProject reports whether an address probably belongs to a project: it is on a code
// host, or is the front page of a site or of one of its sections. Articles have longer
// paths, and videos have a query.
func isProject(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" { // a file in the list's own repository is not a project
		return false
	}
	site := strings.TrimPrefix(u.Hostname(), "www.")
	if slices.Contains(hosts, site) || strings.HasSuffix(site, ".readthedocs.io") {
		return true
	}
	return u.RawQuery == "" && site != "youtu.be" && strings.Count(strings.Trim(u.Path, "/"), "/") == 0
}

// misc lists words that name a section for everything else; beside lists words that may
// accompany them.
var (
	misc   = strings.Fields("misc miscellaneous miscellanea other others general tools utilities utils various")
	beside = strings.Fields("and libraries packages projects things stuff")
)

func IsMisc(title string) bool {
	found := false
	for _, w := range text.Words(title) {
		switch {
		case slices.Contains(misc, w):
			found = true
		case !slices.Contains(beside, w):
			return false
		}
	}
	return found
}
