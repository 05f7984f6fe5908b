package candidate

import (
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
)

// proposeByPhonetics proposes names that sound like a window that begins at a token, and
// members of the families of those that the transcript spells elsewhere (named).
func (s *search) proposeByPhonetics(first int, named map[string]bool) {
	rarest := 0.0
	phones := &s.phones
	phones[0], phones[1] = phones[0][:0], phones[1][:0]
	s.forEachWindow(first, maxPhoneticWords, func(last, words int) bool {
		t := &s.tokens[last]
		rarest = max(rarest, t.Rarity)
		for i := range phones {
			phones[i] = append(phones[i], t.Pronunciations[min(i, len(t.Pronunciations)-1)]...)
		}
		begins, ends := s.tokens[first].Function, t.Function
		if rarest < minPhoneticRarity || begins && ends {
			return true // names are rarely misspelled so
		}
		for i, p := range phones {
			if i > 0 && string(p) == string(phones[0]) {
				continue
			}
			for _, m := range s.phonetics.Search(p, maxPhoneticMatches, phoneticBound(len(p), words, begins || ends, rarest), &s.scratch) {
				c := Candidate{First: first, Last: last, Words: words, Project: s.catalog.At(s.phoneticProjects[m.Name]), Source: BySound, PhoneticDistance: m.Distance}
				s.add(c)
				if named[c.Project.Name] && !t.Function {
					s.proposeMembers(c)
				}
			}
		}
		return true
	})
}

// proposeMembers proposes the members of a family of which a candidate is the misspelled
// head and the following words spell the rest: "data set cluster map" is
// datasette-cluster-map. It is a confusion of a part of the name that was not learned; its
// probability falls with the distance of the sounds. The head must not end with a function
// word, which belongs to neither.
func (s *search) proposeMembers(head Candidate) {
	next := head.Last + 1
	for next < len(s.tokens) && s.tokens[next].Letters == "" {
		next++
	}
	if next == len(s.tokens) || s.tokens[next].Sentence != s.tokens[head.First].Sentence {
		return
	}
	prefix := head.Project.Name + "-"
	s.letters = catalog.AppendLetters(s.letters[:0], prefix)
	s.forEachWindow(next, MaxWords-head.Words, func(last, words int) bool {
		if w := s.tokens[last].Letters; !spokenSigns[w] {
			s.letters = append(s.letters, w...)
		}
		s.projects = s.catalog.AppendLookup(s.projects[:0], s.letters)
		for _, p := range s.projects {
			if strings.HasPrefix(p.Name, prefix) {
				s.add(Candidate{First: head.First, Last: last, Words: head.Words + words, Project: p, Source: ByPartConfusion,
					substituted: head.Words, Confusion: 1 - head.PhoneticDistance})
			}
		}
		return true
	})
}

// phoneticBound is the largest distance of a phonetic match, which 98 of 100
// right names are within. It is tighter for short windows and for several words,
// because they sound like many names, and for common words beside a function word: mostly,
// none or only the other words stand for a name.
func phoneticBound(phones, words int, function bool, rarest float64) float64 {
	switch {
	case function && rarest < commonRarity:
		return commonBound
	case phones <= shortPronunciation || words > 1:
		return tightBound
	}
	return phonetic.Bound
}

const (
	shortPronunciation = 4   // phonemes
	commonRarity       = 4.5 // about one in 30,000 words
	tightBound         = 0.32
	commonBound        = 0.25
)
