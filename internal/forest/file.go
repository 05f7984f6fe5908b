package forest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// The file of a forest is a line with magic, a line for each feature's name, an
// empty line, and the trees: for each tree the number of its nodes (2 bytes),
// for each node 8 bytes: feature (255 for a leaf), right child, value in
// thousandths (2 bytes, signed) and threshold (float32). All is little endian.
const (
	magic    = "boosted trees 1"
	nodeSize = 8
	leafByte = 0xFF
	scale    = 1000
)

// Encode returns the file of trees over the features of these names. Values
// are rounded to thousandths.
func Encode(trees []Tree, names []string) ([]byte, error) {
	b := []byte(magic + "\n" + strings.Join(names, "\n") + "\n\n")
	for i, t := range trees {
		b = binary.LittleEndian.AppendUint16(b, uint16(len(t)))
		for _, n := range t {
			value := math.Round(n.Value * scale)
			if math.Abs(value) > math.MaxInt16 || n.Right > math.MaxUint8 {
				return nil, fmt.Errorf("tree %d does not fit the format: value %g, right child %d", i, n.Value, n.Right)
			}
			feature, right := byte(leafByte), byte(0)
			if n.Feature != Leaf {
				feature, right = byte(n.Feature), byte(n.Right)
			}
			b = append(b, feature, right)
			b = binary.LittleEndian.AppendUint16(b, uint16(int16(value)))
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(n.Threshold))
		}
	}
	return b, nil
}

// Read returns the forest of a file that Encode made for features of these names.
func Read(data []byte, names []string) (Forest, error) {
	trees, err := Decode(data, names)
	if err != nil {
		return Forest{}, err
	}
	return New(trees, len(names))
}

// Decode reads what Encode made. The file must have been made for features of
// the same names in the same order, because the trees refer to their numbers.
func Decode(data []byte, names []string) ([]Tree, error) {
	head, body, ok := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	switch {
	case !ok || lines[0] != magic:
		return nil, errors.New("not a file of boosted trees")
	case !slices.Equal(lines[1:], names):
		return nil, errors.New("made for other features: retrain the model")
	}
	var trees []Tree
	for len(body) > 0 {
		if len(body) < 2 {
			return nil, errors.New("truncated")
		}
		n := int(binary.LittleEndian.Uint16(body))
		body = body[2:]
		if len(body) < n*nodeSize {
			return nil, errors.New("truncated")
		}
		trees = append(trees, decodeTree(body[:n*nodeSize]))
		body = body[n*nodeSize:]
	}
	return trees, nil
}

func decodeTree(data []byte) Tree {
	t := make(Tree, len(data)/nodeSize)
	for i := range t {
		cell := data[i*nodeSize:]
		t[i] = Node{
			Feature:   int(cell[0]),
			Right:     int(cell[1]),
			Value:     float64(int16(binary.LittleEndian.Uint16(cell[2:]))) / scale,
			Threshold: math.Float32frombits(binary.LittleEndian.Uint32(cell[4:])),
		}
		if cell[0] == leafByte {
			t[i].Feature = Leaf
		}
	}
	return t
}
