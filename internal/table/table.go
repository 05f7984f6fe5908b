// Package table looks up rows of numbers by key in a file that is used in place.
//
// The learnt tables of words are text, so that changes can be reviewed: each line is a
// row, with the key and the numbers separated by tabs. Parsing them takes longer than
// the rest of a command, so [Compile] converts them to a file that needs no parsing:
// [Open] checks its size, and [Table.Find] looks up a key. The program contains only
// the compiled files.
//
// A compiled file is a hash table without the keys. It tells a key from the few others of
// its bucket by 32 bits of its hash; a missing key is mistaken for another with a
// probability of one in a billion. Numbers that occur in many rows are stored once. The
// package does not know the meaning of the numbers, and reads only the directories that
// it is given.
package table

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Table is an opened file. It is read-only and safe for concurrent use. The zero value
// has no rows.
type Table struct {
	bits    int      // number of bits of a hash that select its bucket
	starts  []byte   // first row of each bucket, and the number of rows: 2 bytes each
	checks  []byte   // the bits after those of the bucket of each key's hash: 4 bytes each
	rows    []byte   // for each row, the places of its numbers in the columns
	size    int      // of a row in bytes
	columns []column // of the numbers
}

// column holds the numbers of a column, each once.
type column struct {
	numbers []byte // in ascending order, 4 bytes each
	at      int    // byte of a row with the place of its number
	wide    bool   // the place has two bytes
}

// The file: magic, the number of columns, the number of bits, two zeros, the number of
// rows in four bytes; for each column how many different numbers it has, in four bytes;
// these numbers as float32; and starts, checks and rows of a Table. All numbers are
// little endian.
const (
	magic     = "tab2"
	headSize  = len(magic) + 8
	maxNarrow = 1 << 8  // different numbers of a column whose places have a byte
	maxWide   = 1 << 16 // the same with two bytes
	maxRows   = 1<<16 - 1
)

// bucketSize is the number of rows of a bucket in the mean, at least a half of it.
const bucketSize = 2

// Row is the row of a key. The zero value is for a key that is not there.
type Row struct {
	columns []column
	places  []byte
}

// Found reports whether the key is there.
func (r Row) Found() bool { return r.places != nil }

// At returns the number in a column, counted from 0 without the key; 0 for a key that is
// not there.
func (r Row) At(i int) float32 {
	if r.places == nil {
		return 0
	}
	c := &r.columns[i]
	place := int(r.places[c.at])
	if c.wide {
		place |= int(r.places[c.at+1]) << 8
	}
	if 4*place >= len(c.numbers) { // the file is damaged
		return 0
	}
	return math.Float32frombits(binary.LittleEndian.Uint32(c.numbers[4*place:]))
}

// Open opens a file that Compile made of rows with the given number of values. The data
// must not be changed afterwards. The numbers of a damaged file may be wrong.
func Open(data []byte, columns int) (Table, error) {
	if len(data) < headSize || string(data[:len(magic)]) != magic {
		return Table{}, errors.New("not a compiled table")
	}
	n, rows := int(data[len(magic)]), int(binary.LittleEndian.Uint32(data[len(magic)+4:]))
	t := Table{bits: int(data[len(magic)+1])}
	if rows > 0 && n != columns {
		return Table{}, fmt.Errorf("%d numbers in a row, want %d", n, columns)
	}
	rest, ok := t.readColumns(data[headSize:], n)
	starts, checks := 2*(1<<(t.bits&31)+1), 4*rows
	if !ok || t.bits > 31 || len(rest) != starts+checks+rows*t.size {
		return Table{}, errors.New("the compiled table is damaged")
	}
	t.starts, t.checks, t.rows = rest[:starts], rest[starts:][:checks], rest[starts+checks:]
	return t, nil
}

// readColumns reads n columns and returns the data after them.
func (t *Table) readColumns(data []byte, n int) (rest []byte, ok bool) {
	if len(data) < 4*n {
		return nil, false
	}
	counts, rest := data[:4*n], data[4*n:]
	for i := range n {
		count := int(binary.LittleEndian.Uint32(counts[4*i:]))
		if count > maxWide || len(rest) < 4*count {
			return nil, false
		}
		c := column{numbers: rest[:4*count], at: t.size, wide: count > maxNarrow}
		t.columns, rest = append(t.columns, c), rest[4*count:]
		t.size += c.width()
	}
	return rest, true
}

// width is the number of bytes of a place.
func (c column) width() int {
	if c.wide {
		return 2
	}
	return 1
}

// Len returns the number of rows.
func (t Table) Len() int { return len(t.checks) / 4 }

// Row returns row i; the order has no meaning.
func (t Table) Row(i int) Row { return Row{t.columns, t.rows[t.size*i:][:t.size:t.size]} }

// Find returns the row of a key.
func (t *Table) Find(key string) Row {
	if len(t.checks) == 0 {
		return Row{}
	}
	bucket, check := split(hash(key), t.bits)
	around := binary.LittleEndian.Uint32(t.starts[2*bucket:]) // the first row, and the one after the last
	last := min(int(around>>16), t.Len())
	for i := int(around & maxRows); i < last; i++ {
		if binary.LittleEndian.Uint32(t.checks[4*i:]) == check {
			return t.Row(i)
		}
	}
	return Row{}
}

// split returns the bucket of a hash, which its first bits are, and the bits after them.
func split(hash uint64, bits int) (bucket int, check uint32) {
	return int(hash >> (64 - bits)), uint32(hash << bits >> 32)
}

// hash is FNV-1a with an additional mixing step, so that its first bits are as random
// as the last.
func hash(key string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	h = (h ^ h>>32) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// entry is a row during compilation.
type entry struct {
	hash   uint64
	key    string
	values []float32
}

// Compile converts the rows of a text to a file. Empty lines and lines that start with
// "# " are skipped. All rows must have as many numbers as the first; they are stored as
// float32. Errors name the file and line.
func Compile(name string, text []byte) ([]byte, error) {
	var all []entry
	line := 0
	for row := range bytes.Lines(text) {
		line++
		row := string(bytes.TrimRight(row, "\r\n"))
		if isComment(row) {
			continue
		}
		e, err := parse(row)
		if err == nil && len(all) > 0 && len(e.values) != len(all[0].values) {
			err = fmt.Errorf("%d columns, want %d", len(e.values)+1, len(all[0].values)+1)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %v", name, line, err)
		}
		all = append(all, e)
	}
	if len(all) > maxRows {
		return nil, fmt.Errorf("%s: %d rows, more than %d", name, len(all), maxRows)
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
	bits := bitsFor(len(all))
	for i := 1; i < len(all); i++ {
		if all[i].hash>>(32-bits) == all[i-1].hash>>(32-bits) {
			return nil, fmt.Errorf("%s: the keys %q and %q have the same hash", name, all[i-1].key, all[i].key)
		}
	}
	return encode(all, bits), nil
}

// bitsFor returns the number of bits of a hash that select the bucket of one of n rows.
func bitsFor(n int) int {
	bits := 0
	for bucketSize<<bits < n {
		bits++
	}
	return bits
}

func parse(row string) (entry, error) {
	cells := strings.Split(row, "\t")
	e := entry{hash: hash(cells[0]), key: cells[0]}
	for _, c := range cells[1:] {
		v, err := strconv.ParseFloat(c, 32)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return e, fmt.Errorf("%q is not a number", c)
		}
		e.values = append(e.values, float32(v))
	}
	return e, nil
}

// encode writes entries in the order of their hashes.
func encode(all []entry, bits int) []byte {
	columns := columnsOf(all)
	b := append([]byte(magic), byte(len(columns)), byte(bits), 0, 0)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(all)))
	for _, c := range columns {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(c)))
	}
	for _, c := range columns {
		for _, v := range c {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
	}
	b = appendStarts(b, all, bits)
	for _, e := range all {
		_, check := split(e.hash, bits)
		b = binary.LittleEndian.AppendUint32(b, check)
	}
	for _, e := range all {
		b = appendPlaces(b, e, columns)
	}
	return b
}

// columnsOf returns the different numbers of each column in ascending order.
func columnsOf(all []entry) [][]float32 {
	if len(all) == 0 {
		return nil
	}
	columns := make([][]float32, len(all[0].values))
	for i := range columns {
		for _, e := range all {
			columns[i] = append(columns[i], e.values[i])
		}
		slices.Sort(columns[i])
		columns[i] = slices.Compact(columns[i])
	}
	return columns
}

// appendStarts appends the first row of each bucket, and the number of rows.
func appendStarts(b []byte, all []entry, bits int) []byte {
	at := 0
	for bucket := range 1<<bits + 1 {
		for at < len(all) && int(all[at].hash>>(64-bits)) < bucket {
			at++
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(at))
	}
	return b
}

// appendPlaces appends the places of an entry's numbers in their columns.
func appendPlaces(b []byte, e entry, columns [][]float32) []byte {
	for i, v := range e.values {
		place, _ := slices.BinarySearch(columns[i], v)
		if len(columns[i]) > maxNarrow {
			b = append(b, byte(place), byte(place>>8))
		} else {
			b = append(b, byte(place))
		}
	}
	return b
}
