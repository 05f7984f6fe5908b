package extract

import (
	"testing"

	"namedrop/internal/transcript"
)

// parse reads a text as a transcript without timestamps.
func parse(t testing.TB, text string) *transcript.Transcript {
	t.Helper()
	parsed, err := transcript.Parse("test.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// parseFuzz reads what a fuzzer made, if it is a transcript.
func parseFuzz(t *testing.T, text string) *transcript.Transcript {
	t.Helper()
	parsed, err := transcript.Parse("fuzz.txt", []byte(text))
	if err != nil {
		t.Skip()
	}
	return parsed
}

func load(t testing.TB, path string) *transcript.Transcript {
	t.Helper()
	loaded, err := transcript.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}
