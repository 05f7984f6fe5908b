package pack

import (
	"bytes"
	"math"
	"reflect"
	"testing"
)

type word string

type leaf struct {
	Text  word
	Small int8
	Share *float64
}

type tree struct {
	On      bool
	Number  int
	Count   uint16
	Weight  float64
	Name    string
	Bytes   []byte
	Leaves  []leaf
	Fixed   [2]float32
	By      map[string]float64
	Nothing []string
	Empty   []string
	None    map[string]int
}

func example() tree {
	share := 0.1 + 0.2
	return tree{
		On: true, Number: math.MinInt64, Count: 65535, Weight: -1.0 / 3, Name: "a\xffb", Bytes: []byte{0, 1, 255},
		Leaves: []leaf{{"same", -128, &share}, {"same", 127, nil}, {}},
		Fixed:  [2]float32{1.5, float32(math.Inf(1))},
		By:     map[string]float64{"b": 2, "a": 1, "same": 3},
		Empty:  []string{},
	}
}

// TestDecode checks that values come back as they were, and that equal values have equal data.
func TestDecode(t *testing.T) {
	want := example()
	data, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	var got tree
	if err := Decode(data, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("decoded %+v, %v; want %+v", got, err, want)
	}
	for range 10 {
		if again, _ := Encode(example()); !bytes.Equal(again, data) {
			t.Fatal("equal values have different data")
		}
	}
}

// TestUnsupported checks that values that would not come back are refused.
func TestUnsupported(t *testing.T) {
	for _, v := range []any{struct{ hidden int }{1}, []any{1}, map[int]string{}, func() {}, make(chan int), complex(1, 2)} {
		if _, err := Encode(v); err == nil {
			t.Errorf("%T: no error", v)
		}
	}
}

// FuzzDecode checks that damaged data does no harm: an error, or a value.
func FuzzDecode(f *testing.F) {
	data, err := Encode(example())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	for i := range data {
		f.Add(data[:i])
		changed := bytes.Clone(data)
		changed[i] ^= 0x55
		f.Add(changed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var v tree
		if Decode(data, &v) == nil {
			if _, err := Encode(v); err != nil {
				t.Error(err)
			}
		}
	})
}
