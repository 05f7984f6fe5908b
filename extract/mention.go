// Package extract finds the software packages that are named in a
// transcript, however they are spelled there.
//
// Transcript in, mentions out: [Finder.Find] takes the paragraphs of one
// episode and returns every place where a project of its catalogue is named,
// with a confidence and the reasons for it. The vocabulary is closed: nothing
// is reported that the catalogue does not hold.
//
// The method is a noisy channel. prose cuts the text into words and sentences
// (token.go). For windows of one to five words names are proposed
// (candidate.go): those that have the window's letters, those that recognisers
// are known to garble into these words, and those that sound like it. Each
// reading is judged twice: by what stands in its own sentence (feature.go,
// cue.go, a logistic regression in model.go), and then, if it is plausible, by
// what the first round found likely elsewhere in the episode (fact.go,
// scene.go, boosted trees in forest.go). Of readings that overlap the best
// explanation wins (overlap.go). Advertisements are known by their phrases
// (sponsor.go).
//
// What was learnt from other episodes is in tables beside the code
// (knowledge.go); internal/train/detector makes them. The package is pure: no network,
// no clock, no files, no context. It alone imports prose, and the library that finds its sentences.
package extract

// Mention is one place where a project is named.
type Mention struct {
	Paragraph  int      // index into Transcript.Paragraphs
	Lo, Hi     int      // bytes of the paragraph's Text: the name as it was heard
	From, To   int      // bytes of the sentence that holds it
	Name       string   // the project's name in the catalogue
	Confidence float64  // that the project is meant, 0 to 1
	Sponsor    bool     // said inside an advertisement
	Reasons    []Reason // what spoke for and against it, the heaviest first
	Rivals     []Rival  // other ways to understand the same words, the likeliest first
}

// Rival is another project that the words of a mention could have meant.
type Rival struct {
	Name       string
	Confidence float64 // that it is meant, judged apart from its rivals
}

// Reason is one piece of evidence and its weight in log-odds.
type Reason struct {
	Name   string
	Weight float64
}
