package confusion

import "slices"

// Weights of the alignment, in letters. A common word weighs its length, up to
// maxWeight. Splitting a difference costs cutCost, so a single "the" or "with"
// does not split it, while "python" does.
const (
	maxWeight = 6
	cutCost   = 5
)

// gapCells is the largest table of an exact alignment: 2,000 by 2,000 words. A
// larger gap is text that only one transcript has; it becomes one segment.
const gapCells = 4 << 20

// gap aligns the words between two common places.
func (a *aligner) gap(from, to pair) {
	for from.noisy < to.noisy && from.clean < to.clean && a.noisy[from.noisy] == a.clean[from.clean] {
		a.common = append(a.common, from)
		from.noisy, from.clean = from.noisy+1, from.clean+1
	}
	tail := 0
	for to.noisy > from.noisy && to.clean > from.clean && a.noisy[to.noisy-1] == a.clean[to.clean-1] {
		to.noisy, to.clean = to.noisy-1, to.clean-1
		tail++
	}
	a.exact(from, to)
	for i := range tail {
		a.common = append(a.common, pair{to.noisy + i, to.clean + i})
	}
}

// The moves of the alignment that lead to a cell.
const (
	fromMatch = 1 << iota // its match follows a match
	dropNoisy             // its difference continues with a noisy word
	dropClean             // or with a clean word; neither: it starts here
)

// exact finds the common words with the largest total weight, by alignment with
// affine gap costs (Gotoh, 1982) in which only equal words match.
func (a *aligner) exact(from, to pair) {
	n, m := to.noisy-from.noisy, to.clean-from.clean
	if n == 0 || m == 0 || n*m > gapCells {
		return
	}
	g := gapTable{noisy: a.noisy[from.noisy:to.noisy], clean: a.clean[from.clean:to.clean], weights: a.weights}
	g.fill()
	for _, p := range g.path() {
		a.common = append(a.common, pair{from.noisy + p.noisy, from.clean + p.clean})
	}
}

// gapTable is the table of one exact alignment.
type gapTable struct {
	noisy, clean []int
	weights      []int
	moves        []uint8 // (len(noisy)+1) rows of len(clean)+1
}

// unreachable is less than any score.
const unreachable = -1 << 30

// scores is a row of the table: for each cell the best score that ends with a
// match, and the best that ends inside a difference.
type scores struct{ matched, differ []int }

// fill computes the table row by row and keeps only the moves.
func (g *gapTable) fill() {
	width := len(g.clean) + 1
	g.moves = make([]uint8, (len(g.noisy)+1)*width)
	row := scores{make([]int, width), make([]int, width)}
	above := scores{make([]int, width), make([]int, width)}
	for i := 0; i <= len(g.noisy); i++ {
		row, above = above, row
		for j := range width {
			g.moves[i*width+j] = g.match(row, above, i, j) | differ(row, above, i, j)
		}
	}
}

// match sets the best score that ends with a match of words i-1 and j-1.
func (g *gapTable) match(row, above scores, i, j int) (move uint8) {
	row.matched[j] = unreachable
	switch {
	case i == 0 && j == 0:
		row.matched[j] = 0
	case i > 0 && j > 0 && g.noisy[i-1] == g.clean[j-1]:
		best := above.differ[j-1]
		if above.matched[j-1] >= best {
			best, move = above.matched[j-1], fromMatch
		}
		row.matched[j] = best + g.weights[g.noisy[i-1]]
	}
	return move
}

// differ sets the best score that ends inside a difference.
func differ(row, above scores, i, j int) (move uint8) {
	best := row.matched[j] - cutCost
	if j > 0 && row.differ[j-1] >= best {
		best, move = row.differ[j-1], dropClean
	}
	if i > 0 && above.differ[j] > best {
		best, move = above.differ[j], dropNoisy
	}
	row.differ[j] = best
	return move
}

// path traces the best alignment back from the end. The end is inside a difference,
// because common words at the ends of the gap were removed.
func (g *gapTable) path() []pair {
	var common []pair
	width := len(g.clean) + 1
	i, j, match := len(g.noisy), len(g.clean), false
	for i > 0 || j > 0 {
		move := g.moves[i*width+j]
		switch {
		case match:
			i, j = i-1, j-1
			common = append(common, pair{i, j})
			match = move&fromMatch != 0
		case move&dropNoisy != 0:
			i--
		case move&dropClean != 0:
			j--
		default:
			match = true
		}
	}
	slices.Reverse(common)
	return common
}
