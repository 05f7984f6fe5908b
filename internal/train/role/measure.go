package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"namedrop/match/role"
)

// score counts how well episodes are judged that were left out.
type score struct {
	right, pairs  float64 // of a headline and another project of the same episode
	hits, wanted  int     // headlines among the best as many
	heard, told   int     // picks, and those with the role recommended
	others        int     // other projects with that role in the same episodes
	asked         int     // episodes with picks
	said, correct int     // projects of the episodes read by hand with the role recommended, and rightly
	bins          [10]bin
}

// bin counts projects with about the same worth, and those that are put forward.
type bin struct{ all, put float64 }

// measure judges every episode by what the folds teach that it is not in.
func measure(log io.Writer, c *corpus, n int) (score, error) {
	var s score
	for part := range n {
		in, out := deal(c.episodes, n, part)
		m, err := role.Read(c.learn(out))
		if err != nil {
			return s, err
		}
		for _, e := range in {
			if !e.corrected {
				s.add(log, e, m.Judge(e.transcript, e.heard))
			}
		}
	}
	return s, nil
}

// add counts an episode, and says on the log what its picks became.
func (s *score) add(log io.Writer, e *episode, judged []role.Judgement) {
	s.addHeadlines(e, judged)
	for i, j := range judged {
		name := e.heard[i].Name
		if target, weight := e.target(name, worth); weight > 0 {
			b := &s.bins[min(9, int(j.Worth*10))]
			b.all++
			b.put += target
		}
		if target, weight := e.target(name, advised); weight == 1 && j.Role == role.Recommended {
			s.said++
			s.correct += int(target)
		}
	}
	if e.picks() == 0 {
		return
	}
	s.asked++
	for i, j := range judged {
		name, told := e.heard[i].Name, j.Role == role.Recommended
		switch {
		case slices.Contains(e.labels[name], "pick"):
			s.heard++
			s.told += int(truth(told))
			fmt.Fprintf(log, "%s\tpick\t%s\t%s\t%.2f\n", e.name, name, j.Role, j.Advised)
		case told:
			s.others++
			fmt.Fprintf(log, "%s\tother\t%s\t%s\t%.2f\n", e.name, name, j.Role, j.Advised)
		}
	}
}

// picks is how many picks were noted of an episode.
func (e *episode) picks() int {
	n := 0
	for _, labels := range e.labels {
		n += int(truth(slices.Contains(labels, "pick")))
	}
	return n
}

// ranked is a labelled project and its worth, 0 if it was not heard.
type ranked struct {
	name     string
	worth    float64
	headline bool
}

// addHeadlines counts how well the worth tells headlines from other projects.
func (s *score) addHeadlines(e *episode, judged []role.Judgement) {
	value := map[string]float64{}
	for i, j := range judged {
		value[e.heard[i].Name] = j.Worth
	}
	var all []ranked
	headlines := 0
	for name, labels := range e.labels {
		if is := slices.Contains(labels, "headline"); is || slices.Contains(labels, "other") {
			all = append(all, ranked{name, value[name], is})
			headlines += int(truth(is))
		}
	}
	slices.SortFunc(all, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.worth, a.worth), strings.Compare(a.name, b.name)) })
	for i, a := range all {
		if i < headlines {
			s.hits += int(truth(a.headline))
		}
		for _, b := range all {
			if a.headline && !b.headline {
				s.right += truth(a.worth > b.worth) + truth(a.worth == b.worth)/2
				s.pairs++
			}
		}
	}
	s.wanted += headlines
}

// print writes the figures as rows of a table.
func (s score) print(w io.Writer) {
	fmt.Fprintf(w, "headlines: AUC\t%.3f\n", s.right/s.pairs)
	fmt.Fprintf(w, "headlines: R-precision\t%.3f\n", float64(s.hits)/float64(s.wanted))
	fmt.Fprintf(w, "picks: recommended\t%d of %d heard\n", s.told, s.heard)
	fmt.Fprintf(w, "picks: others recommended an episode\t%.2f\n", float64(s.others)/float64(s.asked))
	fmt.Fprintf(w, "recommended: right in the episodes read\t%d of %d\n", s.correct, s.said)
	for i, b := range s.bins {
		fmt.Fprintf(w, "worth from %.1f: put forward\t%.2f of %.0f\n", float64(i)/10, b.put/max(1, b.all), b.all)
	}
}
