package extract

import (
	"strings"
	"testing"

	"namedrop/internal/transcript"
)

// TestAdvertisementBounds: an advertisement that has no recognized end covers at
// most adBytes and adParagraphs paragraphs.
func TestAdvertisementBounds(t *testing.T) {
	const opening = "This episode is brought to you by Acme. "
	long := opening + strings.Repeat("Words of the host. ", 400)
	if ad := advertisements([]transcript.Paragraph{{Text: long}})[0]; ad.hi-ad.lo != adBytes {
		t.Errorf("a paragraph of %d bytes is advertising at %v, want %d bytes", len(long), ad, adBytes)
	}
	ads := advertisements([]transcript.Paragraph{{Text: opening}, {Text: "Sign up today. " + long[len(opening):]}})
	if got := ads[0].hi - ads[0].lo + ads[1].hi - ads[1].lo; got != adBytes {
		t.Errorf("two paragraphs are advertising at %v, %d bytes, want %d", ads, got, adBytes)
	}
	paragraphs := []transcript.Paragraph{{Text: opening}}
	for range 2 * adParagraphs {
		paragraphs = append(paragraphs, transcript.Paragraph{Text: "Start your free trial, and learn more at acme dot com."})
	}
	if ads = advertisements(paragraphs); len(ads) != adParagraphs {
		t.Errorf("%d paragraphs are advertising, want %d", len(ads), adParagraphs)
	}
}

// TestAdvertisementEnds: it ends with the closing phrase, or before a paragraph
// that does not address customers.
func TestAdvertisementEnds(t *testing.T) {
	closed := "Hello. This show is brought to you by Acme. Thank you to Acme for supporting the show. Back to you."
	ads := advertisements([]transcript.Paragraph{{Text: closed}, {Text: "Sign up today."}})
	if ad := ads[0]; len(ads) != 1 || !strings.HasSuffix(closed[:ad.hi], "supporting the show") {
		t.Errorf("advertisements %v of %q", ads, closed)
	}
	ads = advertisements([]transcript.Paragraph{{Text: "This show is brought to you by Acme."}, {Text: "Let us talk about Flask."}, {Text: "Sign up today."}})
	if len(ads) != 1 {
		t.Errorf("advertisements %v, want the first paragraph only", ads)
	}
}

// TestAdvertisementPutOff: it ends where the hosts put it off or begin the episode, even in
// the same paragraph.
func TestAdvertisementPutOff(t *testing.T) {
	for _, opening := range []string{
		"This episode is brought to you by Acme. I'll tell you more about that later",
		"This episode is sponsored by us. We'll talk more about all of that further into the show",
		"This episode is brought to you by our courses. Enjoy the episode",
		"It's brought to you by Acme. Hello and welcome to",
	} {
		ad := advertisements([]transcript.Paragraph{{Text: opening + ". First, Flask."}})[0]
		if ad.hi != len(opening) {
			t.Errorf("%q is advertising at %v, want its end at %d", opening, ad, len(opening))
		}
	}
}
