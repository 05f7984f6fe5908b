package feed

import (
	"strings"
	"time"
	"unicode"
)

// The layouts of dates, without commas and the day of the week, and of times of the day.
var (
	days   = []string{"2 Jan 2006", "2 January 2006", "2-Jan-2006", "2-Jan-06", "2 Jan 06", "Jan 2 2006", "January 2 2006", "2006-1-2", "2006/1/2"}
	clocks = []string{" 15:4:5", " 15:4", " 3:4:5 PM", " 3:4 PM", ""}
)

// zones are the abbreviations of time zones by RFC 822 and usual ones of Europe, in hours.
var zones = map[string]int{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	"WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
}

// date reads a date with or without a time, by RFC 822 as in RSS, by RFC 3339 as in Atom,
// or in similar ways that feeds use. It returns the time in UTC, zero for anything else.
func date(text string) time.Time {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, ",", " ")), " ")
	if day, rest, ok := strings.Cut(text, " "); ok && isDayOfWeek(day) {
		text = rest
	}
	if at := strings.IndexByte(text, 'T'); at > 0 && isDigit(text[at-1]) && at+1 < len(text) && isDigit(text[at+1]) {
		text = text[:at] + " " + text[at+1:]
	}
	text, zone := cutZone(text)
	for _, day := range days {
		for _, clock := range clocks {
			if t, err := time.Parse(day+clock, text); err == nil {
				return t.Add(-zone).UTC()
			}
		}
	}
	return time.Time{}
}

func isDayOfWeek(word string) bool {
	const shortest = len("Mon")
	for d := time.Sunday; d <= time.Saturday; d++ {
		if len(word) >= shortest && len(word) <= len(d.String()) && strings.EqualFold(word, d.String()[:len(word)]) {
			return true
		}
	}
	return false
}

// cutZone cuts a time zone off the end, and returns its offset from UTC: in digits, or by
// a known abbreviation. Without one, the time is in UTC.
func cutZone(text string) (rest string, offset time.Duration) {
	if !strings.Contains(text, ":") {
		return text, 0
	}
	if at := strings.LastIndexAny(text, "+-"); at > strings.Index(text, ":") {
		if t, err := time.Parse("-0700", strings.ReplaceAll(text[at:], ":", "")); err == nil {
			_, seconds := t.Zone()
			text, offset = strings.TrimSpace(text[:at]), time.Duration(seconds)*time.Second
		}
	}
	at := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) + 1
	if hours, ok := zones[strings.ToUpper(text[at:])]; ok {
		text = strings.TrimSpace(text[:at])
		offset += time.Duration(hours) * time.Hour
	}
	return text, offset
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
