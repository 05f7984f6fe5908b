package candidate

import "namedrop/internal/words"

// spokenSigns are words for punctuation inside a name, which its letters leave
// out: "pytest dash socket".
var spokenSigns = words.Set(`dash hyphen dot underscore minus`)

// proposeSubstitutions proposes names in which the recognizer replaced parts by
// other words. Each run of words stands for itself or for any of the names, or
// parts of names, that confusions.tsv has for it; all combinations are tried.
func (s *search) proposeSubstitutions(first int) {
	s.letters = s.letters[:0]
	s.extend(Candidate{First: first, Last: first - 1, Confusion: 1})
}

// extend extends a partial candidate by the next word, as it is and with each
// substitution. The letters so far are in s.letters.
func (s *search) extend(c Candidate) {
	next := c.Last + 1
	for next < len(s.tokens) && s.tokens[next].Letters == "" {
		next++
	}
	if next >= len(s.tokens) || c.Words >= MaxWords || s.tokens[next].Sentence != s.tokens[c.First].Sentence {
		return
	}
	length := len(s.letters)
	plain := c
	plain.Last, plain.Words = next, c.Words+1
	if w := s.tokens[next].Letters; !spokenSigns[w] || c.Words == 0 {
		s.letters = append(s.letters, w...)
	} else {
		plain.substituted++
	}
	s.lookupAndExtend(plain)
	s.letters = s.letters[:length]
	s.substitute(c, next)
}

// lookupAndExtend looks a partial candidate up and extends it.
func (s *search) lookupAndExtend(c Candidate) {
	if c.substituted > 0 {
		c.Source = ByPartConfusion
		if c.substituted == c.Words && c.Confusion < 1 {
			c.Source = ByConfusion
		}
		s.lookup(c, s.letters)
	}
	s.extend(c)
}

// substitute extends a partial candidate by the substitutions for the words from
// token next on.
func (s *search) substitute(c Candidate, next int) {
	if !s.tokens[next].StartsConfusion {
		return
	}
	length := len(s.letters)
	misheard := make([]byte, 0, 32)
	s.forEachWindow(next, MaxWords-c.Words, func(last, words int) bool {
		misheard = append(misheard, s.tokens[last].Letters...)
		for _, x := range s.vocabulary.Confusions(misheard) {
			if p := c.Confusion * x.Probability; p >= minConfusion {
				extended := Candidate{First: c.First, Last: last, Words: c.Words + words, Confusion: p, substituted: c.substituted + words}
				s.letters = append(s.letters[:length], x.Name...)
				s.lookupAndExtend(extended)
			}
		}
		return true
	})
	s.letters = s.letters[:length]
}
