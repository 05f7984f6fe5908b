// Package extract finds the software packages that are named in a
// transcript, however they are spelled there.
//
// Transcript in, mentions out: [Finder.Find] takes the paragraphs of one
// episode and returns every place where a project of its catalogue is named,
// with a confidence and the reasons for it. The vocabulary is closed: nothing
// is reported that the catalogue does not hold.
//
// The method, one file each: prose cuts the text into words and sentences
// (token.go); windows of one to five words are looked up by their letters
// (window.go); each reading is judged by its letters, capitals and the words
// around it (evidence.go, cue.go), then again in the light of what is certain
// elsewhere in the episode (finder.go); of readings that overlap the best
// explanation wins (overlap.go). Paragraphs of an advertisement are known by
// their phrases (sponsor.go).
//
// Precision comes first: a name that is also an English word is left out
// unless something speaks for it. The package is pure: no network, no clock,
// no files. It is the only importer of prose.
package extract

// Mention is one place where a project is named.
type Mention struct {
	Paragraph  int      // index into Transcript.Paragraphs
	Lo, Hi     int      // bytes of the paragraph's Text: the name as it was heard
	From, To   int      // bytes of the sentence that holds it
	Name       string   // the project's name in the catalogue
	Confidence float64  // that the project is meant, 0 to 1
	Sponsor    bool     // said inside an advertisement
	Reasons    []Reason // what spoke for and against it, in the order of evidence.go
}

// Reason is one piece of evidence and its weight in log-odds.
type Reason struct {
	Name   string
	Weight float64
}
