package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strings"

	"namedrop/internal/phonetic/pronounce"
)

// score is the accuracy of pronunciations.
type score struct {
	words, right   int // words, and those pronounced as in the dictionary
	phones, errors int // phonemes of the first pronunciation in the dictionary, and edits to it
	nodes          int
}

func (s score) String() string {
	return fmt.Sprintf("%d words, right %.1f %%; phonemes right %.1f %%; %d leaves", s.words,
		100*float64(s.right)/float64(s.words), 100*(1-float64(s.errors)/float64(s.phones)), s.nodes)
}

// measure returns the accuracy on the test words.
func measure(f *forest, test []alignment, d *dictionary) score {
	s := score{words: len(test)}
	for _, t := range f.trees {
		s.nodes += leaves(t)
	}
	for _, a := range test {
		want := a.phones()
		have := alignment{graphones: f.predict(a.letters)}.phones()
		if d.contains(a.letters, have) {
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
func edits(a, b pronounce.Phones) int {
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

// encode encodes the forest in the format of model.go of package phonetic.
func encode(f *forest) ([]byte, error) {
	if len(f.graphones) > 255 {
		return nil, fmt.Errorf("%d graphones, the format has room for 255", len(f.graphones))
	}
	out := []byte{byte(len(f.graphones))}
	for _, c := range f.graphones {
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
		return append(out, pronounce.Leaf, byte(n.graphone)), nil
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

// writeWords writes the sorted list of common words, each with its phonemes in
// one-letter ARPAbet if the trees are wrong.
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
	right := known != nil && d.contains(w, alignment{graphones: f.predict(w)}.phones())
	switch {
	case known == nil || right && rare && !segmentable(w):
		return "", false
	case right:
		return w, true
	}
	return w + " " + known[0].Letters(), true
}

// segmentable reports whether a less common word may be part of a compound:
// plurals and participles are not.
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
