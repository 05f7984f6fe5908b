package episode

import (
	"bytes"
	"cmp"
	"compress/flate"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"

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
	return keyOf("reading", struct {
		Text      textKey
		Catalog   string
		Threshold float64
		Possible  bool
	}{textKeyOf(t), p.catalog, p.threshold, p.Possible})
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

func encodeReading(r reading) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	err = gob.NewEncoder(w).Encode(r)
	err = cmp.Or(err, w.Close())
	return b.Bytes(), err
}

func decodeReading(data []byte) (r reading, err error) {
	err = gob.NewDecoder(flate.NewReader(bytes.NewReader(data))).Decode(&r)
	return r, err
}
