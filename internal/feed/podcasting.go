package feed

import (
	"cmp"
	"mime"
	"net/url"
	"path"
	"slices"
	"strings"

	"namedrop/internal/sanitize"
)

// maxTranscripts is the maximum number of transcripts of an episode. One in each form
// and a few languages are usual.
const maxTranscripts = 64

// forms are the media types of transcripts, the best first: times and speakers come
// before the rest. Unknown types follow.
var forms = []string{"text/vtt", "application/x-subrip", "application/json", "application/ttml+xml", "text/html", "text/plain"}

// synonyms are names that feeds use for these types.
var synonyms = map[string]string{
	"application/srt": "application/x-subrip", "text/srt": "application/x-subrip", "application/x-srt": "application/x-subrip", "text/x-subrip": "application/x-subrip",
	"text/webvtt": "text/vtt", "application/vtt": "text/vtt", "text/json": "application/json", "application/x-json": "application/json", "application/xhtml+xml": "text/html",
}

// extensions give the types of files whose feed does not state one.
var extensions = map[string]string{
	".vtt": "text/vtt", ".srt": "application/x-subrip", ".json": "application/json", ".ttml": "application/ttml+xml",
	".html": "text/html", ".htm": "text/html", ".txt": "text/plain",
}

// isSubtitles reports whether the media type of an attachment is that of subtitles. JSON Feed
// offers transcripts as attachments; those of other types may be show notes or chapters.
func isSubtitles(mediaType string) bool {
	switch mediaTypeOf(mediaType) {
	case "text/vtt", "application/x-subrip", "application/ttml+xml":
		return true
	}
	return false
}

// mediaTypeOf returns a media type under its usual name and without parameters, "" if it is
// not valid.
func mediaTypeOf(text string) string {
	kind, _, err := mime.ParseMediaType(text)
	if err != nil {
		return ""
	}
	return cmp.Or(synonyms[kind], sanitize.Line(kind))
}

// extend reads the elements of other namespaces in an item.
func (e *Episode) extend(base *url.URL, i item, language string) {
	for _, attrs := range i.transcripts {
		e.transcript(base, attrs)
	}
	for _, c := range i.chapters {
		e.ChaptersURL = cmp.Or(e.ChaptersURL, resolve(base, c.attrs["url"]))
		e.Chapters = append(e.Chapters, inline(c)...)
	}
	slices.SortStableFunc(e.Transcripts, func(a, b Transcript) int {
		return cmp.Or(cmp.Compare(foreign(a, language), foreign(b, language)), cmp.Compare(rank(a), rank(b)))
	})
	slices.SortStableFunc(e.Chapters, func(a, b Chapter) int { return cmp.Compare(a.Start, b.Start) })
}

// transcript adds a transcript with these attributes.
func (e *Episode) transcript(base *url.URL, attrs map[string]string) {
	t := Transcript{URL: resolve(base, attrs["url"]), Type: mediaTypeOf(attrs["type"]), Language: strings.ToLower(sanitize.Line(attrs["language"]))}
	if t.URL == "" || len(e.Transcripts) == maxTranscripts {
		return
	}
	if u, err := url.Parse(t.URL); err == nil && !slices.Contains(forms, t.Type) {
		t.Type = cmp.Or(extensions[strings.ToLower(path.Ext(u.Path))], t.Type)
	}
	e.Transcripts = append(e.Transcripts, t)
}

// rank returns the place of a transcript's form.
func rank(t Transcript) int {
	if i := slices.Index(forms, t.Type); i >= 0 {
		return i
	}
	return len(forms)
}

// foreign returns 1 for a transcript in another language than the podcast's, else 0.
func foreign(t Transcript, language string) int {
	primary := func(tag string) string { tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-"); return tag }
	if t.Language == "" || language == "" || primary(t.Language) == primary(language) {
		return 0
	}
	return 1
}

// inline returns the chapters that stand in the feed itself (Podlove Simple Chapters,
// https://podlove.org/simple-chapters/).
func inline(chapters *element) []Chapter {
	var all []Chapter
	for _, c := range chapters.children {
		if start, ok := clock(c.attrs["start"]); ok && c.name == "chapter" {
			all = appendChapter(all, Chapter{Title: c.attrs["title"], Start: start})
		}
	}
	return all
}
