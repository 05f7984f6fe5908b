package confusion

import "strings"

// Costs of aligning letters, in tenths of a letter. Coarse costs are sufficient to
// find the noisy words of a name and to distinguish misspelling from rewording.
const (
	costOther         = 10 // letters with different sounds
	costSimilar       = 4  // consonants that recognizers confuse: b and p, s and z
	costVowel         = 3  // vowels
	costDeletion      = 8  // a missing consonant
	costVowelDeletion = 4  // a missing vowel or h
	costSpace         = 2  // a missing or additional space
)

// similar are groups of consonants with similar sounds, by place and manner of
// articulation, and of letters that share a sound in English spelling.
var similar = strings.Fields("bpfvw dt gkqcx jgyzh szcx mn lrw")

// respell replaces spellings by simpler ones with the same sound.
var respell = strings.NewReplacer(
	"ph", "f", "ck", "k", "qu", "kw", "sch", "sk", "tion", "shn", "py", "pie", "kn", "n", "wr", "r",
	"0", "o", "1", "wun", "2", "tu", "3", "thri", "4", "for", "5", "faif", "6", "six", "7", "sevn", "8", "eit", "9", "nain",
)

// costs is the table of letter costs; newCosts makes it.
type costs struct {
	substitution [256][256]uint8
	deletion     [256]uint8
}

func newCosts() *costs {
	c := &costs{}
	for x := range 256 {
		c.deletion[x] = costDeletion
		for y := range 256 {
			if x != y {
				c.substitution[x][y] = costOther
			}
		}
	}
	for _, group := range similar {
		c.makeSimilar(group, costSimilar)
	}
	c.makeSimilar("aeiouyw", costVowel)
	for _, mute := range "aeiouyh" {
		c.deletion[mute] = costVowelDeletion
	}
	c.deletion[' '] = costSpace
	return c
}

// makeSimilar sets the cost of substitutions within a group of letters.
func (c *costs) makeSimilar(group string, cost uint8) {
	for _, x := range group {
		for _, y := range group {
			if x != y {
				c.substitution[x][y] = min(c.substitution[x][y], cost)
			}
		}
	}
}

// align aligns two spellings letter by letter. It returns the cost, and for each
// byte of b its position in a: the bytes b[i:j] are aligned with a[at[i]:at[j]].
func (c *costs) align(a, b string) (cost int, at []int) {
	width := len(b) + 1
	table := make([]int, (len(a)+1)*width)
	for i := 0; i <= len(a); i++ {
		for j := range width {
			table[i*width+j] = c.cell(table, a, b, i, j)
		}
	}
	at = make([]int, width)
	at[len(b)] = len(a)
	for i, j := len(a), len(b); i > 0 || j > 0; {
		here := table[i*width+j]
		switch {
		case i > 0 && j > 0 && here == table[(i-1)*width+j-1]+int(c.substitution[a[i-1]][b[j-1]]):
			i, j = i-1, j-1
		case j > 0 && here == table[i*width+j-1]+int(c.deletion[b[j-1]]):
			j--
		default:
			i--
		}
		at[j] = i
	}
	return table[len(table)-1], at
}

func (c *costs) cell(table []int, a, b string, i, j int) int {
	width := len(b) + 1
	if i == 0 && j == 0 {
		return 0
	}
	best := 1 << 30
	if i > 0 {
		best = table[(i-1)*width+j] + int(c.deletion[a[i-1]])
	}
	if j > 0 {
		best = min(best, table[i*width+j-1]+int(c.deletion[b[j-1]]))
	}
	if i > 0 && j > 0 {
		best = min(best, table[(i-1)*width+j-1]+int(c.substitution[a[i-1]][b[j-1]]))
	}
	return best
}

// dissimilarity is the alignment cost of two spellings without spaces, divided by
// the length of the longer: 0 for equal ones, about 1 for unrelated ones.
func (c *costs) dissimilarity(a, b string) float64 {
	a = respell.Replace(strings.ReplaceAll(a, " ", ""))
	b = respell.Replace(strings.ReplaceAll(b, " ", ""))
	cost, _ := c.align(a, b)
	return float64(cost) / float64(costOther*max(len(a), len(b), 1))
}
