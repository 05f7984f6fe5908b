package main

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// The tests of the trees compare a letter of the context, or a previous phoneme,
// with a value, as the model of package phonetic does.
const (
	features  = 10 // letters at -4..-1 and +1..+4, last phoneme, the one before
	values    = 40 // letters 1..26 (0: outside the word), phonemes 1..39 (0: none)
	leastGain = 2  // least gain of a test, in nats of log-likelihood
)

// example is one letter of a word with its context and its graphone.
type example struct {
	feature  [features]byte
	graphone int // index in forest.graphones
}

// node is a leaf when yes is nil.
type node struct {
	feature, value byte
	yes, no        *node
	graphone       int
}

// forest has one tree a letter.
type forest struct {
	graphones []graphone
	trees     [26]*node
}

// grow grows a tree for each letter.
func grow(words []alignment) *forest {
	f := &forest{}
	number := map[graphone]int{}
	var examples [26][]example
	for _, a := range words {
		last, previous := byte(0), byte(0)
		for i, c := range a.graphones {
			if _, ok := number[c]; !ok {
				number[c] = len(f.graphones)
				f.graphones = append(f.graphones, c)
			}
			l := a.letters[i] - 'a'
			examples[l] = append(examples[l], example{letterContext(a.letters, i, last, previous), number[c]})
			last, previous = advance(c, last, previous)
		}
	}
	for l, e := range examples {
		g := grower{outcomes: len(f.graphones)}
		f.trees[l] = g.grow(e)
	}
	return f
}

// letterContext returns the context of letter i of a word, after the phonemes
// previous and last.
func letterContext(letters string, i int, last, previous byte) (f [features]byte) {
	at := func(i int) byte {
		if i < 0 || i >= len(letters) {
			return 0
		}
		return letters[i] - 'a' + 1
	}
	for k := range 4 {
		f[k], f[4+k] = at(i-4+k), at(i+1+k)
	}
	f[8], f[9] = last, previous
	return f
}

// advance returns the last two phonemes after a graphone.
func advance(c graphone, last, previous byte) (byte, byte) {
	for _, p := range c[:c.len()] {
		last, previous = p, last
	}
	return last, previous
}

// grower grows one tree.
type grower struct{ outcomes int }

func (g grower) grow(e []example) *node {
	total := make([]int32, g.outcomes)
	for _, x := range e {
		total[x.graphone]++
	}
	n := &node{graphone: mostFrequent(total)}
	if len(e) == int(total[n.graphone]) { // pure, or empty
		return n
	}
	feature, value, gain := g.bestSplit(e, total)
	if gain < leastGain {
		return n
	}
	k := partition(e, feature, value)
	n.feature, n.value = feature, value
	n.yes, n.no = g.grow(e[:k]), g.grow(e[k:])
	if n.yes.yes == nil && n.no.yes == nil && n.yes.graphone == n.no.graphone {
		return &node{graphone: n.yes.graphone} // both branches are equal
	}
	return n
}

// mostFrequent returns the most frequent outcome, of several the first.
func mostFrequent(counts []int32) int {
	b := 0
	for i, n := range counts {
		if n > counts[b] {
			b = i
		}
	}
	return b
}

// partition moves the examples with the value to the front, keeping the order
// otherwise, and returns their number.
func partition(e []example, feature, value byte) int {
	slices.SortStableFunc(e, func(a, b example) int {
		return cmp.Compare(btoi(a.feature[feature] != value), btoi(b.feature[feature] != value))
	})
	k, _ := slices.BinarySearchFunc(e, 1, func(x example, _ int) int {
		return cmp.Compare(btoi(x.feature[feature] != value), 1)
	})
	return k
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bestSplit returns the test that increases the log-likelihood most.
func (g grower) bestSplit(e []example, total []int32) (feature, value byte, gain float64) {
	var live []int
	for o, n := range total {
		if n > 0 {
			live = append(live, o)
		}
	}
	slot := make([]int, g.outcomes)
	for i, o := range live {
		slot[o] = i
	}
	counts := make([]int32, values*len(live))
	before := likelihood(total)
	for f := range byte(features) {
		clear(counts)
		for _, x := range e {
			counts[int(x.feature[f])*len(live)+slot[x.graphone]]++
		}
		for v := range byte(values) {
			row := counts[int(v)*len(live):][:len(live)]
			if x := splitGain(row, total, live) - before; x > gain+1e-9 {
				feature, value, gain = f, v, x
			}
		}
	}
	return feature, value, gain
}

// splitGain is the log-likelihood of a split into yes and the rest of total.
func splitGain(yes, total []int32, live []int) float64 {
	var y, n int32
	sum := 0.0
	for i, o := range live {
		a, b := yes[i], total[o]-yes[i]
		sum += xlogx(a) + xlogx(b)
		y, n = y+a, n+b
	}
	return sum - xlogx(y) - xlogx(n)
}

// likelihood is the log-likelihood of counts under their own proportions.
func likelihood(counts []int32) float64 {
	var n int32
	sum := 0.0
	for _, c := range counts {
		sum += xlogx(c)
		n += c
	}
	return sum - xlogx(n)
}

func xlogx(n int32) float64 {
	if n <= 1 {
		return 0
	}
	return float64(n) * math.Log(float64(n))
}

// sortedGraphones returns the keys in a fixed order, so that floating-point sums do
// not depend on the order of a map.
func sortedGraphones(m map[graphone]float64) []graphone {
	return slices.SortedFunc(maps.Keys(m), func(a, b graphone) int { return slices.Compare(a[:], b[:]) })
}

// predict returns the graphones of a word.
func (f *forest) predict(letters string) []graphone {
	var out []graphone
	last, previous := byte(0), byte(0)
	for i := range len(letters) {
		x := letterContext(letters, i, last, previous)
		n := f.trees[letters[i]-'a']
		for n.yes != nil {
			if x[n.feature] == n.value {
				n = n.yes
			} else {
				n = n.no
			}
		}
		c := f.graphones[n.graphone]
		out = append(out, c)
		last, previous = advance(c, last, previous)
	}
	return out
}
