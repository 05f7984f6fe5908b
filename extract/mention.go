// Package extract finds the software packages that are named in a transcript,
// also where speech recognition misspelled them.
//
// Transcript in, mentions out: [Finder.Find] takes the paragraphs of one
// episode and returns every place where a project of its catalog is named, with
// a confidence and the reasons for it. The vocabulary is closed: only projects of
// the catalog are reported.
//
// The method is a noisy channel. Package token splits the text into tokens and
// sentences. For windows of one to five words, package candidate proposes names: those
// that have the letters of the window, those that recognizers are known to confuse with
// these words, and those that sound like it. Each candidate is scored twice, by the
// features that package feature computes: a logistic regression (logistic.go) scores
// sparse features of its own sentence; plausible ones are then scored by boosted trees,
// which also see what the first pass found in the rest of the document. Of candidates
// that overlap, the best set is reported. Advertisements are recognized by their phrases
// (advertisement.go), and so are answers to a request for a package (answer.go).
//
// What was learned from other episodes is in the tables beside the code
// (model.go, MANIFEST.md); internal/train/detector makes them. What they say of words is
// read by package vocabulary. The package is pure: no network, no clock, no files, no
// context.
package extract

// Mention is a place where a project is named.
type Mention struct {
	Paragraph  int      // index into Transcript.Paragraphs
	Lo, Hi     int      // bytes of the paragraph's Text: the words of the name
	From, To   int      // bytes of the sentence around them
	Name       string   // the project's name in the catalog
	Confidence float64  // probability that the project is meant, 0 to 1
	Sponsor    bool     // inside an advertisement
	Reasons    []Reason // contributions to the confidence, the largest first
	Rivals     []Rival  // other candidates for these words, most likely first
}

// Rival is another project that the words of a mention may name.
type Rival struct {
	Name       string
	Confidence float64 // without regard to the other candidates, 0 to 1; below 0.1 only estimated
}

// Reason is a contribution to the confidence of a mention, in log-odds.
type Reason struct {
	Name   string
	Weight float64
}
