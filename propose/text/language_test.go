package text

import "testing"

func TestLanguageOf(t *testing.T) {
	for text, want := range map[string]string{
		"A loom for the weaving of linen.": "English",
		"Looms":                            "English",
		"":                                 "English",
		"Un telar para tejer el lino y la seda con hilos del campo": "Spanish",
		"Ein Webstuhl für Leinen und Seide, mit der Hand bedient":   "German",
		"Un métier pour tisser le lin et la soie avec les mains":    "French",
		"Um tear para tecer o linho e a seda com as mãos":           "Portuguese",
		"Ткацкий станок":                                            "Russian",
		"一台织布机":                                                     "Chinese or Japanese",
		"A loom named 織機 in the":                                    "English",
		"Weaves αβγ nets in the old way of the weavers":             "English",
	} {
		if got := LanguageOf(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
