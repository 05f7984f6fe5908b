package catalog

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"os"
)

// The format of an index file; all numbers are little-endian:
//
//	8 bytes   magic
//	4 bytes   formatVersion
//	4 bytes   length of the header
//	4 bytes   CRC-32C of the header
//	          the header, as JSON
//	          the body: controls, slots, ends, downloads, text
//
// The lengths of the parts of the body follow from the number of names in the header.
const (
	magic         = "PyPIidx\n"
	preamble      = len(magic) + 12
	formatVersion = 1
)

// remedy ends the error messages about unusable files.
const remedy = `run "extract catalog sync" to create it again`

// maxNames is the largest plausible number of names. PyPI has 0.9 million.
const maxNames = 10_000_000

// header is the header of the file.
type header struct {
	Origin
	Names int    `json:"names"`
	Ranks int    `json:"ranks"`
	Text  int    `json:"text"` // length of all names together
	Sum   uint32 `json:"sum"`  // CRC-32C of the body

	Uncounted bool `json:"uncounted,omitempty"` // the body has ranks but no downloads
}

// sizes returns the lengths of the parts of the body.
func (h header) sizes() (controls, slots, ends, downloads int) {
	if h.Names == 0 {
		return 0, 0, 0, 0
	}
	n := groupSize * groupsFor(h.Names)
	if !h.Uncounted {
		downloads = 8 * h.Ranks
	}
	return n, 4 * n, 4 * h.Names, downloads
}

func (h header) bodySize() int {
	controls, slots, ends, downloads := h.sizes()
	return controls + slots + ends + downloads + h.Text
}

// Open maps the index file at path into memory. It verifies the header and the
// length, which takes less than a millisecond, but not the body (see
// [Index.Verify]). The error is fs.ErrNotExist if there is no file. If the file is not an
// index, has another version or is damaged, the error names the file and the remedy.
// [Save] may replace the file while it is open, but nothing may write to it.
func Open(path string) (*Index, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if size := info.Size(); !info.Mode().IsRegular() || size < int64(preamble) || size > math.MaxInt32 {
		return nil, fmt.Errorf("%s: not an index of names, or truncated; %s", path, remedy)
	}
	data, unmap, err := mapFile(f, int(info.Size()))
	if err != nil {
		return nil, fmt.Errorf("%s: %v", path, err)
	}
	ix, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; %s", path, errors.Join(err, unmap()), remedy)
	}
	ix.unmap = unmap
	return ix, nil
}

// decode returns the index that a file contains.
func decode(data []byte) (*Index, error) {
	head, sum, body, err := split(data)
	if err != nil {
		return nil, err
	}
	if crc32.Checksum(head, castagnoli()) != sum {
		return nil, errors.New("the checksum of the header is wrong")
	}
	return indexOf(data, head, body)
}

// indexOf returns the index in a file whose parts are known.
func indexOf(data, head, body []byte) (*Index, error) {
	var h header
	if err := json.Unmarshal(head, &h); err != nil {
		return nil, fmt.Errorf("the header is not valid: %v", err)
	}
	switch {
	case h.Names < 0 || h.Names > maxNames || h.Ranks < 0 || h.Ranks > h.Names || h.Text < 0 || h.Text > math.MaxInt32:
		return nil, errors.New("its header has impossible lengths")
	case h.bodySize() != len(body):
		return nil, fmt.Errorf("truncated or damaged: %d bytes of names, want %d", len(body), h.bodySize())
	}
	return newIndex(h, data, body), nil
}

// newIndex returns the index in the bytes of a file, whose body has the size that the
// header says.
func newIndex(h header, data, body []byte) *Index {
	ix := &Index{head: h, data: data, unmap: func() error { return nil }}
	controls, slots, ends, downloads := h.sizes()
	for _, part := range []struct {
		to   *[]byte
		size int
	}{{&ix.controls, controls}, {&ix.slots, slots}, {&ix.ends, ends}, {&ix.downloads, downloads}, {&ix.text, h.Text}} {
		*part.to, body = body[:part.size:part.size], body[part.size:]
	}
	return ix
}

// split returns the header of a file, its checksum, and the body.
func split(data []byte) (head []byte, sum uint32, body []byte, err error) {
	if len(data) < preamble || string(data[:len(magic)]) != magic {
		return nil, 0, nil, errors.New("not an index of names")
	}
	number := func(at int) uint32 { return binary.LittleEndian.Uint32(data[len(magic)+at:]) }
	if v := number(0); v != formatVersion {
		return nil, 0, nil, fmt.Errorf("format version %d, this program reads version %d", v, formatVersion)
	}
	length := uint64(number(4))
	rest := data[preamble:]
	if length > uint64(len(rest)) {
		return nil, 0, nil, errors.New("truncated in the header")
	}
	return rest[:length], number(8), rest[length:], nil
}

// seal puts the header in front of the body.
func seal(h header, body []byte) ([]byte, error) {
	h.Sum = crc32.Checksum(body, castagnoli())
	head, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("header of the index: %v", err)
	}
	var b bytes.Buffer
	b.Grow(preamble + len(head) + len(body))
	b.WriteString(magic)
	for _, n := range []uint32{formatVersion, uint32(len(head)), crc32.Checksum(head, castagnoli())} {
		b.Write(binary.LittleEndian.AppendUint32(nil, n))
	}
	b.Write(head)
	b.Write(body)
	return b.Bytes(), nil
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }
