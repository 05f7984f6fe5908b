// Package pack converts values to bytes and back, for files that only the same program
// reads. It takes a fraction of the time of JSON, because nothing is searched, quoted or
// converted to decimal digits, and because decoded strings share the memory of the data.
//
// Values are numbers, booleans, strings, and slices, arrays, maps, structs and pointers of
// them, without cycles. The data does not tell their types: it must be decoded to the type
// that was encoded. Equal values have equal data, so that the data can also be the input of
// a digest. The package is pure.
package pack

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
)

// Encode returns the data of a value. It fails for types with interfaces, channels,
// functions, fields that are not exported, or maps whose keys are not strings.
func Encode(v any) ([]byte, error) {
	w := writer{numbers: map[string]uint64{}}
	err := w.value(reflect.ValueOf(v))
	return w.data, err
}

// Decode sets the value to which a pointer points from data that Encode returned for a
// value of the same type. It fails if the data is damaged, and may then have set a part.
func Decode(data []byte, to any) error {
	r := reader{rest: string(data)}
	r.value(reflect.ValueOf(to).Elem())
	if r.err == nil && r.rest != "" {
		r.err = errDamaged
	}
	return r.err
}

var errDamaged = errors.New("the packed data is damaged")

// writer writes integers as varints, other numbers as eight bytes, and before the elements
// of a slice or map their number plus one, or 0 for nil. A pointer is like a slice of one. A string is its number among the
// different strings so far if it is one of them, and otherwise 0, its length and its bytes.
type writer struct {
	data    []byte
	numbers map[string]uint64 // of strings, from 1
}

func (w *writer) value(v reflect.Value) (err error) {
	switch v.Kind() {
	case reflect.Bool:
		w.data = append(w.data, 0)
		if v.Bool() {
			w.data[len(w.data)-1] = 1
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.data = binary.AppendVarint(w.data, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.uint(v.Uint())
	case reflect.Float32, reflect.Float64:
		w.data = binary.LittleEndian.AppendUint64(w.data, math.Float64bits(v.Float()))
	case reflect.String:
		w.string(v.String())
	case reflect.Struct:
		return w.fields(v)
	case reflect.Array:
		return w.elements(v)
	case reflect.Pointer:
		return w.pointer(v)
	case reflect.Slice:
		return w.slice(v)
	case reflect.Map:
		return w.entries(v)
	default:
		return fmt.Errorf("%v cannot be packed", v.Type())
	}
	return nil
}

func (w *writer) uint(n uint64) { w.data = binary.AppendUvarint(w.data, n) }

func (w *writer) string(s string) {
	n := w.numbers[s]
	w.uint(n)
	if n == 0 {
		w.numbers[s] = uint64(len(w.numbers)) + 1
		w.uint(uint64(len(s)))
		w.data = append(w.data, s...)
	}
}

func (w *writer) fields(v reflect.Value) error {
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			return fmt.Errorf("field %s of %v cannot be packed", v.Type().Field(i).Name, v.Type())
		}
		if err := w.value(v.Field(i)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) elements(v reflect.Value) error {
	for i := range v.Len() {
		if err := w.value(v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) pointer(v reflect.Value) error {
	if v.IsNil() {
		w.uint(0)
		return nil
	}
	w.uint(2)
	return w.value(v.Elem())
}

func (w *writer) slice(v reflect.Value) error {
	if v.IsNil() {
		w.uint(0)
		return nil
	}
	w.uint(uint64(v.Len()) + 1)
	if v.Type().Elem().Kind() == reflect.Uint8 {
		w.data = append(w.data, v.Bytes()...)
		return nil
	}
	return w.elements(v)
}

func (w *writer) entries(v reflect.Value) error {
	if v.Type().Key().Kind() != reflect.String {
		return fmt.Errorf("%v cannot be packed", v.Type())
	}
	if v.IsNil() {
		w.uint(0)
		return nil
	}
	w.uint(uint64(v.Len()) + 1)
	for _, key := range slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) }) {
		w.string(key.String())
		if err := w.value(v.MapIndex(key)); err != nil {
			return err
		}
	}
	return nil
}

// reader reads what writer writes. After an error it reads zeros.
type reader struct {
	rest    string
	strings []string
	err     error
}

func (r *reader) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.uint() == 1)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := r.uint()
		v.SetInt(int64(n>>1) ^ -int64(n&1))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(r.uint())
	case reflect.Float32, reflect.Float64:
		if b := r.take(8); b != "" {
			v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64([]byte(b))))
		}
	case reflect.String:
		v.SetString(r.string())
	case reflect.Struct:
		for i := range v.NumField() {
			r.value(v.Field(i))
		}
	case reflect.Array:
		r.elements(v)
	case reflect.Pointer:
		r.pointer(v)
	case reflect.Slice:
		r.slice(v)
	case reflect.Map:
		r.entries(v)
	default:
		r.err = errDamaged
	}
}

func (r *reader) uint() (n uint64) {
	for shift := 0; shift < 64 && r.rest != ""; shift += 7 {
		b := r.rest[0]
		r.rest = r.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	r.fail()
	return 0
}

func (r *reader) fail() { r.rest, r.err = "", errDamaged }

// take returns the next n bytes, "" if there are fewer.
func (r *reader) take(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) string() string {
	n := r.uint()
	if n == 0 {
		r.strings = append(r.strings, r.take(r.uint()))
		n = uint64(len(r.strings))
	}
	if n > uint64(len(r.strings)) {
		r.fail()
		return ""
	}
	return r.strings[n-1]
}

// len returns the number of elements that follow; ok is false for nil. No element is
// shorter than a byte.
func (r *reader) len() (n int, ok bool) {
	size := r.uint()
	if size > uint64(len(r.rest))+1 {
		r.fail()
		return 0, false
	}
	return int(size) - 1, size > 0
}

func (r *reader) elements(v reflect.Value) {
	for i := range v.Len() {
		r.value(v.Index(i))
	}
}

func (r *reader) pointer(v reflect.Value) {
	if _, ok := r.len(); !ok {
		v.SetZero()
		return
	}
	v.Set(reflect.New(v.Type().Elem()))
	r.value(v.Elem())
}

func (r *reader) slice(v reflect.Value) {
	n, ok := r.len()
	switch {
	case !ok:
		v.SetZero()
	case v.Type().Elem().Kind() == reflect.Uint8:
		v.SetBytes([]byte(r.take(uint64(n))))
	default:
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		r.elements(v)
	}
}

func (r *reader) entries(v reflect.Value) {
	n, ok := r.len()
	if !ok {
		v.SetZero()
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), n))
	key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
	for range n {
		key.SetString(r.string())
		r.value(value)
		v.SetMapIndex(key, value)
	}
}
