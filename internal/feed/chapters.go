package feed

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"namedrop/internal/sanitize"
)

// Chapter is an entry of an episode's table of contents.
type Chapter struct {
	Title string // one line, never empty
	Start time.Duration
}

// maxChapters is the maximum number of chapters of an episode.
const maxChapters = 1000

// ParseChapters reads a chapters file, see
// https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md.
// Chapters without a title, and those that are not part of the table of contents, are
// left out.
func ParseChapters(data []byte) ([]Chapter, error) {
	var file struct {
		Chapters []struct {
			StartTime *float64
			Title     string
			TOC       *bool
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, errors.New("not a chapters file: want JSON with startTime and title of each chapter")
	}
	var all []Chapter
	for _, c := range file.Chapters {
		if c.StartTime != nil && (c.TOC == nil || *c.TOC) {
			if start, ok := seconds(*c.StartTime); ok {
				all = appendChapter(all, Chapter{c.Title, start})
			}
		}
	}
	return all, nil
}

// appendChapter appends a chapter, unless it has no title or there are too many.
func appendChapter(all []Chapter, c Chapter) []Chapter {
	if c.Title = sanitize.Line(c.Title); c.Title == "" || len(all) == maxChapters {
		return all
	}
	return append(all, c)
}

// clock reads seconds, MM:SS or HH:MM:SS, each with or without a fraction.
func clock(s string) (time.Duration, bool) {
	total := 0.0
	parts := strings.Split(strings.TrimSpace(s), ":")
	for _, p := range parts {
		n, err := strconv.ParseFloat(p, 64)
		if err != nil || n < 0 {
			return 0, false
		}
		total = 60*total + n
	}
	if len(parts) > 3 {
		return 0, false
	}
	return seconds(total)
}

// maxTime is the longest plausible time.
const maxTime = 1000 * time.Hour

// seconds converts a number of seconds.
func seconds(n float64) (time.Duration, bool) {
	if math.IsNaN(n) || n < 0 || n > maxTime.Seconds() {
		return 0, false
	}
	return time.Duration(math.Round(n * float64(time.Second))), true
}
