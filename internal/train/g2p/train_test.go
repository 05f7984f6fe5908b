package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"namedrop/internal/phonetic/pronounce"
)

// small is a dictionary with one irregular word and some oddities.
const small = `;;; a comment
bat  B AE1 T
bate  B EY1 T
cab  K AE1 B
cat  K AE1 T
cat(2)  K AA1 T
ice  AY1 S
mice  M AY1 S # little animals
nice  N AY1 S
tab  T AE1 B
tax  T AE1 K S
x-ray  EH1 K S R EY2
it's  IH1 T S
`

// dictionaryOf writes the text n times over, with other words, so that
// nothing in it is rare.
func dictionaryOf(t *testing.T, text string) *dictionary {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dict")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	d, err := readDictionary(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestReadDictionary(t *testing.T) {
	d := dictionaryOf(t, small)
	if len(d.words) != 9 {
		t.Errorf("%d words, want 9: without comments, second pronunciations, hyphens and apostrophes", len(d.words))
	}
	if n := len(d.all["cat"]); n != 2 {
		t.Errorf("cat has %d pronunciations, want 2", n)
	}
	if p := d.all["its"]; len(p) != 1 || p[0].String() != "IH T S" {
		t.Errorf("its: %v", p)
	}
	bad := filepath.Join(t.TempDir(), "bad")
	if err := os.WriteFile(bad, []byte("bat  B QQ\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := readDictionary(bad); err == nil {
		t.Error("QQ is no phoneme")
	}
}

// repeat makes every chunk frequent enough to be kept.
func repeat(words []word) []word {
	var all []word
	for range minGraphones {
		all = append(all, words...)
	}
	return all
}

func TestAlign(t *testing.T) {
	words := repeat(dictionaryOf(t, small).words)
	aligned := align(words)
	if len(aligned) != len(words) {
		t.Fatalf("%d of %d words aligned", len(aligned), len(words))
	}
	for i, a := range aligned {
		if have, want := a.phones().String(), words[i].phones.String(); have != want {
			t.Errorf("%s: aligned as %s, want %s", a.letters, have, want)
		}
		if len(a.graphones) != len(a.letters) {
			t.Errorf("%s: %d chunks", a.letters, len(a.graphones))
		}
		if a.letters == "tax" && a.graphones[2].len() != 2 {
			t.Errorf("x of tax is %v, want K S", a.graphones[2])
		}
	}
}

// TestGrow checks that trees fit their examples, and that training is reproducible.
func TestGrow(t *testing.T) {
	d := dictionaryOf(t, small)
	aligned := align(repeat(d.words))
	f := grow(aligned)
	if s := measure(f, aligned, d); s.right != s.words || s.errors != 0 {
		t.Errorf("measured on what they were grown from: %v", s)
	}
	if p := (alignment{graphones: f.predict("mab")}).phones().String(); p != "M AE B" {
		t.Errorf("mab is pronounced %s", p)
	}
	one, err1 := encode(f)
	two, err2 := encode(grow(align(repeat(d.words))))
	if err1 != nil || err2 != nil || !bytes.Equal(one, two) {
		t.Errorf("two trainings differ: %v, %v", err1, err2)
	}
}

func TestWriteWords(t *testing.T) {
	d := dictionaryOf(t, small)
	f := grow(align(repeat(d.words)))
	d.all["tabx"] = []pronounce.Phones{d.all["cat"][0]} // not as the trees predict
	dir := t.TempDir()
	common := filepath.Join(dir, "common")
	if err := os.WriteFile(common, []byte("tabx\ncat\nunknown\nbat\ncat\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "words.txt")
	if err := writeWords(out, []string{common, common}, f, d); err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile(out)
	if want := "bat\ncat\ntabx k@t\n"; err != nil || string(have) != want {
		t.Errorf("wrote %q, %v, want %q", have, err, want)
	}
}
