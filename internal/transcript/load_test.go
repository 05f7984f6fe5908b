package transcript

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"namedrop/internal/transcript/speech"
)

// TestParseErrors asserts the whole message: it is what a user gets to see.
// Errors of one format stand with its cases in testdata.
func TestParseErrors(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing", "", "x: empty: there is nothing to read"},
		{"white space", " \n\t\r\n", "x: empty: there is nothing to read"},
		{"mark only", speech.BOM + "\n", "x: empty: there is nothing to read"},
		{"UTF-16", wideText("00:00:01 hello there", false), "x: text in UTF-16 or UTF-32 without a byte order mark: save it as UTF-8"},
		{"UTF-16 big endian", wideText("00:00:01 hello there", true), "x: text in UTF-16 or UTF-32 without a byte order mark: save it as UTF-8"},
		{"UTF-32", "h\x00\x00\x00e\x00\x00\x00", "x: text in UTF-16 or UTF-32 without a byte order mark: save it as UTF-8"},
		{"UTF-32 big endian", "\x00\x00\x00h\x00\x00\x00e", "x: text in UTF-16 or UTF-32 without a byte order mark: save it as UTF-8"},
		{"binary", "IDX\x04\nabc\x00\x00\x00defgh", "x:2: binary data (a zero byte at offset 8): name a transcript"},
		{"Shift JIS", strings.Repeat("\x83\x49\x83\x6e\x83\x88 ", 20), "x: text in an unknown encoding, neither UTF-8 nor Windows-1252: save it as UTF-8"},
		{"UTF-32 with mark", "\xff\xfe\x00\x00h\x00\x00\x00", "x: text in UTF-32: save it as UTF-8"},
		{"PDF", "%PDF-1.7\n", "x: a PDF: save its text, or export SRT or VTT"},
		{"docx", "PK\x03\x04\x14\x00", "x: a ZIP archive or an Office document (docx, odt): save it as plain text"},
		{"gzip", "\x1f\x8b\x08", "x: compressed with gzip: unpack it first"},
		{"RTF", "{\\rtf1\\ansi hello}", "x: rich text (RTF): save it as plain text"},
		{"MP3", "ID3\x04\x00", "x: audio (MP3): name its transcript"},
		{"MP4", "\x00\x00\x00\x20ftypisom", "x: audio or video (MP4): name its transcript"},
		{"MicroDVD", "{0}{25}hello\n{26}{50}there\n", "x:1: MicroDVD subtitles count frames, not seconds: export SRT or VTT"},
		{"cut JSON", "{\"segments\": [\n{\"body\": \"Hel", "x:2: the JSON ends too early: fetch the file again"},
		{"cut JSON between segments", "{\"segments\": [\n{\"body\": \"Hello\"},", "x:2: the JSON ends too early: fetch the file again"},
		{"only a brace", "{", "x:1: the JSON ends too early: fetch the file again"},
		{"markup only", "WEBVTT\n\n00:00.000 --> 00:01.000\n<i></i>\n", "x: no text: the file holds nothing but timestamps and markup"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tr, err := Parse("x", []byte(tt.in))
			if err == nil || err.Error() != tt.want || tr != nil {
				t.Errorf("got %v, %v\nwant the error %s", tr, err, tt.want)
			}
		})
	}
}

// TestEncodings: files that are not UTF-8 are read, the notes say how, and the
// offsets are those of the file.
func TestEncodings(t *testing.T) {
	const talk = "00:00:01 We use the café library – it’s 😀 fine.\n\n00:00:03 And numpy.\n"
	tests := []struct{ name, in, text, note, word, at string }{
		{"UTF-16", "\xff\xfe" + wideText(talk, false), "We use the café library – it’s 😀 fine.", "read as UTF-16", "library", wideText("library", false)},
		{"UTF-16 big endian", "\xfe\xff" + wideText(talk, true), "We use the café library – it’s 😀 fine.", "read as UTF-16", "library", wideText("library", true)},
		{"Windows-1252", "00:00:01 We use the caf\xe9 library \x96 it\x92s fine.\n", "We use the café library – it’s fine.", "read as Windows-1252, because it is not UTF-8", "library", "library"},
		{"stray byte", "00:00:01 We use the library.\n\x98\n", "We use the library. �", "one byte that is not UTF-8 was replaced", "library", "library"},
		{"cut character", "00:00:01 We use the library, caf\xc3", "We use the library, caf�", "one byte that is not UTF-8 was replaced", "library", "library"},
	}
	for _, tt := range tests {
		tr, err := Parse("x", []byte(tt.in))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		p := tr.Paragraphs[0]
		if p.Text != tt.text || len(tr.Notes) != 1 || tr.Notes[0] != tt.note {
			t.Errorf("%s: got %q with notes %q, want %q with %q", tt.name, p.Text, tr.Notes, tt.text, tt.note)
		}
		lo := strings.Index(p.Text, tt.word)
		if start, end := p.Source(lo, lo+len(tt.word)); tt.in[start:end] != tt.at {
			t.Errorf("%s: %q stands at %q", tt.name, tt.word, tt.in[start:end])
		}
	}
}

// TestWrappedTimes checks that times that restart at zero are continued.
func TestWrappedTimes(t *testing.T) {
	tr, err := Parse("x", []byte("[58:10] Ann: One.\n\n[59:50] Bob: Two.\n\n[00:20] Ann: Three.\n\n[59:00] Bob: Four.\n\n[01:00] Ann: Five.\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range tr.Paragraphs {
		got = append(got, p.Stamp()+" "+p.Segments[0].Clock())
	}
	if want := "58:10 58:10, 59:50 59:50, 00:20 1:00:20, 59:00 1:59:00, 01:00 2:01:00"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}

// wideText returns s in UTF-16.
func wideText(s string, bigEndian bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if bigEndian {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

// TestControls: no control character reaches a text, whatever the format.
func TestControls(t *testing.T) {
	tests := []struct{ in, want string }{
		{"00:00:01 a\x01b\x7fc\u0085d\u2028e\u2029f\tg", "a b c d e f g"},
		{"WEBVTT\n\n00:00.000 --> 00:01.000\na\x1bb&#9;c&nbsp;d\n", "a b c d"},
		{`{"segments": [{"body": "a\u0000b\tc\u2028d\u00a0e"}]}`, "a b c d e"},
		{"**Bob:** a\x01b", "a b"},
		{"00:00:01 zero\u200bwidth and \u202ebidi\u202c stay", "zero\u200bwidth and \u202ebidi\u202c stay"},
	}
	for _, tt := range tests {
		tr, err := Parse("x", []byte(tt.in))
		if err != nil {
			t.Errorf("%q: %v", tt.in, err)
			continue
		}
		checkInvariants(t, []byte(tt.in), tr.Paragraphs)
		if got := tr.Paragraphs[0].Text; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.vtt") // the name says nothing: this is timed text
	if err := os.WriteFile(path, []byte("00:00:01 Hello.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	tr, err := Load(path)
	if err != nil || tr.Format != Timed || tr.Path != path || tr.Paragraphs[0].Text != "Hello." {
		t.Errorf("got %+v, %v", tr, err)
	}
}

func TestLoadErrors(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	large, err := os.Create("large.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := large.Truncate(MaxSize + 1); err != nil {
		t.Fatal(err)
	}
	large.Close()
	if err := os.Mkdir("folder", 0o777); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ path, want string }{
		{"large.txt", "large.txt: larger than 64 MiB: name the transcript, not the recording"},
		{"folder", "folder: is a directory: name a transcript in it"},
	}
	for _, tt := range tests {
		if tr, err := Load(tt.path); err == nil || err.Error() != tt.want || tr != nil {
			t.Errorf("got %v, %v\nwant the error %s", tr, err, tt.want)
		}
	}
	if _, err := Load("missing.txt"); !os.IsNotExist(err) {
		t.Errorf("missing file: got %v", err)
	}
}
