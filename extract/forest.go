package extract

import (
	"fmt"
	"strconv"
)

// forest is the model of the second round, boosted trees: the log-odds that a
// reading is right are the sum of the leaves that its facts lead to, one a
// tree. It is what Friedman calls gradient tree boosting (Annals of Statistics
// 29, 2001); internal/train grows it.
type forest struct {
	nodes []node
	roots []int32
}

// node is a question about a fact. Below a leaf there is nothing.
type node struct {
	fact  int8 // -1 for a leaf
	below float32
	left  int32   // if the fact is less than below
	right int32   // if it is not
	value float64 // of a leaf; of an inner node the mean of what is below it
}

// leaf marks a node without a question.
const leaf = -1

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
	n := node{fact: leaf}
	value, err := strconv.ParseFloat(cells[4], 64)
	if err != nil {
		return fmt.Errorf("value %q is not a number", cells[4])
	}
	n.value = value
	if cells[0] != "leaf" {
		if err := n.ask(cells, f.roots[len(f.roots)-1], int32(len(f.nodes))); err != nil {
			return err
		}
	}
	f.nodes = append(f.nodes, n)
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
	n.fact, n.below, n.left, n.right = int8(fact), float32(below), root+int32(left), root+int32(right)
	return nil
}

// score returns the log-odds of a reading's facts.
func (f *forest) score(facts *facts) float64 {
	sum := 0.0
	for _, at := range f.roots {
		for f.nodes[at].fact != leaf {
			at = f.next(at, facts)
		}
		sum += f.nodes[at].value
	}
	return sum
}

// next is the node that a fact leads to.
func (f *forest) next(at int32, facts *facts) int32 {
	n := &f.nodes[at]
	if facts[n.fact] < n.below {
		return n.left
	}
	return n.right
}

// explain returns what each fact added to the score: at every question, the
// difference that the answer made to the mean of what is below. The last
// number is what holds without any fact. (Saabas, "Interpreting random
// forests", 2014.)
func (f *forest) explain(facts *facts) (added [len(factNames)]float64, base float64) {
	for _, at := range f.roots {
		base += f.nodes[at].value
		for f.nodes[at].fact != leaf {
			next := f.next(at, facts)
			added[f.nodes[at].fact] += f.nodes[next].value - f.nodes[at].value
			at = next
		}
	}
	return added, base
}

// check fails for a forest whose walks would leave it.
func (f *forest) check() error {
	for i, n := range f.nodes {
		if n.fact != leaf && (int(n.left) >= len(f.nodes) || int(n.right) >= len(f.nodes)) {
			return fmt.Errorf("forest.tsv: node %d leads nowhere", i)
		}
	}
	for _, r := range f.roots {
		if int(r) >= len(f.nodes) {
			return fmt.Errorf("forest.tsv: a tree without nodes")
		}
	}
	return nil
}
