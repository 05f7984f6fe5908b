package confusion

import (
	"bufio"
	"fmt"
	"io"
)

// WriteConfusions writes the confusions as tab-separated lines of words, name,
// events, episodes and other occurrences, after two lines of comment.
func (t *Table) WriteConfusions(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# words in noisy transcripts, name or part of one, events, episodes, other occurrences of the words")
	fmt.Fprintln(b, "# made by: go run ./internal/train/detector")
	for _, c := range t.Confusions {
		fmt.Fprintf(b, "%s\t%s\t%d\t%d\t%d\n", c.Words, c.Name, c.Events, c.Episodes, c.Others)
	}
	return b.Flush()
}

// WordBytes is the largest size of words.tsv, which the program reads at every start.
const WordBytes = 250_000

// WriteWords writes the word counts as tab-separated lines of word, count,
// episodes and capitals, after two lines of comment. It leaves out the rarest words
// to stay below limit bytes.
func (t *Table) WriteWords(w io.Writer, limit int) error {
	head := "# word, count in noisy and clean transcripts, episodes, of the count: with a capital inside a sentence\n" +
		"# made by: go run ./internal/train/detector\n"
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
