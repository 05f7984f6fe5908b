// Package phonetic finds names that sound like what a speech recognizer wrote:
// "UV Acorn" sounds like uvicorn, "Jupiter lab" like jupyterlab.
//
// Words of a transcript ([Pronunciations]) and names ([Name]) are converted to
// phonemes of General American ([Phones]). Common words are looked up; others are
// pronounced by decision trees trained on the CMU Pronouncing Dictionary. Letters
// are spelled out where people do so, and names are first split into words and
// the usual parts of software names (morphemes.tsv: "py" as pie, "sql" as sequel
// or S Q L). Pronunciation is ambiguous, so a name has up to eight and a word up
// to two.
//
// Pronunciations are compared by a weighted edit distance, in which the usual
// confusions of recognizers are cheap (costs.go). An [Index] holds the
// pronunciations of about ten thousand names. [Index.Search] finds the nearest in
// microseconds, because it only compares names with nearly the same consonants
// (skeleton.go).
//
// The package compares sounds only; spelling, popularity and context are the
// caller's. It does no I/O. All of it is safe for many goroutines, except that a
// [Scratch] belongs to one.
package phonetic
