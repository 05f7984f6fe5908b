package markup

import (
	"encoding/csv"
	"strings"

	"namedrop/internal/pattern"
)

// row is a row of a table: the line where it starts, and the sources of its cells.
type row struct {
	line  int
	cells []string
}

// add appends text to a cell, which may continue on further lines.
func (r *row) add(cell int, text string) {
	for len(r.cells) <= cell {
		r.cells = append(r.cells, "")
	}
	r.cells[cell] = strings.TrimSpace(r.cells[cell] + " " + strings.TrimSpace(text))
}

// addRows writes rows with links as items: the first cell with a link, then the other cells.
// The lines of a row below its first stay blank. It records the first lines, from 1.
func addRows(out []string, rows []row, at map[int]bool, inline func(string) string) {
	for _, r := range rows {
		var first, others []string
		for _, c := range r.cells {
			text := strings.TrimLeft(inline(c), "*-+ ")
			switch {
			case text == "":
			case len(first) == 0 && (strings.Contains(text, "](") || strings.Contains(text, "][") || strings.Contains(text, "http")):
				first = append(first, text)
			default:
				others = append(others, text)
			}
		}
		if len(first) > 0 {
			out[r.line], at[r.line+1] = "* "+strings.Join(append(first, others...), " - "), true
		}
	}
}

// Tables of reStructuredText.
var (
	restListTable = pattern.Lazy(`^[ \t]*\.\. (?:list|flat)-table::`)
	restCSVTable  = pattern.Lazy(`^[ \t]*\.\. csv-table::`)
	restTable     = pattern.Lazy(`^[ \t]*\.\. table::`)
	restListRow   = pattern.Lazy(`^[ \t]*[*-][ \t]+[*-](?:[ \t]+(.*))?$`)
	restListCell  = pattern.Lazy(`^[ \t]*[*-](?:[ \t]+(.*))?$`)
	restOption    = pattern.Lazy(`^[ \t]*:[a-z-]+:`)
)

// listRows returns the rows of a table in the lines of a directive: each is an item whose
// items are the cells.
func listRows(lines []string, from, end int) (rows []row) {
	for i := from; i < end; i++ {
		l := lines[i]
		last := len(rows) - 1
		if m := restListRow().FindStringSubmatch(l); m != nil {
			rows = append(rows, row{line: i})
			rows[last+1].add(0, m[1])
		} else if m := restListCell().FindStringSubmatch(l); m != nil && last >= 0 {
			rows[last].add(len(rows[last].cells), m[1])
		} else if last >= 0 && strings.TrimSpace(l) != "" {
			rows[last].add(len(rows[last].cells)-1, l)
		}
	}
	return rows
}

// csvRows returns the rows of a table whose lines are comma-separated values.
func csvRows(lines []string, from, end int) (rows []row) {
	for i := from; i < end; i++ {
		if strings.TrimSpace(lines[i]) == "" || restOption().MatchString(lines[i]) {
			continue
		}
		r := csv.NewReader(strings.NewReader(lines[i]))
		r.TrimLeadingSpace, r.LazyQuotes = true, true
		if cells, err := r.Read(); err == nil {
			rows = append(rows, row{i, cells})
		}
	}
	return rows
}

// gridRows returns the rows of a table that is drawn with lines.
func gridRows(lines []string, from, end int) (rows []row) {
	open := false
	for i := from; i < end; i++ {
		l := strings.TrimSpace(lines[i])
		if !strings.HasPrefix(l, "|") {
			open = false
			continue
		}
		if !open {
			rows, open = append(rows, row{line: i}), true
		}
		for n, text := range strings.Split(strings.Trim(l, "|"), "|") {
			rows[len(rows)-1].add(n, text)
		}
	}
	return rows
}

// simpleRows returns the rows of a table whose columns are marked by its borders. A line
// without text in the first column continues a row.
func simpleRows(lines []string, from, end int) (rows []row) {
	starts := columns(lines[from])
	for i := from + 1; i < end; i++ {
		l := []rune(lines[i])
		if restBorder().MatchString(lines[i]) || strings.TrimSpace(lines[i]) == "" {
			continue
		}
		for n, start := range starts {
			stop := len(l)
			if n+1 < len(starts) {
				stop = min(stop, starts[n+1])
			}
			text := string(l[min(start, stop):stop])
			if n == 0 && (len(rows) == 0 || strings.TrimSpace(text) != "") {
				rows = append(rows, row{line: i})
			}
			rows[len(rows)-1].add(n, text)
		}
	}
	return rows
}

// columns returns where the columns below a border start.
func columns(border string) (starts []int) {
	for i := range border {
		if len(starts) == maxColumns {
			break
		}
		if border[i] == '=' && (i == 0 || border[i-1] != '=') {
			starts = append(starts, i)
		}
	}
	return starts
}

// Cells of AsciiDoc, and the columns that a table declares.
var (
	asciiCell    = pattern.Lazy(`(?:^|[ \t])(?:\d+(?:\.\d+)?[+*])?(?:[<^>](?:\.[<^>])?|\.[<^>])?[adehlmsv]?\|`)
	asciiColumns = pattern.Lazy(`\bcols="?(?:(\d+)\*|([^"\]]+))`)
)

// asciiRows returns the rows of a table: as many cells as the table has columns, which its
// attributes or its first line tell. The lines from and end are its borders.
func asciiRows(lines []string, from, end int) (rows []row) {
	width, known := declared(lines, from)
	for i := from + 1; i < end; i++ {
		l := lines[i]
		cells := asciiCell().FindAllStringIndex(l, -1)
		if len(cells) == 0 {
			if last := len(rows) - 1; last >= 0 && strings.TrimSpace(l) != "" {
				rows[last].add(len(rows[last].cells)-1, l)
			}
			continue
		}
		if !known {
			width, known = len(cells), true
		}
		for n, at := range cells {
			stop := len(l)
			if n+1 < len(cells) {
				stop = cells[n+1][0]
			}
			if last := len(rows) - 1; last < 0 || len(rows[last].cells) >= width {
				rows = append(rows, row{line: i})
			}
			last := &rows[len(rows)-1]
			last.add(len(last.cells), l[at[1]:stop])
		}
	}
	return rows
}

// declared returns the number of columns in the attributes before a table. ok is false if
// they do not tell.
func declared(lines []string, from int) (n int, ok bool) {
	if from == 0 {
		return 0, false
	}
	m := asciiColumns().FindStringSubmatch(lines[from-1])
	switch {
	case m == nil:
		return 0, false
	case m[1] != "":
		for _, digit := range m[1] {
			n = min(10*n+int(digit-'0'), maxColumns)
		}
		return n, n > 0
	}
	return strings.Count(m[2], ",") + 1, true
}

// maxColumns is the maximum number of columns of a table.
const maxColumns = 100
