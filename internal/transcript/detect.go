package transcript

import (
	"bytes"
	"strings"

	"namedrop/internal/transcript/captions"
	"namedrop/internal/transcript/jsonform"
	"namedrop/internal/transcript/speech"
)

// binaries lists file types that are not text, by their first bytes, with advice.
var binaries = []struct{ magic, what string }{
	{"%PDF", "a PDF: save its text, or export SRT or VTT"},
	{"PK\x03\x04", "a ZIP archive or an Office document (docx, odt): save it as plain text"},
	{"\x1f\x8b", "compressed with gzip: unpack it first"},
	{"BZh", "compressed with bzip2: unpack it first"},
	{"\xfd7zXZ", "compressed with xz: unpack it first"},
	{"(\xb5/\xfd", "compressed with zstd: unpack it first"},
	{"\xd0\xcf\x11\xe0", "an old Office document (doc): save it as plain text"},
	{`{\rtf`, "rich text (RTF): save it as plain text"},
	{"ID3", "audio (MP3): name its transcript"},
	{"\xff\xfb", "audio (MP3): name its transcript"},
	{"OggS", "audio (Ogg): name its transcript"},
	{"fLaC", "audio (FLAC): name its transcript"},
	{"RIFF", "audio or video (RIFF): name its transcript"},
	{"\x1aE\xdf\xa3", "video (Matroska): name its transcript"},
	{"\x89PNG", "a picture: name a transcript"},
	{"\xff\xd8\xff", "a picture: name a transcript"},
	{"SQLite format 3", "a database: export the transcript from it"},
}

// binaryKind names the type of a file that is not text, "" if it may be text.
func binaryKind(b []byte) string {
	for _, f := range binaries {
		if bytes.HasPrefix(b, []byte(f.magic)) {
			return f.what
		}
	}
	if len(b) > 11 && string(b[4:8]) == "ftyp" {
		return "audio or video (MP4): name its transcript"
	}
	return ""
}

// detect recognises the format by the content. Formats with a signature are tested
// first; plain text is the fallback.
func detect(src speech.Source) (Format, error) {
	b := bytes.TrimSpace(src.Data)
	for bytes.HasPrefix(b, []byte(speech.BOM)) {
		b = bytes.TrimSpace(b[len(speech.BOM):])
	}
	switch {
	case len(b) > 1 && b[0] == '<' && (speech.IsAlnum(b[1]) || strings.IndexByte("!?/", b[1]) >= 0):
		return detectXML(src, b)
	case jsonform.Is(b):
		return jsonFormat, nil
	case isWebVTT(b):
		return WebVTT, nil
	case captions.IsASS(b):
		return ASS, nil
	case captions.HasTiming(src):
		return SubRip, nil
	case captions.IsTable(src):
		return Table, nil
	case captions.IsLRC(src):
		return LRC, nil
	case isMicroDVD(b):
		return "", src.Errorf(0, "MicroDVD subtitles count frames, not seconds: export SRT or VTT")
	}
	return textFormat, nil
}

// detectXML distinguishes the formats that consist of tags.
func detectXML(src speech.Source, b []byte) (Format, error) {
	switch root := captions.RootOf(b); root {
	case "tt", "timedtext", "transcript":
		return XML, nil
	case "sami":
		return "", src.Errorf(0, "SAMI subtitles are not supported: export SRT or VTT")
	case "html", "head", "body", "cite", "time", "p", "div", "article", "section", "main", "h1", "h2", "h3", "span", "ul", "ol", "table", "meta", "br", "b", "strong", "title", "header", "figure", "dl":
		return HTML, nil
	case "v", "i", "u", "font", "c", "laughter", "music", "":
		return textFormat, nil // a tag or "<3" within text
	case "rss", "feed":
		return "", src.Errorf(0, "a feed, not a transcript: fetch the transcript that it links to")
	default:
		if bytes.HasPrefix(b, []byte("<?xml")) || bytes.Contains(b, []byte("</"+root)) || bytes.HasSuffix(b, []byte(">")) {
			return "", src.Errorf(0, "XML with the root element %q is no transcript form that is known: export SRT or VTT", root)
		}
	}
	return textFormat, nil
}

// isWebVTT reports whether b starts with the signature of WebVTT.
func isWebVTT(b []byte) bool {
	rest, ok := bytes.CutPrefix(b, []byte("WEBVTT"))
	return ok && (len(rest) == 0 || strings.ContainsRune(" \t\r\n", rune(rest[0])))
}

// isMicroDVD reports whether b starts like "{0}{25}text".
func isMicroDVD(b []byte) bool {
	for range 2 {
		if len(b) < 3 || b[0] != '{' {
			return false
		}
		n := speech.Digits(b[1:])
		if n == 0 || 1+n >= len(b) || b[1+n] != '}' {
			return false
		}
		b = b[n+2:]
	}
	return true
}
