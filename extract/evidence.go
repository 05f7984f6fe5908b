package extract

import "namedrop/internal/catalog"

// Weights of the evidence, in log-odds. They are set by hand and rounded to
// halves; each says why. A reading starts from its kind of name, and what
// speaks for it is added.
const (
	priorUnique = 1.5  // a name that means nothing else was hardly said by chance
	priorShort  = -1.5 // three letters or fewer are said by chance all the time
	priorWord   = -2.5 // an English word is a name once in a dozen times
	priorProper = -1   // a person's name is a project's less often than not
	priorTerm   = -5   // a word of the trade is hardly ever the project of that name

	weightListed   = 2   // the episode is about the list, so are its names
	weightCapital  = 1.5 // recognisers capitalise names, also inside a sentence
	weightLower    = -1  // a name of its own in small letters; spelled right all the same
	weightAnnounce = 1.5 // "a library like X"
	weightCalled   = 3   // "called X", over the above
	weightAsked    = 3   // an answer to "a notable package?"
	weightSpokenOf = 1   // "the X library"
	weightJoined   = -1  // words that only together have a name's letters
	weightEdge     = -2  // and one at its edge holds English together: "I sort", "a DNS"
	weightCompany  = 2   // another project is certain in the same sentence
	weightNearby   = 1   // or in the same paragraph
	weightAgain    = 2   // the same name is certain elsewhere in the episode
	weightSponsor  = -2  // advertisements name companies
)

// shortName is the length up to which letters collide by chance.
const shortName = 3

// judge adds to a reading the evidence that stands in its own sentence.
func judge(r *reading, tokens []token) {
	r.add(prior(r.project))
	if len(r.project.Name) <= shortName {
		r.add(Reason{"short name", priorShort})
	}
	if r.project.Listed {
		r.add(Reason{"in the list", weightListed})
	}
	r.add(capitals(tokens[r.first : r.last+1])...)
	if r.words > 1 {
		r.add(Reason{"joined", weightJoined})
	}
	if r.words > 1 && (functionWords[tokens[r.first].letters] || functionWords[tokens[r.last].letters]) {
		r.add(Reason{"function word at its edge", weightEdge})
	}
	if announced(tokens, r.first) {
		r.add(Reason{"announced", weightAnnounce})
	}
	if called(tokens, r.first) {
		r.add(Reason{"called so", weightCalled})
	}
	if spokenOf(tokens, r.last) {
		r.add(Reason{"spoken of", weightSpokenOf})
	}
}

// prior is what a name's kind says before anything was heard.
func prior(p catalog.Project) Reason {
	switch p.Mark {
	case catalog.Word:
		return Reason{"an English word", priorWord}
	case catalog.Proper:
		return Reason{"a proper name", priorProper}
	case catalog.Term:
		return Reason{"a word of the trade", priorTerm}
	}
	return Reason{"a name of its own", priorUnique}
}

// capitals judges the case of a window. The first word of a sentence is
// capital anyway, and says nothing.
func capitals(window []token) []Reason {
	if window[0].opens {
		return nil
	}
	for _, t := range window {
		if t.capital() {
			return []Reason{{"capital", weightCapital}}
		}
	}
	return []Reason{{"small letters", weightLower}}
}

// add notes evidence and counts it.
func (r *reading) add(reasons ...Reason) {
	for _, reason := range reasons {
		r.evidence = append(r.evidence, reason)
		r.score += reason.Weight
	}
}
