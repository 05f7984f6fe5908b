package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"namedrop/extract"
	"namedrop/match/role"
)

// score holds the results on held-out episodes.
type score struct {
	right, pairs     float64 // pairs of a headline and another project of the same episode
	hits, wanted     int     // headlines among the top n projects of an episode with n headlines
	detected, found  int     // picks, and those classified as recommended
	falsePositives   int     // other projects classified as recommended in these episodes
	withPicks        int     // episodes with picks
	flagged, correct int     // projects classified as recommended in manually labelled episodes, and the correct ones
	bins             [10]bin
}

// bin counts the projects in a range of worth, and those that are highlighted.
type bin struct{ all, highlight float64 }

// measureSplits measures several splits of the episodes into folds. The first split is
// that of learn, by number.
func (c *corpus) measureSplits(log io.Writer, n, splits int) ([]score, error) {
	numbers := map[*episode]int{}
	for _, e := range c.episodes {
		numbers[e] = e.number
	}
	defer func() {
		for e, number := range numbers {
			e.number = number
		}
	}()
	var all []score
	for split := range splits {
		if split > 0 {
			order := rand.New(rand.NewPCG(uint64(split), 389)).Perm(len(c.episodes))
			for e, number := range numbers {
				e.number = order[number]
			}
		}
		s, err := measure(log, c, n)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// measure judges each episode with tables learnt from other folds.
func measure(log io.Writer, c *corpus, n int) (score, error) {
	var s score
	for part := range n {
		in, out := splitFolds(c.episodes, n, part)
		m, err := role.Read(c.learn(out))
		if err != nil {
			return s, err
		}
		for _, e := range in {
			if !e.corrected {
				s.add(log, e, m.Judge(e.transcript, e.projects))
			}
		}
	}
	return s, nil
}

// add adds the results of an episode, and logs its picks and false positives.
func (s *score) add(log io.Writer, e *episode, judged []role.Judgement) {
	e, judged = e.reported(judged)
	s.addHeadlines(e, judged)
	for i, j := range judged {
		name := e.projects[i].Name
		if target, weight := e.target(name, worth); weight > 0 {
			b := &s.bins[min(9, int(j.Worth*10))]
			b.all++
			b.highlight += target
		}
		if target, weight := e.target(name, recommended); weight == 1 && j.Role == role.Recommended {
			s.flagged++
			s.correct += int(target)
		}
	}
	if e.picks() == 0 {
		return
	}
	s.withPicks++
	for i, j := range judged {
		name, told := e.projects[i].Name, j.Role == role.Recommended
		switch {
		case slices.Contains(e.labels[name], "pick"):
			s.detected++
			s.found += int(indicator(told))
			fmt.Fprintf(log, "%s\tpick\t%s\t%s\t%.2f\n", e.name, name, j.Role, j.Recommendation)
		case told:
			s.falsePositives++
			fmt.Fprintf(log, "%s\tother\t%s\t%s\t%.2f\n", e.name, name, j.Role, j.Recommendation)
		}
	}
}

// reported returns the episode with the projects that a run reports, and their judgements.
func (e *episode) reported(judged []role.Judgement) (*episode, []role.Judgement) {
	some := *e
	some.projects = nil
	var kept []role.Judgement
	for i, p := range e.projects {
		if c := confidence(p); c >= extract.DefaultThreshold || role.Convincing(c, judged[i].Headline, extract.DefaultThreshold) {
			some.projects, kept = append(some.projects, p), append(kept, judged[i])
		}
	}
	return &some, kept
}

// picks returns the number of picks noted for an episode.
func (e *episode) picks() int {
	n := 0
	for _, labels := range e.labels {
		n += int(indicator(slices.Contains(labels, "pick")))
	}
	return n
}

// ranked is a labelled project and its worth, 0 if it was not detected.
type ranked struct {
	name     string
	worth    float64
	headline bool
}

// addHeadlines adds how well worth separates headlines from other projects.
func (s *score) addHeadlines(e *episode, judged []role.Judgement) {
	value := map[string]float64{}
	for i, j := range judged {
		value[e.projects[i].Name] = j.Worth
	}
	var all []ranked
	headlines := 0
	for name, labels := range e.labels {
		if is := slices.Contains(labels, "headline"); is || slices.Contains(labels, "other") {
			all = append(all, ranked{name, value[name], is})
			headlines += int(indicator(is))
		}
	}
	slices.SortFunc(all, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.worth, a.worth), strings.Compare(a.name, b.name)) })
	for i, a := range all {
		if i < headlines {
			s.hits += int(indicator(a.headline))
		}
		for _, b := range all {
			if a.headline && !b.headline {
				s.right += indicator(a.worth > b.worth) + indicator(a.worth == b.worth)/2
				s.pairs++
			}
		}
	}
	s.wanted += headlines
}

// printScores writes the scores as rows of a table: the mean of the splits and their
// standard deviation, and all counts of the first split.
func printScores(w io.Writer, all []score) {
	if len(all) == 0 {
		return
	}
	mean := func(what string, of func(score) float64) {
		var values []float64
		for _, s := range all {
			values = append(values, of(s))
		}
		m, deviation := spreadOf(values)
		fmt.Fprintf(w, "%s\t%.3f\t± %.3f\n", what, m, deviation)
	}
	mean("headlines: AUC", func(s score) float64 { return s.right / s.pairs })
	mean("headlines: R-precision", func(s score) float64 { return float64(s.hits) / float64(s.wanted) })
	mean("picks: recommended, share of the detected", func(s score) float64 { return float64(s.found) / float64(s.detected) })
	mean("picks: other projects recommended per episode", func(s score) float64 { return float64(s.falsePositives) / float64(s.withPicks) })
	all[0].print(w)
}

// spreadOf returns the mean and the standard deviation of values.
func spreadOf(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		deviation += (v - mean) * (v - mean) / float64(max(1, len(values)-1))
	}
	return mean, math.Sqrt(deviation)
}

// print writes the counts of a split.
func (s score) print(w io.Writer) {
	fmt.Fprintf(w, "first split: AUC\t%.3f\n", s.right/s.pairs)
	fmt.Fprintf(w, "first split: R-precision\t%.3f\n", float64(s.hits)/float64(s.wanted))
	fmt.Fprintf(w, "picks: recommended\t%d of %d detected\n", s.found, s.detected)
	fmt.Fprintf(w, "picks: other projects recommended per episode\t%.2f\n", float64(s.falsePositives)/float64(s.withPicks))
	fmt.Fprintf(w, "recommended: correct in labelled episodes\t%d of %d\n", s.correct, s.flagged)
	for i, b := range s.bins {
		fmt.Fprintf(w, "worth from %.1f: highlighted\t%.2f of %.0f\n", float64(i)/10, b.highlight/max(1, b.all), b.all)
	}
}
