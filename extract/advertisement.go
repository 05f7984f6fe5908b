package extract

import (
	"slices"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript"
)

// An advertisement starts with one of a few fixed phrases and ends with a closing
// phrase, where the hosts put it off or begin the episode, or at the end of the
// paragraph. It continues in the next paragraph if that one addresses customers, too.
var (
	adOpens = pattern.Lazy(`(?i)` +
		`\b(portion|part|segment|episode|show|podcast|week|bytes|transcripts|it'?s|been|also|me,?) ([a-z ]{0,30}?)(is |are |was |been )?(also |partially )?(brought to you|sponsored) (in part )?by\b` +
		`|\bbrought to you (in part )?by\b` +
		`|\b(thank you|thanks) to our (partners|sponsors)\b` +
		`|\b(tell|telling|talk|talking|word) [a-z ]{0,30}?(about|from) our sponsors?\b` +
		`|\b(want|wanna|like) (to )?(say )?thanks? (you )?[a-z ,]{0,60}? for sponsoring\b` +
		`|\bsupport for (this|the) (show|podcast|episode) comes from\b`)
	adCloses = pattern.Lazy(`(?i)` +
		`\b(thank you|thanks)[a-z ]{0,20}? to .{1,60}? for (supporting|sponsoring)( (the|this|our|yet)\b[a-z ]{0,30})?` +
		`|\bfor (supporting|sponsoring) (the|this|our) (show|podcast|episode)` +
		`|\bmore about [^.?!]{0,80}?\b(later|further into the (show|episode))\b` +
		`|\benjoy the (show|podcast|episode)\b|\b(hello|hi|hey),? (and|everyone,? and) welcome to\b`)
	adContinues = pattern.Lazy(`(?i)\b(sign up|free (trial|account|months?|access|credits?)|get started|` +
		`your (team|startup|company|business|users|errors|customers)|check (them|it) out at|learn more at|pricing|enterprise|discount|coupon|promo code|` +
		`link (is|are)? ?in (your|the) [a-z ]*show ?notes)\b`)
)

// Bounds of an advertisement: real ones have at most 2,400 bytes and five
// paragraphs. Where the end is not recognized, the bounds limit the damage.
const (
	adBytes      = 2500
	adParagraphs = 6
)

// span is a byte range of a paragraph's text.
type span struct{ lo, hi int }

// advertisements returns the range of each paragraph's text that is part of an
// advertisement, by paragraph index.
func advertisements(paragraphs []transcript.Paragraph) map[int]span {
	ads := map[int]span{}
	for i := range paragraphs {
		if _, known := ads[i]; known {
			continue
		}
		if !mayAdvertise(paragraphs[i].Text) {
			continue
		}
		if open := adOpens().FindStringIndex(paragraphs[i].Text); open != nil {
			markAdvertisement(ads, paragraphs, i, open[0])
		}
	}
	return ads
}

// adWords are the substrings of which every opening phrase contains one. Testing
// for them first saves most of the time of the pattern.
var adWords = []string{"sponsor", "brought to you", "partners", "support for"}

func mayAdvertise(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(adWords, func(w string) bool { return strings.Contains(text, w) })
}

// markAdvertisement marks the advertisement that starts at byte lo of paragraph i.
func markAdvertisement(ads map[int]span, paragraphs []transcript.Paragraph, i, lo int) {
	left := adBytes
	for n := 0; n < adParagraphs && i+n < len(paragraphs) && left > 0; n++ {
		text := paragraphs[i+n].Text
		limit := min(len(text), lo+left)
		if n > 0 && !adContinues().MatchString(text) {
			return
		}
		if end := adCloses().FindStringIndex(text[lo:limit]); end != nil {
			ads[i+n] = span{lo, lo + end[1]}
			return
		}
		ads[i+n] = span{lo, limit}
		left -= limit - lo
		lo = 0
	}
}
