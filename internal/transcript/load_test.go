package transcript

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestParseErrors asserts the whole message: it is what a user gets to see.
// Errors of one format stand with its cases in testdata.
func TestParseErrors(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing", "", "x: empty: there is nothing to read"},
		{"white space", " \n\t\r\n", "x: empty: there is nothing to read"},
		{"mark only", bom + "\n", "x: empty: there is nothing to read"},
		{"Latin-1", "one\r\ntwo\rthree caf\xe9\n", "x:3: invalid UTF-8 at byte 18 of the file: save it as UTF-8"},
		{"cut rune", "00:00:01 caf\xc3", "x:1: invalid UTF-8 at byte 12 of the file: save it as UTF-8"},
		{"UTF-16 with mark", "\xff\xfe" + wideText("hello there", false), "x:1: text in UTF-16 or UTF-32: save it as UTF-8"},
		{"UTF-16 big endian with mark", "\xfe\xff" + wideText("hello", true), "x:1: text in UTF-16 or UTF-32: save it as UTF-8"},
		{"UTF-16", wideText("00:00:01 hello there", false), "x:1: text in UTF-16 or UTF-32: save it as UTF-8"},
		{"UTF-16 big endian", wideText("00:00:01 hello there", true), "x:1: text in UTF-16 or UTF-32: save it as UTF-8"},
		{"UTF-32", "h\x00\x00\x00e\x00\x00\x00", "x:1: text in UTF-16 or UTF-32: save it as UTF-8"},
		{"UTF-32 big endian", "\x00\x00\x00h\x00\x00\x00e", "x:1: text in UTF-16 or UTF-32: save it as UTF-8"},
		{"binary", "ID3\x04\nabc\x00\x00\x00defgh", "x:2: binary data (a zero byte at offset 8): name a transcript"},
		{"HTML", "<!DOCTYPE html>\n<p>hello", "x:1: HTML is not supported: save the page as plain text"},
		{"podcast HTML", bom + "<cite>Kevin:</cite><time>0:00</time><p>We have", "x:1: HTML is not supported: save the page as plain text"},
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
