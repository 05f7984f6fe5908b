package terminal

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// gap is the space between two columns of a table.
const gap = 2

// minColumn is the width down to which a flexible column shrinks before it is
// left out.
const minColumn = 8

// maxName is the width from which the first column is clipped in a table that
// would take less than twice as much.
const maxName = 30

// Column is a column of a table. Its title may be "".
type Column struct {
	Title    string
	Flexible bool // may be clipped, or left out if there is no space
}

// Row is a row of a table: a cell for each column, all in one style.
type Row struct {
	Style Style
	Cells []string
	Note  string // a line of its own below the row, "" for none; never clipped
}

// Table adds a table: a header unless all titles are "", and the rows, with
// every line indented. Where the width is limited flexible columns are clipped,
// then left out from the right; after them the others are, except the first.
func (p *Page) Table(indent int, columns []Column, rows []Row) {
	header := Row{Style: Bold}
	for _, c := range columns {
		header.Cells = append(header.Cells, c.Title)
	}
	if strings.Join(header.Cells, "") != "" {
		rows = slices.Insert(slices.Clone(rows), 0, header)
	}
	widths := naturalWidths(columns, rows)
	if p.o.Width > 0 {
		limit := p.o.Width - indent
		widths[0] = min(widths[0], max(maxName, limit/2), limit)
		fit(columns, widths, limit)
	}
	for _, r := range rows {
		p.Styled(r.Style, strings.TrimRight(strings.Repeat(" ", indent)+layOut(r.Cells, widths), " "))
		if r.Note != "" {
			p.Line("%s%s", strings.Repeat(" ", indent+gap), r.Note)
		}
	}
}

func naturalWidths(columns []Column, rows []Row) []int {
	widths := make([]int, len(columns))
	for _, r := range rows {
		for i, c := range r.Cells {
			widths[i] = max(widths[i], ansi.StringWidth(c))
		}
	}
	return widths
}

// fit changes the widths so that the columns fit into limit: it leaves out columns
// until the others can fit, then narrows the widest flexible ones. A column of
// width 0 is left out.
func fit(columns []Column, widths []int, limit int) {
	for total(narrowest(columns, widths)) > limit {
		i := last(columns, widths)
		if i == 0 {
			return
		}
		widths[i] = 0
	}
	for total(widths) > limit {
		widths[widest(columns, widths)]--
	}
}

// narrowest are the least widths that the columns can have.
func narrowest(columns []Column, widths []int) []int {
	least := slices.Clone(widths)
	for i, c := range columns {
		if c.Flexible {
			least[i] = min(widths[i], minColumn)
		}
	}
	return least
}

// widest is the widest flexible column. There must be one.
func widest(columns []Column, widths []int) int {
	found := -1
	for i, c := range columns {
		if c.Flexible && (found < 0 || widths[i] > widths[found]) {
			found = i
		}
	}
	return found
}

// last is the last flexible column that is shown, else the last column that is; 0
// if there is no other.
func last(columns []Column, widths []int) int {
	found := 0
	for i, w := range widths {
		if w > 0 && i > 0 && (columns[i].Flexible || !columns[found].Flexible) {
			found = i
		}
	}
	return found
}

func total(widths []int) int {
	sum := -gap
	for _, w := range widths {
		if w > 0 {
			sum += w + gap
		}
	}
	return sum
}

// layOut clips or fills the cells to the widths.
func layOut(cells []string, widths []int) string {
	var b strings.Builder
	for i, c := range cells {
		if widths[i] == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat(" ", gap))
		}
		c = Clip(c, widths[i])
		b.WriteString(c + strings.Repeat(" ", widths[i]-ansi.StringWidth(c)))
	}
	return b.String()
}
