package token

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"namedrop/extract/vocabulary"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
	"namedrop/internal/transcript/transcripttest"
)

// learned returns the vocabulary that ships with the program.
func learned(t testing.TB) *vocabulary.Vocabulary {
	t.Helper()
	v, err := vocabulary.Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// checkTokens asserts what the users of the package rely on.
func checkTokens(t *testing.T, tr *transcript.Transcript, tokens []Token) {
	t.Helper()
	paragraph, end, sentence := 0, 0, 0
	for i, tok := range tokens {
		if tok.Paragraph != paragraph {
			paragraph, end = tok.Paragraph, 0
		}
		text := textOf(tr, tok.Paragraph)
		if tok.Lo < end || tok.Hi <= tok.Lo || tok.Hi > len(text) {
			t.Fatalf("token %d %q at %d:%d after %d in a text of %d bytes", i, tok.Text, tok.Lo, tok.Hi, end, len(text))
		}
		if text[tok.Lo:tok.Hi] != tok.Text {
			t.Fatalf("token %d is %q, but the text has %q at %d:%d", i, tok.Text, text[tok.Lo:tok.Hi], tok.Lo, tok.Hi)
		}
		if tok.Letters != catalog.Letters(tok.Text) || tok.Sentence < sentence {
			t.Fatalf("token %d: letters %q, sentence %d after %d", i, tok.Letters, tok.Sentence, sentence)
		}
		end, sentence = tok.Hi, tok.Sentence
	}
}

// textOf returns the text of a paragraph, or of a title after the paragraphs.
func textOf(tr *transcript.Transcript, paragraph int) string {
	var titles []string
	if tr.Title != "" {
		titles = append(titles, tr.Title)
	}
	for _, c := range tr.Chapters {
		titles = append(titles, c.Title)
	}
	if i := paragraph - len(tr.Paragraphs); i >= 0 {
		return titles[i]
	}
	return tr.Paragraphs[paragraph].Text
}

// between matches the text between two tokens: white space, and characters
// inside a word such as the hyphen of "built-in" and the ending of "it's".
var between = regexp.MustCompile(`^(\s|['’]s|[^\pL\pN])*$`)

// TestTokensOf389 proves that no word of an episode is lost.
func TestTokensOf389(t *testing.T) {
	tr := transcripttest.Load(t, "../../transcripts/389.txt")
	tokens := Tokenize(learned(t), tr)
	checkTokens(t, tr, tokens)
	rest := make([]string, len(tr.Paragraphs))
	end := make([]int, len(tr.Paragraphs))
	for _, tok := range tokens {
		rest[tok.Paragraph] += tr.Paragraphs[tok.Paragraph].Text[end[tok.Paragraph]:tok.Lo]
		end[tok.Paragraph] = tok.Hi
	}
	for i, p := range tr.Paragraphs {
		if gap := rest[i] + p.Text[end[i]:]; !between.MatchString(gap) {
			t.Errorf("paragraph %d: %q is between tokens", i, gap)
		}
	}
	if len(tokens) < 12000 {
		t.Errorf("%d tokens, want more than 12,000", len(tokens))
	}
}

// TestTokens checks that words are split as in training, so that the tables contain
// contractions.
func TestTokens(t *testing.T) {
	v := learned(t)
	var got []string
	for _, tok := range Tokenize(v, transcripttest.Parse(t, "I don't think, we’ll use Django's built-in ORM.")) {
		got = append(got, tok.Text)
		if tok.Letters == "dont" && tok.Rarity > 4 {
			t.Errorf("rarity of don't is %.1f", tok.Rarity)
		}
	}
	if all := strings.Join(got, " "); all != "I don't think , we’ll use Django built in ORM ." {
		t.Errorf("tokens %s", all)
	}
}

func TestSentences(t *testing.T) {
	tokens := Tokenize(learned(t), transcripttest.Parse(t, "We use Flask. It is nice\n\nand so is “Quart”, isn’t it? Yes, it is."))
	var opening []string
	for _, tok := range tokens {
		if tok.Opens {
			opening = append(opening, tok.Text)
		}
	}
	if got := strings.Join(opening, " "); got != "We It and Yes" {
		t.Errorf("sentences open with %q, want %q", got, "We It and Yes")
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"# Modal\n\n00:00 Hi.", "We use Flask.", "it's don’t 'tis", "“quoted” (e.g. this) &rsquo;s", "a\u00a0b\u2003c :) ¯\\(ツ)/¯", "'s s'' n't 'll $(\"", "n't00  '"} {
		f.Add(s)
	}
	v := learned(f)
	f.Fuzz(func(t *testing.T, s string) {
		tr := transcripttest.ParseFuzz(t, s)
		checkTokens(t, tr, Tokenize(v, tr))
	})
}
