package token

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
	"gopkg.in/neurosnap/sentences.v1"
	"gopkg.in/neurosnap/sentences.v1/data"

	"namedrop/internal/transcript/transcripttest"
)

// proseStarts is what sentenceStarts promises, by prose itself.
func proseStarts(t *testing.T, text string) []int {
	doc, err := prose.NewDocument(text, prose.WithTokenization(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		t.Fatal(err)
	}
	var starts []int
	at := 0
	for _, s := range doc.Sentences() {
		if i := strings.Index(text[at:], s.Text); i >= 0 && s.Text != "" {
			starts = append(starts, at+i)
			at += i + len(s.Text)
		}
	}
	return starts
}

func TestSentencesAreThoseOfProse(t *testing.T) {
	text, _ := join(transcripttest.Load(t, "../../transcripts/389.txt"))
	if have, want := sentenceStarts(text), proseStarts(t, text); !slices.Equal(have, want) {
		t.Errorf("episode 389: %d sentences begin at other places than the %d of prose", len(have), len(want))
	}
}

func FuzzSentences(f *testing.F) {
	for _, text := range []string{
		"", " \n", "no mark at all\nin two lines", "One. Two! Three? Four", `He said "go." and went. "Stop!" she said.`,
		"Well... I see. And... so it is. . . . maybe", "Use e.g. numpy. The U.S. Army, J. Bach, etc. Then St. Paul.", "Yahoo! is. (Really.) Yes?) no!' he",
		"Version 3.11. Is out. no. 5 is alive. Mt. Everest. 1.5.", "a.b.c. D.E. F", "end.[1] Next.(2) more?[3] last!\" x", "’.’ .” A.’ b.” c", "\xff. \xfe! É. é.",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if have, want := sentenceStarts(text), proseStarts(t, text); !slices.Equal(have, want) {
			t.Errorf("sentences of %q begin at %v, with prose at %v", text, have, want)
		}
	})
}

// TestReadPunkt checks that the model is read like the library reads it.
func TestReadPunkt(t *testing.T) {
	file, err := data.Asset("data/english.json")
	if err != nil {
		t.Fatal(err)
	}
	want, err := sentences.LoadTraining(file)
	if err != nil || !reflect.DeepEqual(readPunkt(string(file)), want) {
		t.Error("the model differs from what the library reads", err)
	}
}
