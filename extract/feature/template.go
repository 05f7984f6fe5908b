package feature

// sparse holds the feature templates of the first pass.
var sparse = newSparseTemplates()

// SparseNames returns the names of the features of the first pass, by number. The
// slice is shared: it must not be changed.
func SparseNames() []string { return sparse.names }

// SparseNumber returns the number of a feature of the first pass.
func SparseNumber(name string) (number uint16, ok bool) {
	number, ok = sparse.numbers[name]
	return number, ok
}

// sparseTemplates are the feature templates of the first pass. Each template
// describes one property of a candidate, or a pair of properties whose
// combination matters; of its values, each a binary feature, usually one
// holds. weights.tsv has a weight for every feature.
type sparseTemplates struct {
	bias, source, kind, kindCase, sourceCase, sourceLength, sourceWords, sourceRarity, kindRarity, capitalRate, functionWord,
	layer, layerSource, phoneticDistance, spellingDistance, confusion, cueBefore, cueAfter, answer, advertisement, punctuation,
	sentence, collocation, priorEpisodes, priorShare template

	names   []string           // of the features, by number
	numbers map[string]feature // of the features, by name
}

// feature is the number of a binary feature.
type feature = uint16

// template is a run of consecutive feature numbers, one for each value.
type template struct {
	first feature
	size  int
}

// value returns the feature of value i.
func (t template) value(i int) feature { return t.first + feature(i) }

// The values that several templates combine.
var (
	sourceNames  = []string{"spelling", "short form", "confusion", "part confusion", "sound"}
	kindNames    = []string{"unique", "word", "proper", "term", "index word", "index other"}
	caseNames    = []string{"sentence start", "capital", "all capitals", "mixed", "lower"}
	lengthNames  = []string{"1-2", "3", "4", "5", "6-7", "8-10", "11+"}
	rarityNames  = []string{"<2.5", "<3", "<3.5", "<4", "<4.5", "<5", "<5.5", "<6", "unseen"}
	distanceName = []string{"0", "<0.05", "<0.1", "<0.15", "<0.2", "<0.25", "<0.3", "<0.36", "more"}
	oddsNames    = []string{"<-2", "<-1", "<-0.5", "<0", "<0.5", "<1", "<2", "more"}
)

// newSparseTemplates numbers the features in the order of its calls.
func newSparseTemplates() *sparseTemplates {
	t := &sparseTemplates{numbers: map[string]feature{}}
	layers := []string{"list", "embedded", "top 300", "top 3000", "ranked", "index"}
	t.bias = t.add("bias", "")
	t.source = t.add("source", sourceNames...)
	t.kind = t.add("kind", kindNames...)
	t.kindCase = t.add("kind, case", cross(kindNames, caseNames)...)
	t.sourceCase = t.add("source, case", cross(sourceNames, caseNames)...)
	t.sourceLength = t.add("source, name length", cross(sourceNames, lengthNames)...)
	t.sourceWords = t.add("source, words", cross(sourceNames, []string{"1", "2", "3", "4", "5"})...)
	t.sourceRarity = t.add("source, rarest word", cross(sourceNames, rarityNames)...)
	t.kindRarity = t.add("kind, rarity of the only word", cross(kindNames, rarityNames)...)
	t.capitalRate = t.add("usual capitalization", "unseen", "never", "seldom", "often", "mostly")
	t.functionWord = t.add("function word", "first", "last")
	t.layer = t.add("catalog layer", layers...)
	t.layerSource = t.add("catalog layer, source", cross(layers, sourceNames)...)
	t.phoneticDistance = t.add("name length, phonetic distance", cross(lengthNames, distanceName)...)
	t.spellingDistance = t.add("source, spelling distance", cross(sourceNames, distanceName)...)
	t.confusion = t.add("source, confusion probability", cross([]string{"confusion", "part confusion"}, []string{"<0.1", "<0.3", "<0.6", "<0.9", "more"})...)
	t.cueBefore = t.add("cue before", "announcement", "naming", "phrase")
	t.cueAfter = t.add("cue after", "")
	t.answer = t.add("answer to a request", "")
	t.advertisement = t.add("in an advertisement", "")
	t.punctuation = t.add("beside", "comma before", "comma after", "and before", "quote")
	t.sentence = t.add("sentence", "starts with it", "is all of it")
	t.collocation = t.add("kind, collocations", cross(kindNames, oddsNames)...)
	t.priorEpisodes = t.add("source, episodes that name it", cross(sourceNames, []string{"0", "1", "2-3", "4-7", "8-15", "more"})...)
	t.priorShare = t.add("kind, share of uses that name it", cross(kindNames, []string{"<0.05", "<0.2", "<0.5", "<0.8", "more"})...)
	return t
}

// add numbers the values of a template after those added before.
func (t *sparseTemplates) add(name string, values ...string) template {
	first := feature(len(t.names))
	for i, value := range values {
		full := name
		if value != "" {
			full += ": " + value
		}
		t.names = append(t.names, full)
		t.numbers[full] = first + feature(i)
	}
	return template{first, len(values)}
}

// cross returns all pairs of values: that of a[i] and b[j] is number
// i*len(b)+j.
func cross(a, b []string) []string {
	var pairs []string
	for _, x := range a {
		for _, y := range b {
			pairs = append(pairs, x+", "+y)
		}
	}
	return pairs
}
