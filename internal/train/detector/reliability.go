package main

import (
	"fmt"
	"math"
	"strings"

	"namedrop/extract"
)

// lowThreshold is the least confidence of the mentions in a reliability table.
const lowThreshold = 0.05

// band is the mentions whose confidence lies in the same tenth.
type band struct {
	mentions, right int
	confidence      float64 // sum
}

// sample is the log-odds of a mention's confidence, and whether it is right.
type sample struct {
	logOdds float64
	right   bool
}

// calibrate fits the slope and the intercept that map log-odds to those observed,
// by gradient descent on the logistic loss.
func calibrate(samples []sample) (slope, intercept float64) {
	slope = 1
	for range calibrationSteps {
		var ds, di float64
		for _, x := range samples {
			d := sigmoid(slope*x.logOdds + intercept)
			if x.right {
				d--
			}
			ds += d * x.logOdds
			di += d
		}
		slope -= calibrationRate * ds / float64(len(samples))
		intercept -= calibrationRate * di / float64(len(samples))
	}
	return slope, intercept
}

// Settings of calibrate.
const (
	calibrationSteps = 2000
	calibrationRate  = 0.1
)

// bands is a reliability table: predicted confidence against the share that is
// right, by tenths.
type bands [10]band

func (b *bands) add(c bands) {
	for i := range b {
		b[i].mentions += c[i].mentions
		b[i].right += c[i].right
		b[i].confidence += c[i].confidence
	}
}

func (b bands) String() string {
	var s strings.Builder
	s.WriteString("confidence  mentions  predicted  right\n")
	for i, x := range b {
		if x.mentions > 0 {
			n := float64(x.mentions)
			fmt.Fprintf(&s, "%.1f to %.1f  %8d  %9.2f  %5.2f\n", float64(i)/10, float64(i+1)/10, x.mentions, x.confidence/n, float64(x.right)/n)
		}
	}
	return s.String()
}

// reliability compares the confidence of mentions with the annotation. Mentions
// that overlap an ambiguous occurrence of the same name do not count.
func (e *episode) reliability(mentions []extract.Mention) (b bands, samples []sample) {
	for _, m := range mentions {
		l := e.label(extract.TrainingExample{Paragraph: m.Paragraph, Lo: m.Lo, Hi: m.Hi, Name: m.Name})
		if l == ignored {
			continue
		}
		x := &b[min(9, int(10*m.Confidence))]
		x.mentions++
		x.confidence += m.Confidence
		if l == positive {
			x.right++
		}
		p := min(max(m.Confidence, 1e-6), 1-1e-6)
		samples = append(samples, sample{math.Log(p / (1 - p)), l == positive})
	}
	return b, samples
}
