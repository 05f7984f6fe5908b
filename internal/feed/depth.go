package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// maxDepth is the maximum nesting of elements. Feeds need less than ten.
const maxDepth = 200

var (
	errDeep   = errors.New("elements are nested too deeply for a feed")
	errBroken = errors.New("not a feed that can be read: want RSS, Atom or JSON Feed")
)

// checkDepth refuses a document with deeply nested elements. The parser of the library
// is recursive and would exhaust the stack, which ends the program.
func checkDepth(data []byte) error {
	d := xml.NewDecoder(ascii{bytes.NewReader(data)})
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for depth := 0; ; {
		token, err := d.RawToken()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return errBroken
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDepth {
			return errDeep
		}
	}
}

// ascii replaces what XML does not allow, and what depends on the encoding, so that the
// elements of a document in any encoding that contains ASCII can be counted.
type ascii struct{ io.Reader }

func (r ascii) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	for i, b := range p[:n] {
		switch {
		case b >= 0x80:
			p[i] = 'x'
		case b < ' ' && b != '\t' && b != '\n' && b != '\r':
			p[i] = ' '
		}
	}
	return n, err
}
