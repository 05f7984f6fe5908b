package confusion

import "strings"

// Costs of putting letters against each other, in tenths of a letter. They
// are coarse on purpose: they only have to find which of the noisy words stand
// for a name and to tell a mishearing from a rewording.
const (
	costOther = 10 // two letters that sound nothing alike
	costKin   = 4  // two that recognisers confuse: b and p, s and z
	costVowel = 3  // two vowels
	costDrop  = 8  // a consonant that is missing
	costMute  = 4  // a vowel, or an h, that is missing
	costSpace = 2  // a space that is missing, or in the place of nothing
)

// kin are the groups of consonants that sound alike, by place and manner of
// articulation, with the letters that share a sound in English spelling.
var kin = strings.Fields("bpfvw dt gkqcx jgyzh szcx mn lrw")

// respell brings letters nearer to their sound before they are compared.
var respell = strings.NewReplacer(
	"ph", "f", "ck", "k", "qu", "kw", "sch", "sk", "tion", "shn", "py", "pie", "kn", "n", "wr", "r",
	"0", "o", "1", "wun", "2", "tu", "3", "thri", "4", "for", "5", "faif", "6", "six", "7", "sevn", "8", "eit", "9", "nain",
)

// costs is the table of letter costs. The zero value is not ready: see newCosts.
type costs struct {
	swap [256][256]uint8
	drop [256]uint8
}

func newCosts() *costs {
	c := &costs{}
	for x := range 256 {
		c.drop[x] = costDrop
		for y := range 256 {
			if x != y {
				c.swap[x][y] = costOther
			}
		}
	}
	for _, group := range kin {
		c.relate(group, costKin)
	}
	c.relate("aeiouyw", costVowel)
	for _, mute := range "aeiouyh" {
		c.drop[mute] = costMute
	}
	c.drop[' '] = costSpace
	return c
}

// relate makes the letters of a group cheap to put in each other's place.
func (c *costs) relate(group string, cost uint8) {
	for _, x := range group {
		for _, y := range group {
			if x != y {
				c.swap[x][y] = min(c.swap[x][y], cost)
			}
		}
	}
}

// match aligns two spellings letter by letter and returns the cost, and for
// each byte of b how many bytes of a were used when it was reached: the bytes
// b[i:j] stand for a[at[i]:at[j]].
func (c *costs) match(a, b string) (cost int, at []int) {
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
		case i > 0 && j > 0 && here == table[(i-1)*width+j-1]+int(c.swap[a[i-1]][b[j-1]]):
			i, j = i-1, j-1
		case j > 0 && here == table[i*width+j-1]+int(c.drop[b[j-1]]):
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
		best = table[(i-1)*width+j] + int(c.drop[a[i-1]])
	}
	if j > 0 {
		best = min(best, table[i*width+j-1]+int(c.drop[b[j-1]]))
	}
	if i > 0 && j > 0 {
		best = min(best, table[(i-1)*width+j-1]+int(c.swap[a[i-1]][b[j-1]]))
	}
	return best
}

// unlike says how differently two spellings sound, from 0 for the same to 1
// and a little more; spaces do not count.
func (c *costs) unlike(a, b string) float64 {
	a = respell.Replace(strings.ReplaceAll(a, " ", ""))
	b = respell.Replace(strings.ReplaceAll(b, " ", ""))
	cost, _ := c.match(a, b)
	return float64(cost) / float64(costOther*max(len(a), len(b), 1))
}
