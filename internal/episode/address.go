package episode

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"namedrop/internal/sanitize"
)

// Address is the web address of episodes: http or https, with the placeholders {name}
// for the name of an episode and {seconds} for the time at which to start playing.
// Without {seconds}, the time is added as a fragment, "#t=17", as Media Fragments URI
// 1.0 defines in section 4.2.1 (https://www.w3.org/TR/media-frags/#naming-time). The
// empty address is unknown.
type Address string

// The placeholders of an address.
const (
	namePlace    = "{name}"
	secondsPlace = "{seconds}"
)

// Page returns the address of one episode's page, as a feed gives it. Its braces are
// not placeholders, and its fragment is removed. It returns "" for schemes other than
// http and https.
func Page(link string) Address {
	link, _, _ = strings.Cut(sanitize.URL(link), "#")
	return Address(strings.NewReplacer("{", "%7B", "}", "%7D").Replace(link))
}

// Check returns an error that describes the fault of an address. The error does not
// contain the address, which may include a password.
func (a Address) Check() error {
	rest := strings.NewReplacer(namePlace, "", secondsPlace, "").Replace(string(a))
	switch {
	case a == "":
		return nil
	case sanitize.URL(string(a)) == "": // a host cannot contain braces, so placeholders are rejected there too
		return errors.New("is no http or https address that can be followed as it is, without a name or password in front of the host")
	case strings.ContainsAny(rest, "{}"):
		return errors.New("has braces; the placeholders are " + namePlace + " and " + secondsPlace)
	case strings.Contains(string(a), "#") && !a.has(secondsPlace):
		return errors.New("has a fragment, to which no second can be added; put " + secondsPlace + " into it, or leave the fragment out")
	}
	return nil
}

// Shared reports whether all episodes have the same address.
func (a Address) Shared() bool { return a != "" && !a.has(namePlace) }

func (a Address) has(place string) bool { return strings.Contains(string(a), place) }

// Of returns the address of one episode. The name is escaped, so that it remains one
// path segment or query value.
func (a Address) Of(name string) Address {
	escaped := strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	return Address(strings.ReplaceAll(string(a), namePlace, escaped))
}

// URL returns the address of a whole episode, "" if it is unknown.
func (a Address) URL() string { return a.second("0") }

// At returns the address of a moment, given as the time since the start of the episode;
// "" if it is unknown.
func (a Address) At(t time.Duration) string {
	if a != "" && !a.has(secondsPlace) {
		a += "#t=" + secondsPlace
	}
	return a.second(strconv.FormatInt(int64(t/time.Second), 10))
}

func (a Address) second(s string) string {
	return sanitize.URL(strings.ReplaceAll(string(a), secondsPlace, s))
}
