package extract

import (
	"fmt"
	"strings"

	"namedrop/internal/catalog"
)

// The questions that are asked of a reading. Their answers are the features of
// the model; weights.tsv has a weight for each. A question that two facts
// answer only together has the pairs of their answers.
var (
	groups []*group

	always      = ask("always", "")
	howFound    = ask("found by", "spelling", "part", "habit", "parts", "sound")
	kindOfName  = ask("name is", kinds...)
	caseOfKind  = ask("case", cross(kinds, cases)...)
	caseOfFound = ask("found with case", cross(howFound.answers, cases)...)
	lengthName  = ask("letters of the name", cross(howFound.answers, lengths)...)
	wordsFound  = ask("words", cross(howFound.answers, []string{"1", "2", "3", "4", "5"})...)
	rarestWord  = ask("rarest word", cross(howFound.answers, rarities)...)
	singleWord  = ask("only word", cross(kinds, rarities)...)
	capitalised = ask("usually capitalised", "unheard", "never", "seldom", "often", "mostly")
	edges       = ask("function word", "first", "last")
	layer       = ask("known from", "list", "embedded", "top 300", "top 3000", "ranked", "synced")
	layerFound  = ask("known and found", cross(layer.answers, howFound.answers)...)
	nearSound   = ask("sounds", cross(lengths, distances)...)
	nearLetters = ask("letters differ", cross(howFound.answers, distances)...)
	habitual    = ask("learnt confusion", cross([]string{"habit", "parts"}, []string{"<0.1", "<0.3", "<0.6", "<0.9", "sure"})...)
	announces   = ask("words before", "announce", "name", "phrase")
	speaks      = ask("words after", "speak of it")
	askedFor    = ask("asked for", "")
	sponsoring  = ask("in advertising", "")
	punctuated  = ask("beside", "comma before", "comma after", "and before", "quote")
	openings    = ask("sentence", "opens it", "is all of it")
	company     = ask("words beside", cross(kinds, odds)...)
	famous      = ask("named in others", cross(howFound.answers, []string{"0", "1", "2-3", "4-7", "8-15", "more"})...)
	usualSense  = ask("meant in others", cross(kinds, []string{"<0.05", "<0.2", "<0.5", "<0.8", "more"})...)
)

var (
	kinds     = []string{"unique", "word", "proper", "term", "synced word", "synced other"}
	cases     = []string{"opens", "capital", "all capitals", "mixed", "lower"}
	lengths   = []string{"1-2", "3", "4", "5", "6-7", "8-10", "11+"}
	rarities  = []string{"<2.5", "<3", "<3.5", "<4", "<4.5", "<5", "<5.5", "<6", "unheard"}
	distances = []string{"0", "<0.05", "<0.1", "<0.15", "<0.2", "<0.25", "<0.3", "<0.36", "more"}
	odds      = []string{"<-2", "<-1", "<-0.5", "<0", "<0.5", "<1", "<2", "more"}
)

// featureNames and featureNumbers are the features by number and by name.
var featureNames, featureNumbers = nameFeatures()

// ask makes a group of features.
func ask(question string, answers ...string) *group {
	g := &group{name: question, answers: answers}
	if n := len(groups); n > 0 {
		g.first = groups[n-1].first + feature(len(groups[n-1].answers))
	}
	groups = append(groups, g)
	return g
}

// cross returns the pairs of two facts' answers: that of a and b stands at
// a*len(b)+b.
func cross(a, b []string) []string {
	var pairs []string
	for _, x := range a {
		for _, y := range b {
			pairs = append(pairs, x+", "+y)
		}
	}
	return pairs
}

func nameFeatures() ([]string, map[string]feature) {
	var names []string
	numbers := map[string]feature{}
	for _, g := range groups {
		for i, a := range g.answers {
			name := strings.TrimSuffix(fmt.Sprintf("%s: %s", g.name, a), ": ")
			names = append(names, name)
			numbers[name] = g.is(i)
		}
	}
	return names, numbers
}

// bucket returns the index of the first bound that v is below, len(bounds) if
// there is none.
func bucket(v float64, bounds ...float64) int {
	for i, b := range bounds {
		if v < b {
			return i
		}
	}
	return len(bounds)
}

func lengthBucket(n int) int       { return bucket(float64(n), 3, 4, 5, 6, 8, 11) }
func rarityBucket(r float64) int   { return bucket(r, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6) }
func distanceBucket(d float64) int { return bucket(d, 1e-9, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.36) }
func oddsBucket(o float64) int     { return bucket(o, -2, -1, -0.5, 0, 0.5, 1, 2) }

// describe sets the features of the first round: what can be seen in the
// reading's own sentence.
func (f *Finder) describe(r *reading, tokens []token) {
	src, kind, window := int(r.source), f.kind(r.project), tokens[r.first:r.last+1]
	shape := caseOf(window)
	length := lengthBucket(len(catalog.Letters(r.project.Name)))
	r.say(always, 0)
	r.say(howFound, src)
	r.say(kindOfName, kind)
	r.say(caseOfKind, kind*len(cases)+shape)
	r.say(caseOfFound, src*len(cases)+shape)
	r.say(lengthName, src*len(lengths)+length)
	r.say(wordsFound, src*5+r.words-1)
	f.describeWords(r, window, kind)
	r.say(layer, layerOf(r.project))
	r.say(layerFound, layerOf(r.project)*int(sources)+src)
	if r.source == bySound {
		r.say(nearSound, length*len(distances)+distanceBucket(r.distance))
	}
	if r.source != bySpelling {
		r.unlike = unlike(lettersOf(window), catalog.Letters(r.project.Name))
		r.say(nearLetters, src*len(distances)+distanceBucket(r.unlike))
	}
	if r.source == byHabit || r.source == byParts {
		r.say(habitual, (src-int(byHabit))*5+bucket(r.habit, 0.1, 0.3, 0.6, 0.9))
	}
	describeCues(r, tokens)
	much, meant := f.known.fameOf(r.project.Name)
	r.say(famous, src*6+bucket(float64(much), 0.5, 1.5, 2.5, 3.5, 4.5))
	r.say(usualSense, kind*5+bucket(float64(meant), 0.05, 0.2, 0.5, 0.8))
	r.company = companyOf(r, tokens)
	r.say(company, kind*len(odds)+oddsBucket(r.company))
}

// describeWords says how common the words of the window are.
func (f *Finder) describeWords(r *reading, window []token, kind int) {
	rarest, _ := f.rarities(window)
	r.say(rarestWord, int(r.source)*len(rarities)+rarityBucket(rarest))
	if r.words == 1 {
		r.say(singleWord, kind*len(rarities)+rarityBucket(rarest))
		r.say(capitalised, bucket(f.usualCase(r, window), 0, 0.02, 0.2, 0.6))
		return
	}
	if functionWords[window[0].letters] {
		r.say(edges, 0)
	}
	if functionWords[window[len(window)-1].letters] {
		r.say(edges, 1)
	}
}

// kind is the answer to kindOfName. Synced names carry no mark: there the
// tables of words say whether they are English.
func (f *Finder) kind(p *catalog.Project) int {
	switch {
	case p.Synced && f.known.isWord(catalog.Letters(p.Name)):
		return 4
	case p.Synced:
		return 5
	}
	switch p.Mark {
	case catalog.Word:
		return 1
	case catalog.Proper:
		return 2
	case catalog.Term:
		return 3
	}
	return 0
}

// layerOf is the answer to layer.
func layerOf(p *catalog.Project) int {
	switch {
	case p.Listed:
		return 0
	case !p.Synced:
		return 1
	case p.Rank == 0:
		return 5
	}
	return 2 + bucket(float64(p.Rank), 301, 3001)
}

// say notes that an answer is true.
func (r *reading) say(g *group, answer int) {
	r.features = append(r.features, g.is(answer))
}

// unlike is the edit distance of two runs of letters as a share of the longer.
func unlike(a, b string) float64 {
	var room [64]int // spares most names the allocation
	row := append(room[:0], make([]int, len(b)+1)...)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return float64(row[len(b)]) / float64(max(1, len(a), len(b)))
}
