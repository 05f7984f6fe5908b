package extract

import "namedrop/internal/catalog"

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
func rarityBucket(c float64) int   { return bucket(c, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6) }
func distanceBucket(d float64) int { return bucket(d, 1e-9, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.36) }
func oddsBucket(o float64) int     { return bucket(o, -2, -1, -0.5, 0, 0.5, 1, 2) }

// setSparse sets the features of the first pass, which depend on the
// candidate's own sentence only.
func (f *Finder) setSparse(c *candidate, tokens []token) {
	src, kind, window := int(c.source), f.nameKind(c.project), tokens[c.first:c.last+1]
	shape := capitalization(window)
	length := lengthBucket(len(catalog.Letters(c.project.Name)))
	c.addSparse(sparse.bias, 0)
	c.addSparse(sparse.source, src)
	c.addSparse(sparse.kind, kind)
	c.addSparse(sparse.kindCase, kind*len(caseNames)+shape)
	c.addSparse(sparse.sourceCase, src*len(caseNames)+shape)
	c.addSparse(sparse.sourceLength, src*len(lengthNames)+length)
	c.addSparse(sparse.sourceWords, src*maxWords+c.words-1)
	f.addWordFeatures(c, window, kind)
	c.addSparse(sparse.layer, catalogLayer(c.project))
	c.addSparse(sparse.layerSource, catalogLayer(c.project)*len(sourceNames)+src)
	if c.source == bySound {
		c.addSparse(sparse.phoneticDistance, length*len(distanceName)+distanceBucket(c.phoneticDistance))
	}
	if c.source != bySpelling {
		c.spellingDistance = spellingDistance(lettersOf(window), catalog.Letters(c.project.Name))
		c.addSparse(sparse.spellingDistance, src*len(distanceName)+distanceBucket(c.spellingDistance))
	}
	if c.source == byConfusion || c.source == byPartConfusion {
		c.addSparse(sparse.confusion, (src-int(byConfusion))*5+bucket(c.confusion, 0.1, 0.3, 0.6, 0.9))
	}
	addCueFeatures(c, tokens)
	episodes, share := f.model.prior(c.project.Name)
	c.addSparse(sparse.priorEpisodes, src*6+bucket(float64(episodes), 0.5, 1.5, 2.5, 3.5, 4.5))
	c.addSparse(sparse.priorShare, kind*5+bucket(float64(share), 0.05, 0.2, 0.5, 0.8))
	c.collocation = collocationScore(c, tokens)
	c.addSparse(sparse.collocation, kind*len(oddsNames)+oddsBucket(c.collocation))
}

// addWordFeatures adds how common the words of the window are.
func (f *Finder) addWordFeatures(c *candidate, window []token, kind int) {
	rarest, _ := f.rarities(window)
	c.addSparse(sparse.sourceRarity, int(c.source)*len(rarityNames)+rarityBucket(rarest))
	if c.words == 1 {
		c.addSparse(sparse.kindRarity, kind*len(rarityNames)+rarityBucket(rarest))
		c.addSparse(sparse.capitalRate, bucket(f.capitalRate(c, window), 0, 0.02, 0.2, 0.6))
		return
	}
	if functionWords[window[0].letters] {
		c.addSparse(sparse.functionWord, 0)
	}
	if functionWords[window[len(window)-1].letters] {
		c.addSparse(sparse.functionWord, 1)
	}
}

// The kinds of names, as indices into kindNames.
const (
	kindUnique = iota
	kindWord
	kindProper
	kindTerm
	kindIndexWord
	kindIndexOther
)

// nameKind is the index into kindNames. Names known from the index alone have
// no mark; the word tables say whether they are English words.
func (f *Finder) nameKind(p *catalog.Project) int {
	switch {
	case p.Synced && f.model.isWord(catalog.Letters(p.Name)):
		return kindIndexWord
	case p.Synced:
		return kindIndexOther
	}
	switch p.Mark {
	case catalog.Word:
		return kindWord
	case catalog.Proper:
		return kindProper
	case catalog.Term:
		return kindTerm
	}
	return kindUnique
}

// catalogLayer is the layer from which a project is known, as a value of the
// template of that name.
func catalogLayer(p *catalog.Project) int {
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

// addSparse adds the feature of a template's value.
func (c *candidate) addSparse(t template, value int) {
	c.sparse = append(c.sparse, t.value(value))
}

// count returns how many values of a template hold for a candidate.
func (c *candidate) count(t template) float32 {
	n := float32(0)
	for _, f := range c.sparse {
		if f >= t.first && f < t.value(t.size) {
			n++
		}
	}
	return n
}

// spellingDistance is the Levenshtein distance of two strings of letters,
// divided by the length of the longer: 0 for equal strings, at most 1.
func spellingDistance(a, b string) float64 {
	var room [64]int // most names need no allocation
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
