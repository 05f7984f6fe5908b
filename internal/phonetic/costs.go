package phonetic

import "namedrop/internal/phonetic/pronounce"

// costTable holds the costs of edits in hundredths: to substitute a phoneme, and to
// delete a sound. The arrays have so many elements that no index is out of range.
type costTable struct {
	substitution [64][64]uint8
	deletion     [256]uint8
}

// Costs of substitutions, by kind.
const (
	costOther      = 100 // unrelated sounds
	costVoice      = 20  // voiced and unvoiced: "Bython"
	costVowels     = 35  // vowels
	costNear       = 20  // adjacent vowels, or reduced to schwa
	costStops      = 60  // stops
	costFricatives = 55  // fricatives
	costNasals     = 35  // M, N, NG
	costLiquids    = 50  // L, R, W, Y
	costSimilar    = 35  // the pairs of similar below
	costRhotic     = 25  // ER and a vowel: a dropped R
	costDouble     = 10  // deletion of a phoneme that repeats the previous one: "pytest test"
)

var voiced = []string{"P B", "T D", "K G", "F V", "S Z", "SH ZH", "CH JH", "TH DH"}

// nearVowels are pairs of vowels that are often confused.
var nearVowels = []string{
	"AA AO", "AA AH", "AO OW", "AO AH", "AE EH", "AE AH", "AE AA", "EH IH", "EH EY", "EH AH", "IH IY", "IH AH",
	"IY EY", "EY AE", "UH UW", "UH AH", "UH OW", "OW AH", "AW AA", "AY AA", "OY AO", "AO UH", "AY IY", "AY IH", "ER AH",
}

// similar are other pairs that are often confused.
var similar = []string{
	"CH SH", "CH T", "JH D", "JH ZH", "JH Y", "JH Z", "TH F", "TH T", "TH S", "DH D", "DH V", "V B", "V W", "NG G", "F P",
	"CH S", "S SH", "Z ZH", "K CH", "G JH", "N D", "M B", "HH F", "W UW", "W OW", "Y IY", "Y IH", "L OW", "L AH", "R ER",
	"R AH", "UW Y", "ZH SH", "D R", "T R", "K T", "N L", "V M",
}

// deletionCosts are low for schwa and for sounds that glide between vowels, and
// higher for clearly audible sounds.
var deletionCosts = map[string]uint8{
	"AH": 40, "IH": 45, "UH": 50, "EH": 55, "ER": 60, "IY": 55, "UW": 60, "AA": 60, "AE": 60, "AO": 60, "OW": 60, "EY": 60,
	"AY": 75, "AW": 75, "OY": 90,
	"HH": 30, "Y": 30, "W": 40, "T": 55, "D": 50, "DH": 60, "TH": 85, "R": 55, "L": 60, "N": 60, "NG": 80, "M": 90,
	"P": 90, "B": 90, "K": 90, "G": 85, "F": 95, "V": 80, "S": 90, "Z": 80, "SH": 100, "ZH": 95, "CH": 110, "JH": 110,
}

// edgeDeletionCosts are the costs at either end of a pronunciation, for phonemes
// that recognizers often assign to the next word, and for endings.
var edgeDeletionCosts = map[string]uint8{"AH": 25, "HH": 25, "T": 45, "D": 45, "S": 50, "Z": 40, "R": 50, "N": 55}

var costs = buildCosts()

func buildCosts() *costTable {
	t := &costTable{}
	for a := byte(1); a < pronounce.Count; a++ {
		for b := byte(1); b < pronounce.Count; b++ {
			t.substitution[a][b] = substitutionCost(a, b)
		}
		t.deletion[a] = deletionCosts[pronounce.Phones{a}.String()]
		t.deletion[edge|a], t.deletion[double|a] = t.deletion[a], costDouble
		if e, ok := edgeDeletionCosts[pronounce.Phones{a}.String()]; ok {
			t.deletion[edge|a] = e
		}
	}
	t.set(similar, costSimilar)
	t.set(nearVowels, costNear)
	t.set(voiced, costVoice)
	return t
}

func (t *costTable) set(pairs []string, cost uint8) {
	for _, pair := range pairs {
		p, err := pronounce.ParsePhones(pair)
		if err != nil || len(p) != 2 {
			panic(pair) // unreachable: the tables above are tested
		}
		t.substitution[p[0]][p[1]], t.substitution[p[1]][p[0]] = cost, cost
	}
}

func substitutionCost(a, b byte) uint8 {
	switch {
	case a == b:
		return 0
	case a == rhotic && pronounce.Vowel(b) || b == rhotic && pronounce.Vowel(a):
		return costRhotic
	case pronounce.Vowel(a) && pronounce.Vowel(b):
		return costVowels
	}
	return consonantCost(a, b)
}

func consonantCost(a, b byte) uint8 {
	for _, g := range groups {
		if has(g.set, a) && has(g.set, b) {
			return g.cost
		}
	}
	return costOther
}

var groups = []struct {
	set  string
	cost uint8
}{
	{string(mustPhones("M N NG")), costNasals},
	{string(mustPhones("L R W Y")), costLiquids},
	{string(mustPhones("P B T D K G")), costStops},
	{string(mustPhones("F V TH DH S Z SH ZH HH CH JH")), costFricatives},
}

var rhotic = mustPhones("ER")[0]

func has(set string, c byte) bool {
	for i := range len(set) {
		if set[i] == c {
			return true
		}
	}
	return false
}
