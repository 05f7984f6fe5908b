package phonetic

// costTable holds what edits cost, in hundredths: to change one phoneme into
// another, to lose one, and to lose it at the end of a pronunciation. The
// arrays have 64 places so that no index is ever out of range.
type costTable struct {
	change [64][64]uint8
	lose   [64]uint8
	edge   [64]uint8
}

// Costs of kinds of changes.
const (
	costOther      = 100 // sounds with nothing in common
	costVoice      = 20  // the same sound with and without voice: "Bython"
	costVowels     = 35  // one vowel for another
	costNear       = 20  // vowels that are neighbours, or reduced to schwa
	costStops      = 60  // one stop for another
	costFricatives = 55  // one fricative for another
	costNasals     = 35  // M, N, NG
	costLiquids    = 50  // L, R, W, Y for each other
	costAkin       = 35  // pairs of akin below
	costRhotic     = 25  // ER for a vowel: its R is not heard
	costDouble     = 10  // a phoneme that doubles its neighbour: "pytest test"
)

var voiced = []string{"P B", "T D", "K G", "F V", "S Z", "SH ZH", "CH JH", "TH DH"}

// near are vowels that are taken for one another.
var nearVowels = []string{
	"AA AO", "AA AH", "AO OW", "AO AH", "AE EH", "AE AH", "AE AA", "EH IH", "EH EY", "EH AH", "IH IY", "IH AH",
	"IY EY", "EY AE", "UH UW", "UH AH", "UH OW", "OW AH", "AW AA", "AY AA", "OY AO", "AO UH", "AY IY", "AY IH", "ER AH",
}

// akin are other sounds that are taken for one another.
var akin = []string{
	"CH SH", "CH T", "JH D", "JH ZH", "JH Y", "JH Z", "TH F", "TH T", "TH S", "DH D", "DH V", "V B", "V W", "NG G", "F P",
	"CH S", "S SH", "Z ZH", "K CH", "G JH", "N D", "M B", "HH F", "W UW", "W OW", "Y IY", "Y IH", "L OW", "L AH", "R ER",
	"R AH", "UW Y", "ZH SH", "D R", "T R", "K T", "N L", "V M",
}

// lost is how much it costs to lose a phoneme: a little for schwa and what
// slips into the gap between vowels, the more the more clearly it is heard.
var lost = map[string]uint8{
	"AH": 40, "IH": 45, "UH": 50, "EH": 55, "ER": 60, "IY": 55, "UW": 60, "AA": 60, "AE": 60, "AO": 60, "OW": 60, "EY": 60,
	"AY": 75, "AW": 75, "OY": 90,
	"HH": 30, "Y": 30, "W": 40, "T": 55, "D": 50, "DH": 60, "TH": 85, "R": 55, "L": 60, "N": 60, "NG": 80, "M": 90,
	"P": 90, "B": 90, "K": 90, "G": 85, "F": 95, "V": 80, "S": 90, "Z": 80, "SH": 100, "ZH": 95, "CH": 110, "JH": 110,
}

// atEdge is what is lost more easily at either end of a window, because the
// recogniser gave it to the word next to it, or it is an ending.
var atEdge = map[string]uint8{"AH": 25, "HH": 25, "T": 45, "D": 45, "S": 50, "Z": 40, "R": 50, "N": 55}

var costs = buildCosts()

func buildCosts() *costTable {
	t := &costTable{}
	for a := byte(1); a < phonemes; a++ {
		for b := byte(1); b < phonemes; b++ {
			t.change[a][b] = kindCost(a, b)
		}
		t.lose[a] = lost[names[a]]
		t.edge[a] = t.lose[a]
		if e, ok := atEdge[names[a]]; ok {
			t.edge[a] = e
		}
	}
	t.set(akin, costAkin)
	t.set(nearVowels, costNear)
	t.set(voiced, costVoice)
	return t
}

func (t *costTable) set(pairs []string, cost uint8) {
	for _, pair := range pairs {
		p, err := ParsePhones(pair)
		if err != nil || len(p) != 2 {
			panic(pair) // unreachable: the tables above are tested
		}
		t.change[p[0]][p[1]], t.change[p[1]][p[0]] = cost, cost
	}
}

func kindCost(a, b byte) uint8 {
	switch {
	case a == b:
		return 0
	case a == er && vowel(b) || b == er && vowel(a):
		return costRhotic
	case vowel(a) && vowel(b):
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
	{string([]byte{mm, nn, ng}), costNasals},
	{string([]byte{ll, rr, ww, yy}), costLiquids},
	{string([]byte{pp, bb, tt, dd, kk, gg}), costStops},
	{string([]byte{ff, vv, th, dh, ss, zz, sh, zh, hh, ch, jh}), costFricatives},
}

func has(set string, c byte) bool {
	for i := range len(set) {
		if set[i] == c {
			return true
		}
	}
	return false
}
