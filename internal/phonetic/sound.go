// Package phonetic finds the names that sound like what a speech recogniser
// wrote: "UV Acorn" is said as uvicorn is, "Jupiter lab" as jupyterlab.
//
// Words of a transcript go in ([Word], [Readings], [Words]) and names
// ([Name]); both become phonemes of General American ([Phones]). Common words
// are looked up, everything else is pronounced by decision trees grown from
// the CMU Pronouncing Dictionary; letters are spelled where people spell
// them, and names are first cut into words and the parts that software is
// named with (morphemes.tsv: "py" is pie, "sql" sequel or S Q L). Much is
// ambiguous, so a name has up to eight pronunciations and a word up to two.
//
// [Distance] compares two pronunciations by a weighted edit distance in which
// what recognisers confuse is cheap (costs.go). An [Index] holds the
// pronunciations of some ten thousand names; [Index.Search] finds the nearest
// in microseconds, because it compares in full only names with nearly the same
// consonants (skeleton.go).
//
// The package judges sound alone. That "pie" sounds like "pi" says nothing
// about whether somebody meant it: letters, popularity and the words around
// are the caller's. It does no I/O, and all of it is safe for many goroutines,
// save that a [Scratch] belongs to one.
package phonetic
