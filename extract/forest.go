package extract

import (
	"fmt"
	"strconv"
)

// forest is the model of the second round, boosted trees: the log-odds that a
// reading is right are the sum of the leaves that its facts lead to, one a
// tree. It is what Friedman calls gradient tree boosting (Annals of Statistics
// 29, 2001); internal/train/detector grows it.
type forest struct {
	nodes  []node
	values []float64 // of a leaf; of an inner node the mean of what is below it
	roots  []int32
	depth  int // the most questions that a walk meets
}

// node is a question about a fact, and the nodes that the answers lead to. A
// leaf leads to itself, so that all walks may be of the same length and hold no
// branch, which a processor could not foresee: that halves the time.
type node struct {
	fact  uint8
	below float32
	next  [2]int32 // if the fact is not less than below; if it is
}

// add reads a row of forest.tsv: fact (a name, "leaf", or "root" before the
// first node of each tree), bound, left, right, value. Nodes are numbered as
// they come, within their tree.
func (f *forest) add(cells []string) error {
	if cells[0] == "root" {
		f.roots = append(f.roots, int32(len(f.nodes)))
		return nil
	}
	if len(f.roots) == 0 {
		return fmt.Errorf("a node before the first root")
	}
	self := int32(len(f.nodes))
	n := node{next: [2]int32{self, self}}
	value, err := strconv.ParseFloat(cells[4], 64)
	if err != nil {
		return fmt.Errorf("value %q is not a number", cells[4])
	}
	if cells[0] != "leaf" {
		if err := n.ask(cells, f.roots[len(f.roots)-1], self); err != nil {
			return err
		}
	}
	f.nodes, f.values = append(f.nodes, n), append(f.values, value)
	return nil
}

// ask reads the question of an inner node. Its children come after it, so
// that no walk can go in circles.
func (n *node) ask(cells []string, root, self int32) error {
	fact, ok := factNumbers[cells[0]]
	if !ok {
		return fmt.Errorf("unknown fact %q: grow the forest anew", cells[0])
	}
	below, err1 := strconv.ParseFloat(cells[1], 32)
	left, err2 := strconv.ParseInt(cells[2], 10, 32)
	right, err3 := strconv.ParseInt(cells[3], 10, 32)
	if err1 != nil || err2 != nil || err3 != nil || root+int32(left) <= self || root+int32(right) <= self {
		return fmt.Errorf("node %v is not one", cells)
	}
	n.fact, n.below, n.next = uint8(fact), float32(below), [2]int32{root + int32(right), root + int32(left)}
	return nil
}

// score returns the log-odds of a reading's facts.
func (f *forest) score(facts *facts) float64 {
	sum := 0.0
	for _, at := range f.roots {
		for range f.depth {
			at = f.next(at, facts)
		}
		sum += f.values[at]
	}
	return sum
}

// next is the node that a fact leads to.
func (f *forest) next(at int32, facts *facts) int32 {
	n := &f.nodes[at]
	answer := 0
	if facts[n.fact] < n.below {
		answer = 1
	}
	return n.next[answer]
}

// explain returns what each fact added to the score: at every question, the
// difference that the answer made to the mean of what is below. The last
// number is what holds without any fact. (Saabas, "Interpreting random
// forests", 2014.)
func (f *forest) explain(facts *facts) (added [len(factNames)]float64, base float64) {
	for _, at := range f.roots {
		base += f.values[at]
		for range f.depth {
			next := f.next(at, facts)
			added[f.nodes[at].fact] += f.values[next] - f.values[at]
			at = next
		}
	}
	return added, base
}

// check fails for a forest whose walks would leave it, and finds its depth.
func (f *forest) check() error {
	for _, r := range f.roots {
		if int(r) >= len(f.nodes) {
			return fmt.Errorf("forest.tsv: a tree without nodes")
		}
	}
	above := make([]int, len(f.nodes)) // questions on the way to each node
	for i, n := range f.nodes {
		if int(max(n.next[0], n.next[1])) >= len(f.nodes) {
			return fmt.Errorf("forest.tsv: node %d leads nowhere", i)
		}
		if int(n.next[0]) != i {
			above[n.next[0]], above[n.next[1]] = above[i]+1, above[i]+1
			f.depth = max(f.depth, above[i]+1)
		}
	}
	return nil
}
