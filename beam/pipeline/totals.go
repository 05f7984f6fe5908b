package pipeline

import "github.com/apache/beam/sdks/v2/go/pkg/beam"

// Sums are the totals of a job.
type Sums struct{ Episodes, Packages, Mentions, Failures int64 }

// Totals returns the totals that the engine has counted; all are 0 if it counts none.
func Totals(r beam.PipelineResult) Sums {
	total := map[string]int64{}
	for _, c := range r.Metrics().AllMetrics().Counters() {
		if c.Key.Namespace == counters {
			total[c.Key.Name] += c.Committed
		}
	}
	return Sums{total["episodes"], total["packages"], total["mentions"], total["failures"]}
}
