package catalog

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"iter"
	"time"
)

// Index holds every name of PyPI with its rank by downloads, in a file that is
// mapped into memory and never read as a whole. The zero value is empty. An Index
// is safe for many goroutines until it is closed.
//
// Names are found by their letters in an open-addressing hash table with control
// bytes (table.go), and compared in place. A transducer from letters to numbers
// (github.com/blevesearch/vellum v1.2.1) was slower. Both were measured with 700,000
// names and all windows of one to five words of episode 389 (47,000 misses, 8,400
// hits), best of four runs on one core of a busy AMD EPYC server:
//
//	                     table    vellum (with one Reader per goroutine)
//	miss                 42 ns    315 ns (187 ns)
//	hit                  74 ns    388 ns (217 ns)
//	build                0.7 s    1.4 s
//	without the names    5.0 MB   5.8 MB
//
// The transducer could also find names within an edit distance, which detection
// does not need.
type Index struct {
	head      header
	data      []byte // all of the file
	controls  []byte // of the table: one byte per slot
	slots     []byte // of the table: the number of a name per slot, 4 bytes each
	ends      []byte // where each name ends in text, 4 bytes each
	downloads []byte // of the ranked names, 8 bytes each
	text      []byte // the names, ranked ones first
	unmap     func() error
}

// Origin is the source of an Index and the time of its last sync.
type Origin struct {
	Synced    time.Time `json:"synced"`               // when the sources were last asked
	Source    string    `json:"source"`               // the URL of the names
	ETag      string    `json:"etag,omitempty"`       // of Source
	TopSource string    `json:"top_source,omitempty"` // the URL of the downloads, "" for none
	TopETag   string    `json:"top_etag,omitempty"`   // of TopSource
}

// Origin returns the source of the names.
func (ix *Index) Origin() Origin { return ix.head.Origin }

// Names returns the number of names.
func (ix *Index) Names() int { return ix.head.Names }

// Ranks returns the number of names with a rank.
func (ix *Index) Ranks() int { return ix.head.Ranks }

// Fingerprint identifies the content: indexes with the same fingerprint have the same
// names, ranks and downloads.
func (ix *Index) Fingerprint() string {
	return fmt.Sprintf("%d %d %d %08x", ix.head.Names, ix.head.Ranks, ix.head.Text, ix.head.Sum)
}

// Size returns the size of the file in bytes.
func (ix *Index) Size() int { return len(ix.data) }

// All returns the names in the form of PEP 503: ranked names by rank, then the others
// alphabetically.
func (ix *Index) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for id := range ix.Names() {
			if !yield(string(ix.name(id))) {
				return
			}
		}
	}
}

// Ranked returns the projects with a rank, most downloaded first. The caller may change
// the slice.
func (ix *Index) Ranked() []Project {
	ranked := make([]Project, ix.Ranks())
	var text string // all their names, copied at once
	if len(ranked) > 0 {
		text = string(ix.text[:min(ix.end(len(ranked)-1), uint(len(ix.text)))])
	}
	for id := range ranked {
		ranked[id] = Project{OnPyPI: true, Synced: true, Rank: id + 1, Downloads: ix.count(id)}
		if lo, hi := ix.start(id), ix.end(id); lo <= hi && hi <= uint(len(text)) {
			ranked[id].Name = text[lo:hi]
		}
	}
	return ranked
}

// Verify reads the whole file, unlike Open, and compares it with its checksum.
func (ix *Index) Verify() error {
	if sum := crc32.Checksum(ix.data[len(ix.data)-ix.head.bodySize():], castagnoli()); sum != ix.head.Sum {
		return errors.New("its checksum is wrong; " + remedy)
	}
	return nil
}

// Close unmaps the file. The index and catalogs above it must not be used
// afterwards; projects that they returned stay valid.
func (ix *Index) Close() error {
	unmap := ix.unmap
	*ix = Index{}
	if unmap == nil {
		return nil
	}
	return unmap()
}

// byName returns the project with a name in the form of PEP 503.
func (ix *Index) byName(name string) (Project, bool) {
	if id, ok := ix.number(name); ok {
		return ix.project(id), true
	}
	return Project{}, false
}

// number returns the number of a name in the form of PEP 503.
func (ix *Index) number(name string) (id int, ok bool) {
	var letters [64]byte
	var ids [4]int
	key := AppendLetters(letters[:0], name)
	for _, id := range find(ix, key, hash(key), ids[:0]) {
		if string(ix.name(id)) == name {
			return id, true
		}
	}
	return 0, false
}

// rank returns the rank and the downloads of the name with a number; both are 0 if it
// has no rank.
func (ix *Index) rank(id int) (rank, downloads int) {
	if id >= ix.Ranks() {
		return 0, 0
	}
	return id + 1, ix.count(id)
}

// project returns the project with a number.
func (ix *Index) project(id int) Project {
	p := Project{Name: string(ix.name(id)), OnPyPI: true, Synced: true}
	p.Rank, p.Downloads = ix.rank(id)
	return p
}

// name returns a name in the mapped file, or "" if the file is damaged at that place:
// Open does not verify the checksum of the names, so any number may be wrong.
func (ix *Index) name(id int) []byte {
	if id < 0 || id >= ix.Names() {
		return nil
	}
	lo, hi := ix.start(id), ix.end(id)
	if lo > hi || hi > uint(len(ix.text)) {
		return nil
	}
	return ix.text[lo:hi]
}

func (ix *Index) start(id int) uint {
	if id == 0 {
		return 0
	}
	return ix.end(id - 1)
}

func (ix *Index) end(id int) uint { return uint(binary.LittleEndian.Uint32(ix.ends[4*id:])) }

func (ix *Index) count(id int) int {
	if ix.head.Uncounted {
		return 0
	}
	return int(binary.LittleEndian.Uint64(ix.downloads[8*id:]))
}
