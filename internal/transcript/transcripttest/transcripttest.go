// Package transcripttest makes transcripts for the tests of other packages.
//
// A text or a file goes in, a transcript comes out, read as the program reads it. What
// cannot be read fails the test, or skips it if a fuzzer made it. Only tests import the
// package. It makes no claims about the transcripts.
package transcripttest

import (
	"testing"

	"namedrop/internal/transcript"
)

// Parse reads a text as a transcript without timestamps.
func Parse(t testing.TB, text string) *transcript.Transcript {
	t.Helper()
	parsed, err := transcript.Parse("test.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// ParseFuzz reads what a fuzzer made. It skips the test if that is not a transcript.
func ParseFuzz(t *testing.T, text string) *transcript.Transcript {
	t.Helper()
	parsed, err := transcript.Parse("fuzz.txt", []byte(text))
	if err != nil {
		t.Skip()
	}
	return parsed
}

// Load reads a file.
func Load(t testing.TB, path string) *transcript.Transcript {
	t.Helper()
	loaded, err := transcript.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}
