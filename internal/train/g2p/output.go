package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strings"

	"namedrop/internal/phonetic"
)

// score says how good pronunciations are.
type score struct {
	words, right   int // words, and those with a pronunciation of the dictionary
	phones, errors int // phonemes of the dictionary's first, and the edits away from it
	nodes          int
}

func (s score) String() string {
	return fmt.Sprintf("%d words, right %.1f %%; phonemes right %.1f %%; %d leaves", s.words,
		100*float64(s.right)/float64(s.words), 100*(1-float64(s.errors)/float64(s.phones)), s.nodes)
}

// measure pronounces the words of test.
func measure(f *forest, test []alignment, d *dictionary) score {
	s := score{words: len(test)}
	for _, t := range f.trees {
		s.nodes += leaves(t)
	}
	for _, a := range test {
		want := a.phones()
		have := alignment{chunks: f.say(a.letters)}.phones()
		if d.right(a.letters, have) {
			s.right++
		}
		s.phones += len(want)
		s.errors += edits(want, have)
	}
	return s
}

func leaves(n *node) int {
	if n.yes == nil {
		return 1
	}
	return leaves(n.yes) + leaves(n.no)
}

// edits is the Levenshtein distance.
func edits(a, b phonetic.Phones) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal + btoi(a[i] != b[j])
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// encode writes the forest in the format that sound's model.go describes.
func encode(f *forest) ([]byte, error) {
	if len(f.chunks) > 255 {
		return nil, fmt.Errorf("%d different chunks, the format has room for 255", len(f.chunks))
	}
	out := []byte{byte(len(f.chunks))}
	for _, c := range f.chunks {
		out = append(out, c[:]...)
	}
	roots := len(out)
	out = append(out, make([]byte, 4*len(f.trees))...)
	for l, t := range f.trees {
		binary.LittleEndian.PutUint32(out[roots+4*l:], uint32(len(out)))
		var err error
		if out, err = encodeNode(out, t); err != nil {
			return nil, fmt.Errorf("tree of %c: %v", 'a'+l, err)
		}
	}
	return out, nil
}

func encodeNode(out []byte, n *node) ([]byte, error) {
	if n.yes == nil {
		return append(out, phonetic.Leaf, byte(n.chunk)), nil
	}
	at := len(out)
	out, err := encodeNode(append(out, n.feature, n.value, 0, 0), n.yes)
	if err != nil {
		return nil, err
	}
	if len(out)-at > 1<<16-1 {
		return nil, fmt.Errorf("a branch of %d bytes, the format has room for 65535", len(out)-at)
	}
	binary.LittleEndian.PutUint16(out[at+2:], uint16(len(out)-at))
	return encodeNode(out, n.no)
}

// writeWords writes the list of common words: sorted, "word" when the trees
// pronounce it right, else "word" and the one-letter phonemes.
func writeWords(path string, common []string, f *forest, d *dictionary) error {
	var lines []string
	for i, file := range common {
		words, err := readWords(file)
		if err != nil {
			return err
		}
		for _, w := range words {
			if l, ok := line(w, f, d, i == len(common)-1); ok {
				lines = append(lines, l)
			}
		}
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	fmt.Printf("%d common words\n", len(lines))
	return os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o666)
}

func line(w string, f *forest, d *dictionary, rare bool) (string, bool) {
	known := d.all[w]
	right := known != nil && d.right(w, alignment{chunks: f.say(w)}.phones())
	switch {
	case known == nil || right && rare && !segmentable(w):
		return "", false
	case right:
		return w, true
	}
	return w + " " + known[0].Letters(), true
}

// segmentable words are the less common ones that compounds are made of: not
// their plurals and participles.
func segmentable(w string) bool {
	for _, end := range []string{"s", "ed", "ing", "ly", "ness"} {
		if strings.HasSuffix(w, end) {
			return false
		}
	}
	return len(w) >= 3
}

// readWords reads the words of a file that are letters only.
func readWords(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var words []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		w := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(lines.Text()), "'", ""))
		if w != "" && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" {
			words = append(words, w)
		}
	}
	return words, lines.Err()
}
