package transcript

import "namedrop/internal/quote"

// Quote returns a part of a paragraph's text as a quote, without an address. lo and hi are
// byte offsets in the text.
func (t *Transcript) Quote(paragraph, lo, hi int, why string) quote.Quote {
	p := t.Paragraphs[paragraph]
	start, end := p.Source(lo, hi)
	at := p.At(lo)
	return quote.Quote{Time: at.Stamp, Seconds: at.Offset(), Start: start, End: end, Text: p.Text[lo:hi], Why: why}
}
