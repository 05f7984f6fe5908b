package episode

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
	"namedrop/match/role"
)

// Readings stores the results of detection. Load returns the data saved under a key, if
// it still exists. Both must be safe for concurrent use.
type Readings interface {
	Load(key string) (data []byte, ok bool)
	Save(key string, data []byte)
}

// reading is the result of detection in a transcript.
type reading struct{ Mentions, Possible []extract.Mention }

// read detects the mentions of a transcript, or returns those that were detected
// earlier in the same transcript with the same catalogue and model.
func (p *Pipeline) read(t *transcript.Transcript) reading {
	if p.Readings == nil || t.Digest == "" {
		return p.detect(t)
	}
	key := p.readingKey(t)
	if !p.Fresh {
		if data, ok := p.Readings.Load(key); ok {
			if r, err := decodeReading(data); err == nil {
				return r
			}
		}
	}
	r := p.detect(t)
	if data, err := encodeReading(r); err == nil {
		p.Readings.Save(key, data)
	}
	return r
}

func (p *Pipeline) detect(t *transcript.Transcript) (r reading) {
	least := p.threshold * role.PossibleShare
	if p.Possible {
		least = extract.PossibleThreshold
	}
	r.Mentions, r.Possible = p.Finder().FindAll(t, least)
	return r
}

// readingKey names all that the mentions of a transcript depend on.
func (p *Pipeline) readingKey(t *transcript.Transcript) string {
	key, err := json.Marshal(struct {
		textKey
		Catalog   string
		Threshold float64
		Possible  bool
	}{textKeyOf(t), p.catalog, p.threshold, p.Possible})
	if err != nil {
		panic(err) // unreachable: these types can be encoded
	}
	return string(key)
}

// textKey identifies the text of a transcript. Title and chapters may come from the feed.
type textKey struct {
	Transcript, Format, Title string
	Chapters                  []transcript.Chapter
}

func textKeyOf(t *transcript.Transcript) textKey {
	return textKey{t.Digest, string(t.Format), t.Title, t.Chapters}
}

// catalogKey identifies the sources of a catalogue besides the embedded projects.
func catalogKey(extra, listed []catalog.Project, index *catalog.Index) string {
	sum := sha256.New()
	e := json.NewEncoder(sum)
	for _, part := range []any{extra, listed, index.Fingerprint()} {
		if err := e.Encode(part); err != nil {
			panic(err) // unreachable: these types can be encoded
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// savedReading is the stored form of a reading. The reasons of mentions are packed,
// because they are the largest part.
type savedReading struct {
	Names              []string // of the reasons
	Mentions, Possible []savedMention
}

type savedMention struct {
	extract.Mention
	Reasons []byte // of each reason the number of its name, in a byte, and its weight, in eight
}

const packedReason = 1 + 8

func encodeReading(r reading) ([]byte, error) {
	var s savedReading
	numbers := map[string]int{}
	pack := func(mentions []extract.Mention) []savedMention {
		saved := make([]savedMention, len(mentions))
		for i, m := range mentions {
			saved[i].Mention = m
			for _, reason := range m.Reasons {
				n, ok := numbers[reason.Name]
				if !ok {
					n = len(s.Names)
					numbers[reason.Name], s.Names = n, append(s.Names, reason.Name)
				}
				saved[i].Reasons = binary.LittleEndian.AppendUint64(append(saved[i].Reasons, byte(n)), math.Float64bits(reason.Weight))
			}
		}
		return saved
	}
	s.Mentions, s.Possible = pack(r.Mentions), pack(r.Possible)
	if len(s.Names) > math.MaxUint8 {
		return nil, fmt.Errorf("%d kinds of reasons, at most %d can be saved", len(s.Names), math.MaxUint8)
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(w).Encode(s); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

func decodeReading(data []byte) (r reading, err error) {
	var s savedReading
	if err := json.NewDecoder(flate.NewReader(bytes.NewReader(data))).Decode(&s); err != nil {
		return r, err
	}
	unpack := func(saved []savedMention) (mentions []extract.Mention) {
		for _, m := range saved {
			for packed := range slices.Chunk(m.Reasons, packedReason) {
				if len(packed) < packedReason || int(packed[0]) >= len(s.Names) {
					err = errors.New("damaged reasons")
					return nil
				}
				weight := math.Float64frombits(binary.LittleEndian.Uint64(packed[1:]))
				m.Mention.Reasons = append(m.Mention.Reasons, extract.Reason{Name: s.Names[packed[0]], Weight: weight})
			}
			mentions = append(mentions, m.Mention)
		}
		return mentions
	}
	return reading{unpack(s.Mentions), unpack(s.Possible)}, err
}
