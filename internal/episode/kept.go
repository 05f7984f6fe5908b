package episode

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"slices"

	"namedrop/extract"
	"namedrop/internal/fit"
	"namedrop/internal/transcript"
	"namedrop/match/role"
)

// judge classifies the projects of a transcript, or returns the judgements of an earlier
// run about the same projects and mentions in the same transcript.
func (p *Pipeline) judge(t *transcript.Transcript, projects []role.Project) []role.Judgement {
	if p.Readings == nil || t.Digest == "" {
		return p.roles().Judge(t, projects)
	}
	return kept(p, judgementKey(t, projects), func(all []role.Judgement) bool { return len(all) == len(projects) }, func() []role.Judgement {
		return p.roles().Judge(t, projects)
	})
}

// calibration calibrates the fit model of a list, or returns the calibration of an earlier
// run. It depends only on the list and the embedded projects.
func (p *Pipeline) calibration(list fit.List, calibrate func() fit.Calibration) fit.Calibration {
	if p.Readings == nil {
		return calibrate()
	}
	return kept(p, keyOf("calibration", list), fit.Calibration.Usable, calibrate)
}

// kept returns the valid value that was saved under a key, or computes and saves it. The
// pipeline must have readings.
func kept[T any](p *Pipeline, key string, valid func(T) bool, compute func() T) T {
	if !p.Fresh {
		if data, ok := p.Readings.Load(key); ok {
			var v T
			if gob.NewDecoder(bytes.NewReader(data)).Decode(&v) == nil && valid(v) {
				return v
			}
		}
	}
	v := compute()
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(v); err == nil {
		p.Readings.Save(key, data.Bytes())
	}
	return v
}

// keyOf returns the key of a kind of data and a digest of all that it depends on.
func keyOf(kind string, inputs any) string {
	all, err := json.Marshal(inputs)
	if err != nil {
		panic(err) // unreachable: the inputs can be encoded
	}
	sum := sha256.Sum256(all)
	return kind + " " + hex.EncodeToString(sum[:])
}

// judgementKey names all that judgements depend on: the transcript and the projects. The
// reasons of mentions are left out, because package role does not use them.
func judgementKey(t *transcript.Transcript, projects []role.Project) string {
	plain := slices.Clone(projects)
	for i := range plain {
		plain[i].Mentions = withoutReasons(plain[i].Mentions)
	}
	return keyOf("judgements", struct {
		Text     textKey
		Projects []role.Project
	}{textKeyOf(t), plain})
}

func withoutReasons(mentions []extract.Mention) []extract.Mention {
	plain := slices.Clone(mentions)
	for i := range plain {
		plain[i].Reasons = nil
	}
	return plain
}
