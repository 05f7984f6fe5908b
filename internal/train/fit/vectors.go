package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"namedrop/internal/fit"
)

// What makes the vectors. The vocabulary is large enough to hold what one
// summary in twenty thousand says.
const (
	words      = 20000 // in the table
	dims       = 64    // of a vector
	spare      = 16    // further dimensions while searching, for exactness
	rounds     = 4     // of the search
	smooth     = 0.75  // power of the frequency of contexts, so that rare ones do not stand out
	maxSummary = 40    // terms of a summary that are read
)

// corpus is the terms of many texts as numbers of words.
type corpus struct {
	words []string  // the most frequent first
	in    []int     // in how many texts each occurs
	texts [][]int32 // each word once
}

// summary is a row of the file of summaries.
type summary struct {
	name, about string
	rank        int // 0 for none
}

// readSummaries reads rows of name, version, month, rank and summary.
func readSummaries(path string) ([]summary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var all []summary
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) == 5 {
			all = append(all, summary{fields[0], fields[4], atoi(fields[3])})
		}
	}
	return all, lines.Err()
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// newCorpus takes in every summary once: thousands of projects share theirs.
func newCorpus(summaries []summary) *corpus {
	seen := map[string]bool{}
	count := map[string]int{}
	var texts [][]string
	for _, s := range summaries {
		terms := distinct(append(fit.NameTerms(s.name), fit.Terms(s.about)...))
		key := strings.Join(distinct(fit.Terms(s.about)), " ")
		if len(terms) < 2 || seen[key] {
			continue
		}
		seen[key] = true
		texts = append(texts, terms)
		for _, t := range terms {
			count[t]++
		}
	}
	c := &corpus{}
	for w := range count {
		c.words = append(c.words, w)
	}
	slices.SortFunc(c.words, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b)) })
	c.words = c.words[:min(words, len(c.words))]
	number := map[string]int32{}
	for i, w := range c.words {
		number[w] = int32(i)
		c.in = append(c.in, count[w])
	}
	for _, terms := range texts {
		var text []int32
		for _, t := range terms {
			if n, ok := number[t]; ok {
				text = append(text, n)
			}
		}
		if len(text) > 1 {
			c.texts = append(c.texts, text)
		}
	}
	return c
}

// distinct keeps the first of equal terms, and of those so many.
func distinct(terms []string) []string {
	var kept []string
	for _, t := range terms {
		if len(kept) < maxSummary && !slices.Contains(kept, t) {
			kept = append(kept, t)
		}
	}
	return kept
}

// row is a row of a sparse matrix.
type row struct {
	at    []int32
	value []float32
}

// information is the positive pointwise mutual information of words that stand
// in the same text (Levy, Goldberg and Dagan 2015, with their smoothing of
// contexts).
func (c *corpus) information() []row {
	postings := make([][]int32, len(c.words))
	for i, text := range c.texts {
		for _, w := range text {
			postings[w] = append(postings[w], int32(i))
		}
	}
	total, smoothed := 0.0, 0.0
	marginal := make([]float64, len(c.words))
	for _, text := range c.texts {
		for _, w := range text {
			marginal[w] += float64(len(text) - 1)
		}
	}
	for _, m := range marginal {
		total += m
		smoothed += math.Pow(m, smooth)
	}
	rows := make([]row, len(c.words))
	counts := make([]float64, len(c.words))
	for w := range rows {
		var met []int32
		for _, i := range postings[w] {
			for _, v := range c.texts[i] {
				if counts[v] == 0 {
					met = append(met, v)
				}
				counts[v]++
			}
		}
		slices.Sort(met)
		for _, v := range met {
			n := counts[v]
			counts[v] = 0
			if int(v) == w || n < 2 {
				continue
			}
			if pmi := math.Log(n / total / (marginal[w] / total * math.Pow(marginal[v], smooth) / smoothed)); pmi > 0 {
				rows[w].at = append(rows[w].at, v)
				rows[w].value = append(rows[w].value, float32(pmi))
			}
		}
	}
	return rows
}

// vectors finds the directions in which the rows differ most, and gives each
// word its place along them (Halko, Martinsson and Tropp 2011).
func vectors(rows []row) [][]float32 {
	const wide = dims + spare
	random := rand.New(rand.NewPCG(1, 2))
	q := make([][]float32, len(rows))
	for i := range q {
		q[i] = make([]float32, wide)
		for j := range q[i] {
			q[i][j] = float32(random.NormFloat64())
		}
	}
	var norms []float64
	for range rounds {
		q = multiply(rows, q, wide)
		norms = orthogonal(q, wide)
	}
	for i := range q {
		for j := range q[i] {
			q[i][j] *= float32(math.Sqrt(norms[j]))
		}
		q[i] = q[i][:dims]
	}
	return q
}

func multiply(rows []row, q [][]float32, wide int) [][]float32 {
	out := make([][]float32, len(rows))
	for i, r := range rows {
		sum := make([]float32, wide)
		for k, at := range r.at {
			v := r.value[k]
			for j, x := range q[at] {
				sum[j] += v * x
			}
		}
		out[i] = sum
	}
	return out
}

// orthogonal makes the columns of q orthogonal and of length one, and returns
// their lengths before (Gram and Schmidt).
func orthogonal(q [][]float32, wide int) []float64 {
	norms := make([]float64, wide)
	for j := range wide {
		for k := range j {
			dot := float32(columnDot(q, j, k))
			for i := range q {
				q[i][j] -= dot * q[i][k]
			}
		}
		norms[j] = math.Sqrt(columnDot(q, j, j))
		for i := range q {
			q[i][j] /= float32(norms[j])
		}
	}
	return norms
}

func columnDot(q [][]float32, j, k int) float64 {
	sum := 0.0
	for i := range q {
		sum += float64(q[i][j]) * float64(q[i][k])
	}
	return sum
}

// makeVectors is the file of word vectors.
func makeVectors(summaries []summary) []byte {
	c := newCorpus(summaries)
	found := centred(vectors(c.information()), c)
	order := make([]int, len(c.words))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(c.words[a], c.words[b]) })
	var ws []string
	var share []float64
	var vs [][]float32
	for _, i := range order {
		ws = append(ws, c.words[i])
		share = append(share, float64(c.in[i])/float64(len(c.texts)))
		vs = append(vs, unit(found[i]))
	}
	return fit.WriteVectors(ws, share, vs)
}

// centred takes from each vector what those of all texts have in common, so that
// texts about different things are not alike (Mu and Viswanath 2018).
func centred(vs [][]float32, c *corpus) [][]float32 {
	mean := make([]float32, dims)
	total := float32(0)
	for i, v := range vs {
		unit(v)
		share := float64(c.in[i]) / float64(len(c.texts))
		weight := float32(share * -math.Log(share))
		total += weight
		for j, x := range v {
			mean[j] += weight * x
		}
	}
	for _, v := range vs {
		for j := range v {
			v[j] -= mean[j] / total
		}
	}
	return vs
}

func unit(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	for i := range v {
		v[i] /= float32(max(math.Sqrt(sum), 1e-9))
	}
	return v
}
