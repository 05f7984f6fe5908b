package episode

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"namedrop/internal/sanitize"
)

// Address is where episodes can be heard: an http or https address in which
// {name} stands for the name of an episode and {seconds} for the second from
// which on it is to be heard. One without {seconds} gets that as a fragment,
// "#t=17": the temporal dimension of Media Fragments URI 1.0, section 4.2.1
// (https://www.w3.org/TR/media-frags/#naming-time). The empty address is not
// known.
type Address string

// The placeholders of an address.
const (
	namePlace    = "{name}"
	secondsPlace = "{seconds}"
)

// Page returns the address of one episode's page, as a feed gives it: its braces are
// no placeholders, and its fragment is dropped. It is "" for anything but http and https.
func Page(link string) Address {
	link, _, _ = strings.Cut(sanitize.URL(link), "#")
	return Address(strings.NewReplacer("{", "%7B", "}", "%7D").Replace(link))
}

// Check says what is wrong with an address, if anything. It does not show it,
// for what is wrong may be a password.
func (a Address) Check() error {
	rest := strings.NewReplacer(namePlace, "", secondsPlace, "").Replace(string(a))
	switch {
	case a == "":
		return nil
	case sanitize.URL(string(a)) == "": // braces are no part of a host, so placeholders are refused there, too
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

// Of returns the address of one episode. Its name is escaped, so that it stays
// one segment of a path or one value of a query.
func (a Address) Of(name string) Address {
	escaped := strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	return Address(strings.ReplaceAll(string(a), namePlace, escaped))
}

// URL returns the address of a whole episode, "" if it is not known.
func (a Address) URL() string { return a.second("0") }

// At returns the address of the moment that long after an episode's start, ""
// if it is not known.
func (a Address) At(t time.Duration) string {
	if a != "" && !a.has(secondsPlace) {
		a += "#t=" + secondsPlace
	}
	return a.second(strconv.FormatInt(int64(t/time.Second), 10))
}

func (a Address) second(s string) string {
	return sanitize.URL(strings.ReplaceAll(string(a), secondsPlace, s))
}
