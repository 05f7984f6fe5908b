package fit

import (
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// Calibration holds what tells entries from other projects, the mean and spread of the
// features among projects in general, and the meaning of a score for the list. It can be
// encoded by encoding/gob.
type Calibration struct {
	Weights       []float64 // of the regression that separates entries from other projects
	Mean, Spread  [NumSigns]float64
	Slope, Offset float64
	Least         float64 // see Verdict
	Others        Others
}

// Usable reports whether a calibration that was saved is complete.
func (c Calibration) Usable() bool {
	return c.Slope > 0 && len(c.Weights) > 0 && len(c.Others.Vectors) == vectorBytes*len(c.Others.Names)
}

// Others holds what judging compares projects with besides the list: a sample of the known
// projects.
type Others struct {
	Names   []string           // of outsiders
	Vectors []byte             // of outsiders, each with vectorBytes
	Topics  map[string]float64 // known projects by topic
	Filed   float64            // known projects with topics
}

// vectorBytes is the size of a vector in Others: little-endian float32.
const vectorBytes = 4 * Dims

// keepOthers returns the sample of the known projects.
func (m *Model) keepOthers() Others {
	t := m.topics().others
	o := Others{Topics: t.by, Filed: t.all}
	for _, out := range m.outsiders() {
		o.Names = append(o.Names, out.name)
		for _, x := range out.vector {
			o.Vectors = binary.LittleEndian.AppendUint32(o.Vectors, math.Float32bits(x))
		}
	}
	return o
}

// outsiders returns the outsiders that were kept.
func (o *Others) outsiders() []outsider {
	all := make([]outsider, len(o.Names))
	for i, name := range o.Names {
		all[i].name = name
		for k := range all[i].vector {
			all[i].vector[k] = math.Float32frombits(binary.LittleEndian.Uint32(o.Vectors[vectorBytes*i+4*k:]))
		}
	}
	return all
}

// UseCalibration sets a function that provides the calibration of a model. It is called
// once, when the model is first asked to judge, with the function that computes the
// calibration, and returns its result or an equal one of an earlier run. UseCalibration
// must be called before the model is used.
func (m *Model) UseCalibration(provide func(calibrate func() Calibration) Calibration) {
	calibrate := m.calibration
	m.calibration = sync.OnceValue(func() Calibration {
		c := provide(calibrate)
		m.others = &c.Others // before they are asked for, if c was not computed now
		return c
	})
}

// UseKnown sets the function that returns the known projects, in place of those of Learn.
// It is called only to compute a calibration. UseKnown must be called before the model is
// used.
func (m *Model) UseKnown(known func() []Project) { m.known = sync.OnceValue(known) }

// standard returns the features in units of their spread among projects in general, 0 for
// unknown ones.
func (c *Calibration) standard(s signs) signs {
	for i := range s {
		if math.IsNaN(s[i]) {
			s[i] = c.Mean[i]
		}
		s[i] = max(-5, min(5, (s[i]-c.Mean[i])/c.Spread[i]))
	}
	return s
}

// score returns the weighted sum of the standardized features.
func score(s signs) float64 {
	w, sum := signWeights(), 0.0
	for i, x := range s {
		sum += w[i] * x
	}
	return sum
}

// probability returns the probability for features, as if the list's entries and
// projects in general were equally frequent.
func (c *Calibration) probability(s signs) float64 {
	return 1 / (1 + math.Exp(-c.Slope*score(c.standard(s))-c.Offset))
}

// The maximum numbers of entries and of other projects used for calibration.
const (
	sampledEntries = 150
	sampledOthers  = 300
)

// calibrate judges entries of the list, each left out, and other projects.
func (m *Model) calibrate(known []Project) Calibration {
	own, others, weights := m.samples(known)
	c := spreadOf(others)
	c.Weights = weights
	c.Slope, c.Offset = c.odds(own, others)
	c.Least = c.least(own)
	c.Others = m.keepOthers()
	return c
}

// exceptions is the share of entries that need not reach the least probability.
const exceptions = 0.03

// least returns the probability that all entries but a few reach, 0 if there are none.
func (c *Calibration) least(own []signs) float64 {
	ps := []float64{0}
	for _, s := range own {
		ps = append(ps, c.probability(s))
	}
	slices.Sort(ps)
	return ps[min(len(own), 1+int(exceptions*float64(len(own))))]
}

// spreadOf returns a calibration with only mean and spread.
func spreadOf(others []signs) Calibration {
	var c Calibration
	for i := range c.Mean {
		var sum, squares, n float64
		for _, s := range others {
			if math.IsNaN(s[i]) {
				continue
			}
			n++
			sum += s[i]
			squares += s[i] * s[i]
		}
		n = max(1, n)
		c.Mean[i] = sum / n
		c.Spread[i] = max(0.02, math.Sqrt(max(0, squares/n-c.Mean[i]*c.Mean[i])))
	}
	return c
}

// SignExamples returns the features of entries, each left out, and of other projects,
// in units of their spread among the others.
func (m *Model) SignExamples(known []Project) (own, others []([NumSigns]float64)) {
	m.known = func() []Project { return known }
	m.outsiders, m.topics = sync.OnceValue(m.findOutsiders), sync.OnceValue(m.findTopics)
	in, out, _ := m.samples(known)
	c := spreadOf(out)
	for _, s := range in {
		own = append(own, c.standard(s))
	}
	for _, s := range out {
		others = append(others, c.standard(s))
	}
	return own, others
}

// samples returns the features of entries, each left out, and of other projects, and the
// weights of the separation.
func (m *Model) samples(known []Project) (own, others []signs, weights []float64) {
	entries := m.described(known)
	apart := m.separate(entries, known)
	for n := 0; n < len(entries); n += len(entries)/sampledEntries + 1 {
		q := m.query(entries[n], n)
		s := m.signs(q, apart.weights)
		s[separates] = m.withoutItself(apart, q, s[separates], entryExample)
		own = append(own, s)
	}
	return own, m.sampleOthers(known, apart), apart.weights
}

// sampleOthers returns the features of known projects that are not on the list.
func (m *Model) sampleOthers(known []Project, apart *separation) []signs {
	var others []signs
	mine, step := m.entryNames(), len(known)/sampledOthers+1
	for i := step / 2; i < len(known); i += step {
		if mine[letters(known[i].Name)] {
			continue
		}
		q := m.query(known[i], -1)
		s := m.signs(q, apart.weights)
		if i%apart.step == 0 {
			s[separates] = m.withoutItself(apart, q, s[separates], outsideExample)
		}
		others = append(others, s)
	}
	return others
}

// described returns the entries, each as the known project of its name if there is one.
func (m *Model) described(known []Project) []Project {
	mine, by := m.entryNames(), map[string]Project{}
	for _, p := range known {
		if name := letters(p.Name); mine[name] {
			by[name] = p
		}
	}
	var all []Project
	for _, s := range m.list.Sections {
		for _, e := range s.Entries {
			if p, ok := by[letters(e.Name)]; ok && p.About != "" {
				e = p
			}
			all = append(all, e)
		}
	}
	return all
}

// odds fits slope and offset by logistic regression (Platt 1999), with the general
// values as a prior.
func (c *Calibration) odds(own, others []signs) (slope, offset float64) {
	const slope0, certainty, step, least = 1, 4, 0.5, 0.1
	slope = slope0
	var xs []float64
	for _, s := range slices.Concat(own, others) {
		xs = append(xs, score(c.standard(s)))
	}
	for range 40 { // damped Newton steps
		g1, g0, h11, h10, h00 := -certainty*(slope-slope0), -certainty*offset, float64(certainty), 0.0, float64(certainty)
		for i, x := range xs {
			y, w := 0.0, float64(len(own))/max(1, float64(len(others)))
			if i < len(own) {
				y, w = 1, 1
			}
			p := 1 / (1 + math.Exp(-slope*x-offset))
			g1 += w * (y - p) * x
			g0 += w * (y - p)
			h11 += w * p * (1 - p) * x * x
			h10 += w * p * (1 - p) * x
			h00 += w * p * (1 - p)
		}
		det := h11*h00 - h10*h10
		slope = max(least, slope+max(-step, min(step, (g1*h00-g0*h10)/det)))
		offset += max(-step, min(step, (g0*h11-g1*h10)/det))
	}
	return slope, offset
}
