package fit

import (
	"math"
	"slices"
	"strings"
)

// topical compares the topics of a project with those of the entries and of known
// projects. The topics of a catalogue come from one hand and each has one meaning.
// Therefore a missing topic is evidence, unlike a missing word of a description: a project
// without the topic "asyncio" does not suit a list whose entries have it.
type topical struct {
	entries, others topicCount
	main            []string // topics of many entries, sorted
}

// topicCount counts topics.
type topicCount struct {
	by  map[string]float64 // projects by topic
	all float64            // projects with topics
}

func (c *topicCount) add(topics string) {
	if topics == "" {
		return
	}
	c.all++
	for t := range strings.FieldsSeq(topics) {
		c.by[t]++
	}
}

// findTopics counts the topics of the entries and of a sample of the known projects,
// listed or not, or takes the latter from an earlier run.
func (m *Model) findTopics() *topical {
	t := m.newTopical()
	if m.others != nil {
		t.others = topicCount{m.others.Topics, m.others.Filed}
	} else if t.entries.all > 0 {
		t.others.sample(m.known())
	}
	return t
}

// newTopical counts the topics of the entries.
func (m *Model) newTopical() *topical {
	t := &topical{entries: topicCount{by: map[string]float64{}}, others: topicCount{by: map[string]float64{}}}
	for _, e := range m.entries {
		t.entries.add(e.filed)
	}
	for topic, n := range t.entries.by {
		if n >= mainTopic*t.entries.all {
			t.main = append(t.main, topic)
		}
	}
	slices.Sort(t.main)
	return t
}

// sample adds the topics of a sample of projects.
func (c *topicCount) sample(projects []Project) {
	for i := 0; i < len(projects); i += len(projects)/separatingSample + 1 {
		c.add(projects[i].Filed)
	}
}

// Settings of the comparison.
const (
	topicPseudo = 8   // known projects by which the shares among the entries are smoothed
	mainTopic   = 0.1 // share of the entries from which one of their topics can be missing
)

// compare returns how much more frequent the topics of a project are among the entries
// than among known projects, as the mean of logarithms, and how much less likely the
// absence of the main topics that it lacks is, as a sum of logarithms. Both are 0 for a
// project without topics. The project may be an entry to be left out.
func (t *topical) compare(topics string, leftOut bool) (have, lack float64) {
	if topics == "" || t.entries.all == 0 {
		return 0, 0
	}
	mine := strings.Fields(topics)
	has := make(map[string]bool, len(mine))
	for _, w := range mine {
		has[w] = true
		share, usual := t.shares(w, leftOut, leftOut)
		have += math.Log(share / usual)
	}
	for _, w := range t.main {
		if !has[w] {
			share, usual := t.shares(w, leftOut, false)
			lack += math.Log((1 - share) / (1 - min(share, usual)))
		}
	}
	return have / float64(len(mine)), lack
}

// shares returns the share of the entries and of known projects that have a topic. Without
// is whether to leave out one entry, and withTopic whether that entry has the topic.
func (t *topical) shares(topic string, without, withTopic bool) (share, usual float64) {
	in, all := t.entries.by[topic], t.entries.all
	if without {
		all--
	}
	if withTopic {
		in--
	}
	usual = (t.others.by[topic] + 0.5) / (t.others.all + 1)
	return (in + topicPseudo*usual) / (all + topicPseudo), usual
}
