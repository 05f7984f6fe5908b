package candidate

import "namedrop/internal/phonetic"

// proposeByPhonetics proposes names that sound like a window that begins at a
// token.
func (s *search) proposeByPhonetics(first int) {
	rarest := 0.0
	phones := &s.phones
	phones[0], phones[1] = phones[0][:0], phones[1][:0]
	s.forEachWindow(first, maxPhoneticWords, func(last, words int) bool {
		t := &s.tokens[last]
		rarest = max(rarest, t.Rarity)
		for i := range phones {
			phones[i] = append(phones[i], t.Pronunciations[min(i, len(t.Pronunciations)-1)]...)
		}
		if rarest < minPhoneticRarity {
			return true
		}
		for i, p := range phones {
			if i > 0 && string(p) == string(phones[0]) {
				continue
			}
			for _, m := range s.phonetics.Search(p, maxPhoneticMatches, phoneticBound(len(p), words), &s.scratch) {
				s.add(Candidate{First: first, Last: last, Words: words, Project: s.phoneticProjects[m.Name], Source: BySound, PhoneticDistance: m.Distance})
			}
		}
		return true
	})
}

// phoneticBound is the largest distance of a phonetic match, which 98 of 100
// right names are within. It is tighter for short windows and for several words,
// because they sound like many names.
func phoneticBound(phones, words int) float64 {
	if phones <= shortPronunciation || words > 1 {
		return tightBound
	}
	return phonetic.Bound
}

const (
	shortPronunciation = 4 // phonemes
	tightBound         = 0.32
)
