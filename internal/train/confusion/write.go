package confusion

import (
	"bufio"
	"fmt"
	"io"
)

// WriteConfusions writes the confusions as lines of heard, name, events,
// episodes and chance, tabs between, after two lines of comment.
func (t *Table) WriteConfusions(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# heard, name or part of a name, events, episodes, chance (the same words for something else)")
	fmt.Fprintln(b, "# made by: go run ./internal/train/detector -o extract")
	for _, c := range t.Confusions {
		fmt.Fprintf(b, "%s\t%s\t%d\t%d\t%d\n", c.Heard, c.Name, c.Events, c.Episodes, c.Chance)
	}
	return b.Flush()
}

// WordBytes bounds words.tsv: it is read at every start of the program.
const WordBytes = 250_000

// WriteWords writes the word counts as lines of word, count, episodes and
// capital, tabs between, after two lines of comment. Of the words with the
// least counts it leaves out as many as it takes to stay below limit bytes.
func (t *Table) WriteWords(w io.Writer, limit int) error {
	head := "# word, count in noisy and clean transcripts, episodes, of the count: with a capital inside a sentence\n" +
		"# made by: go run ./internal/train/detector -o extract\n"
	rows := map[int]int{} // bytes of the rows of each count
	total, top := len(head), 0
	for _, c := range t.Words {
		rows[c.Count] += len(c.row())
		total += len(c.row())
		top = max(top, c.Count)
	}
	least := 0
	for ; total > limit && least < top; least++ {
		total -= rows[least]
	}
	b := bufio.NewWriter(w)
	b.WriteString(head)
	for _, c := range t.Words {
		if c.Count >= least {
			b.WriteString(c.row())
		}
	}
	return b.Flush()
}

func (c WordCount) row() string {
	return fmt.Sprintf("%s\t%d\t%d\t%d\n", c.Word, c.Count, c.Episodes, c.Capital)
}
