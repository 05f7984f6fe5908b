package fit

import (
	"encoding/binary"
	"math"
)

// WriteVectors encodes words in alphabetical order, the share of texts that contain
// each, and their vectors of length 1 as vectors.bin. The numbers of a dimension are
// rounded to numLevels levels that are chosen for it.
func WriteVectors(words []string, share []float64, vectors [][]float32) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(words)))
	levels := make([][]float32, Dims)
	for j := range levels {
		levels[j] = levelsOf(column(vectors, j))
		for _, x := range levels[j] {
			b = append(b, byte(int8(math.Round(float64(x)*unitByte))))
		}
	}
	for _, s := range share {
		b = binary.LittleEndian.AppendUint16(b, uint16(-math.Log(s)*rareUnit))
	}
	end := 0
	for _, w := range words {
		end += len(w)
		b = binary.LittleEndian.AppendUint32(b, uint32(end))
	}
	for _, v := range vectors {
		for j := 0; j < Dims; j += 2 {
			b = append(b, byte(levelOf(levels[j], v[j])|levelOf(levels[j+1], v[j+1])<<levelBits))
		}
	}
	for _, w := range words {
		b = append(b, w...)
	}
	return b
}

func column(vectors [][]float32, j int) []float32 {
	var c []float32
	for _, v := range vectors {
		c = append(c, v[j])
	}
	return c
}

// improvements is how often levels are improved; further ones hardly change vectors.bin.
const improvements = 200

// levelsOf returns levels in ascending order so that the squares of the distances between
// numbers and their nearest levels are small (Lloyd, "Least squares quantization in PCM",
// 1982). The mean of the numbers must be near 0.
func levelsOf(numbers []float32) []float32 {
	levels := make([]float32, numLevels)
	for k := range levels {
		levels[k] = 3 * deviation(numbers) * (float32(2*k+1)/numLevels - 1)
	}
	for range improvements {
		var sum, count [numLevels]float64
		for _, x := range numbers {
			k := levelOf(levels, x)
			sum[k] += float64(x)
			count[k]++
		}
		for k := range levels {
			if count[k] > 0 {
				levels[k] = float32(sum[k] / count[k])
			}
		}
	}
	return levels
}

// deviation is the standard deviation of numbers with mean 0.
func deviation(numbers []float32) float32 {
	sum := 0.0
	for _, x := range numbers {
		sum += float64(x) * float64(x)
	}
	return float32(math.Sqrt(sum / float64(len(numbers))))
}

// levelOf returns the number of the level that is nearest to x.
func levelOf(levels []float32, x float32) int {
	best := 0
	for k, l := range levels {
		if d, least := l-x, levels[best]-x; d*d < least*least {
			best = k
		}
	}
	return best
}
