package episode

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"namedrop/extract"
	"namedrop/internal/transcript"
	"namedrop/match/role"
)

// judge classifies the projects of a transcript, or returns the judgements of an earlier
// run about the same projects and mentions in the same transcript.
func (p *Pipeline) judge(t *transcript.Transcript, projects []role.Project) []role.Judgement {
	if p.Readings == nil || t.Digest == "" {
		return role.DefaultModel().Judge(t, projects)
	}
	key := judgementKey(t, projects)
	if !p.Fresh {
		if data, ok := p.Readings.Load(key); ok {
			var all []role.Judgement
			if json.Unmarshal(data, &all) == nil && len(all) == len(projects) {
				return all
			}
		}
	}
	all := role.DefaultModel().Judge(t, projects)
	if data, err := json.Marshal(all); err == nil {
		p.Readings.Save(key, data)
	}
	return all
}

// judgementKey names all that judgements depend on: the transcript and the projects. The
// reasons of mentions are left out, because package role does not use them.
func judgementKey(t *transcript.Transcript, projects []role.Project) string {
	plain := slices.Clone(projects)
	for i := range plain {
		plain[i].Mentions = withoutReasons(plain[i].Mentions)
	}
	key, err := json.Marshal(struct {
		textKey
		Projects []role.Project
	}{textKeyOf(t), plain})
	if err != nil {
		panic(err) // unreachable: these types can be encoded
	}
	sum := sha256.Sum256(key)
	return "judgements " + hex.EncodeToString(sum[:])
}

func withoutReasons(mentions []extract.Mention) []extract.Mention {
	plain := slices.Clone(mentions)
	for i := range plain {
		plain[i].Reasons = nil
	}
	return plain
}
