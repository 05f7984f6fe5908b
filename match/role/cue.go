package role

import "namedrop/internal/words"

// Words with which speakers introduce a name, say what a project is, and praise it.
var (
	namingWords   = words.Set("called named name introducing")
	definingWords = words.Set("is are lets allows provides gives makes")
	praisingWords = words.Set(applause + " like")
	// "like" often compares, so it does not count in a single sentence.
	applaudingWords = words.Set(applause)
)

const applause = "cool nice awesome neat love great fantastic interesting super"

// The distances in words up to which they count.
const (
	namingReach   = 3 // before a mention
	definingReach = 2 // after a mention
	praiseBefore  = 30
	praiseAfter   = 120 // after the segment, because the other speaker answers
)

// describeCues sets the features of these words around the mentions and the longest segment.
func (s *document) describeCues(project int, f []float32) {
	for _, at := range s.at[project] {
		f[naming] = max(f[naming], indicator(s.count(namingWords, at-namingReach, at) > 0))
		f[defining] = max(f[defining], indicator(s.count(definingWords, at+1, at+1+definingReach) > 0))
	}
	t := longestSegment(s.segments(project))
	f[praise] = float32(s.count(praisingWords, t.first-praiseBefore, t.last+praiseAfter)) / float32(praiseBefore+t.last-t.first+praiseAfter)
}

// count returns the number of words of a set from one position up to another.
func (s *document) count(set map[string]bool, from, to int) int {
	n := 0
	for _, w := range s.words[max(0, from):min(len(s.words), to)] {
		n += int(indicator(w.project == none && set[w.text]))
	}
	return n
}
