package extract

import (
	"strings"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript"
)

// requestPattern matches the question in which a host asks a guest for a notable
// package. It allows for the many ways in which recognizers write "PyPI".
var requestPattern = pattern.Lazy(`(?i)\bnotable (\S+ ){0,3}?(package|project|library)\b`)

// answerReach is the number of paragraphs after a request that may hold the
// answer.
const answerReach = 3

// answerParagraphs returns the paragraphs that may answer a request for a
// package.
func answerParagraphs(paragraphs []transcript.Paragraph) map[int]bool {
	answers := map[int]bool{}
	for i, p := range paragraphs {
		if strings.Contains(strings.ToLower(p.Text), "notable") && requestPattern().MatchString(p.Text) {
			for j := i; j <= i+answerReach; j++ {
				answers[j] = true
			}
		}
	}
	return answers
}
