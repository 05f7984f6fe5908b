package pronounce_test

import (
	"strings"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/golden"
	"namedrop/internal/phonetic/pronounce"
)

func show(pronunciations []pronounce.Phones) string {
	var all []string
	for _, p := range pronunciations {
		all = append(all, p.String())
	}
	return strings.Join(all, " | ")
}

func TestReadings(t *testing.T) {
	golden.Run(t, "testdata/words.txtar", func(t *testing.T, _, in string) string {
		return golden.EachLine(in, func(word string) string { return show(pronounce.Pronunciations(word)) })
	})
}

func TestName(t *testing.T) {
	golden.Run(t, "testdata/names.txtar", func(t *testing.T, _, in string) string {
		return golden.EachLine(in, func(name string) string { return show(pronounce.Name(name)) })
	})
}

func TestParsePhones(t *testing.T) {
	for _, text := range []string{"", "P AY T EH S T", "JH UW P IH T ER"} {
		p, err := pronounce.ParsePhones(text)
		if err != nil || p.String() != text {
			t.Errorf("ParsePhones(%q) = %v, %v", text, p, err)
		}
	}
	if p, err := pronounce.ParsePhones("AY1 OW0"); err != nil || p.String() != "AY OW" {
		t.Errorf("stress: %v, %v", p, err)
	}
	if _, err := pronounce.ParsePhones("P QQ"); err == nil {
		t.Error("QQ is no phoneme")
	}
}

func FuzzName(f *testing.F) {
	fuzzSeeds(f)
	f.Fuzz(func(t *testing.T, name string) {
		all := pronounce.Name(name)
		if len(all) > 8 {
			t.Errorf("%d pronunciations of %q", len(all), name)
		}
		for _, p := range all {
			if _, err := pronounce.ParsePhones(p.String()); err != nil || len(p) == 0 {
				t.Errorf("%q is pronounced %v: %v", name, p, err)
			}
		}
	})
}

func BenchmarkWord(b *testing.B) {
	words := strings.Fields("court FastAPI the uvicorn DNS pytest pydantic and Jupiter 42")
	for i := 0; b.Loop(); i++ {
		pronounce.Word(words[i%len(words)])
	}
}

func BenchmarkName(b *testing.B) {
	all := names()
	for i := 0; b.Loop(); i++ {
		pronounce.Name(all[i%len(all)])
	}
}

func names() []string {
	var all []string
	for _, p := range catalog.Embedded() {
		all = append(all, p.Name)
	}
	return all
}
func fuzzSeeds(f *testing.F) {
	for _, file := range []string{"words", "names"} {
		for _, in := range golden.Inputs(f, "testdata/"+file+".txtar") {
			for line := range strings.Lines(in) {
				f.Add(strings.TrimSpace(line))
			}
		}
	}
	f.Add(strings.Repeat("ab", 100) + "\xff\x00 ÷Ünïcode9999")
}
