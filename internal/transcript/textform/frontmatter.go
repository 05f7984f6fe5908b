package textform

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript/speech"
)

// frontMatter reads the block between two lines of "---" (YAML) or "+++" (TOML) at the
// start of a file. It stores the title and date and returns the offset after the block,
// 0 if there is none.
func (r *reader) frontMatter() int {
	const longest = 500 // lines
	mark, begin, fields := "", 0, 0
	for l := range r.Lines() {
		b := bytes.TrimSpace(r.Bytes(l.Span))
		switch {
		case mark == "" && len(b) == 0:
		case mark == "":
			if mark = string(b); mark != "---" && mark != "+++" {
				return 0
			}
			begin = l.End
		case string(b) == mark || mark == "---" && string(b) == "...":
			if fields == 0 {
				return 0
			}
			r.about(mark, r.Data[begin:l.Start])
			return l.End
		case l.Number > longest:
			return 0
		case fieldForm().Match(b):
			fields++
		}
	}
	return 0
}

var fieldForm = pattern.Lazy(`^["']?[A-Za-z_][\w .-]{0,40}["']?\s*[:=](\s|$)`)

// The fields of front matter that are stored, more common first.
var (
	titleFields = []string{"title", "episode_title", "episode title", "name"}
	dateFields  = []string{"date", "published", "publish_date", "published_at", "publishdate", "pubdate", "pub_date", "release_date", "upload_date", "recorded", "recorded_at", "created"}
)

// about stores the title and the date.
func (r *reader) about(mark string, text []byte) {
	fields := map[string]string{}
	var values map[string]any
	if mark == "---" && yaml.Unmarshal(text, &values) == nil {
		for key, v := range values {
			if t, ok := v.(time.Time); ok {
				v = t.UTC().Format(time.RFC3339)
			}
			fields[strings.ToLower(key)] = fmt.Sprint(v)
		}
	} else {
		fields = fieldLines(text)
	}
	for _, key := range titleFields {
		if title := speech.Name([]byte(fields[key])); title != "" && r.out.Title == "" {
			r.out.Title = shorten(title)
		}
	}
	for _, key := range dateFields {
		if day, ok := parseDate(fields[key]); ok && r.out.Date.IsZero() {
			r.out.Date = day
		}
	}
}

// fieldLines reads "key = value" and "key: value" lines.
func fieldLines(text []byte) map[string]string {
	fields := map[string]string{}
	for l := range strings.FieldsFuncSeq(string(text), func(c rune) bool { return c == '\r' || c == '\n' }) {
		if key, value, ok := strings.Cut(l, "="); ok || strings.Contains(l, ":") {
			if !ok {
				key, value, _ = strings.Cut(l, ":")
			}
			fields[strings.ToLower(strings.Trim(key, " \t\"'"))] = strings.Trim(value, " \t\r\n\"'")
		}
	}
	return fields
}

// dateForms lists the date formats of archives.
var dateForms = []string{time.DateOnly, "2006/01/02", "20060102", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", time.RFC3339, time.DateTime, time.RFC1123Z, time.RFC1123}

// parseDate reads a day, in UTC.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	for _, form := range dateForms {
		if t, err := time.Parse(form, s); err == nil {
			t = t.UTC()
			return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
		}
	}
	if len(s) > len(time.DateOnly) && strings.ContainsAny(s[10:11], "T ") {
		return parseDate(s[:10])
	}
	return time.Time{}, false
}
