// Package phonetic finds names that sound like what a speech recognizer wrote:
// "UV Acorn" sounds like uvicorn, "Jupiter lab" like jupyterlab.
//
// Names in, the nearest names of a window of words out. Package pronounce converts both
// to phonemes, which are compared by a weighted edit distance in which the usual
// confusions of recognizers are cheap (costs.go). An [Index] holds the pronunciations of
// about ten thousand names. [Index.Search] finds the nearest in microseconds, because it
// only compares names with nearly the same consonants (skeleton.go).
//
// The package compares sounds only; spelling, popularity and context are the
// caller's. It does no I/O. All of it is safe for many goroutines, except that a
// [Scratch] belongs to one.
package phonetic
