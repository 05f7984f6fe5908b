// Package table looks up rows of numbers by key in a file that is used in place.
//
// The learnt tables of words are text, so that changes can be reviewed: each line is a
// row, with the key and the numbers separated by tabs. Parsing them takes longer than
// the rest of a command, so [Compile] converts them to a file that needs no parsing:
// [Open] checks its size, and [Table.Find] looks up a key. The program contains only
// the compiled files.
//
// A compiled file is a hash table without the keys. It holds a 64-bit hash of each; the
// probability that a missing key is mistaken for one of n keys is n/2⁶⁴. The package
// does not know the meaning of the numbers, and reads only the directories that it is
// given.
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
	columns int
	bits    int    // number of bits of a hash that select its bucket
	starts  []byte // first row of each bucket, and the number of rows: 4 bytes each
	hashes  []byte // hashes of the keys, in ascending order: 8 bytes each
	values  []byte // values of the rows: 4 bytes each
}

// The file: magic, the number of columns, the number of bits, two zeros, the number of
// rows in four bytes, and the three parts of a Table. All numbers are little endian.
const (
	magic    = "tab1"
	headSize = len(magic) + 8
)

// Row is the row of a key. It is part of the file.
type Row []byte

// At returns the number in a column, counted from 0 without the key; 0 for a nil
// row.
func (r Row) At(column int) float32 {
	if r == nil {
		return 0
	}
	return math.Float32frombits(binary.LittleEndian.Uint32(r[4*column:]))
}

// Open opens a file that Compile made of rows with the given number of values. The data
// must not be changed afterwards.
func Open(data []byte, columns int) (Table, error) {
	if len(data) < headSize || string(data[:len(magic)]) != magic {
		return Table{}, errors.New("not a compiled table")
	}
	t := Table{columns: int(data[4]), bits: int(data[5])}
	rows := int(binary.LittleEndian.Uint32(data[8:]))
	starts, hashes, values := 4*(1<<(t.bits&31)+1), 8*rows, 4*rows*t.columns
	if t.bits > 31 || len(data) != headSize+starts+hashes+values {
		return Table{}, errors.New("the compiled table is damaged")
	}
	if rows > 0 && t.columns != columns {
		return Table{}, fmt.Errorf("%d numbers in a row, want %d", t.columns, columns)
	}
	t.starts = data[headSize:][:starts]
	t.hashes = data[headSize+starts:][:hashes]
	t.values = data[headSize+starts+hashes:]
	return t, nil
}

// Len returns the number of rows.
func (t Table) Len() int { return len(t.hashes) / 8 }

// Row returns row i; the order has no meaning.
func (t Table) Row(i int) Row { return t.values[4*t.columns*i:][:4*t.columns] }

// Find returns the row of a key, nil if there is none.
func (t Table) Find(key string) Row {
	if len(t.hashes) == 0 {
		return nil
	}
	h := hash(key)
	bucket := t.starts[4*(h>>(64-t.bits)):]
	last := min(int(binary.LittleEndian.Uint32(bucket[4:])), t.Len())
	for i := int(binary.LittleEndian.Uint32(bucket)); i < last; i++ {
		if binary.LittleEndian.Uint64(t.hashes[8*i:]) == h {
			return t.Row(i)
		}
	}
	return nil
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
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
	for i := 1; i < len(all); i++ {
		if all[i].hash == all[i-1].hash {
			return nil, fmt.Errorf("%s: the keys %q and %q have the same hash", name, all[i-1].key, all[i].key)
		}
	}
	return encode(all), nil
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
func encode(all []entry) []byte {
	bits, columns := 0, 0
	for 1<<bits < len(all) {
		bits++
	}
	if len(all) > 0 {
		columns = len(all[0].values)
	}
	b := append([]byte(magic), byte(columns), byte(bits), 0, 0)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(all)))
	at := 0
	for bucket := range 1<<bits + 1 {
		for at < len(all) && all[at].hash>>(64-bits) < uint64(bucket) {
			at++
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(at))
	}
	for _, e := range all {
		b = binary.LittleEndian.AppendUint64(b, e.hash)
	}
	for _, e := range all {
		for _, v := range e.values {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
	}
	return b
}
