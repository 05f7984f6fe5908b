package role

// A host may ask for recommendations: "any package out there that people should know
// about?" Recognisers garble the question, and every show words it differently, so it is
// recognised by the n-grams of a window of questionWords words.
const questionWords = 24

// questions returns for each word the log-odds that the window ending there asks for
// recommendations. Mentions are ignored, because a question has none and its answer many.
func (m *Model) questions(words []word) []float32 {
	scores := make([]float32, len(words))
	weights := make([]float32, len(words))
	sum := float32(0)
	for i, w := range words {
		if w.project == none {
			weights[i] = m.question.Find(w.text).At(0)
			if i > 0 && words[i-1].project == none {
				weights[i] += m.question.Find(words[i-1].text + " " + w.text).At(0)
			}
		}
		sum += weights[i]
		if i >= questionWords {
			sum -= weights[i-questionWords]
		}
		scores[i] = sum + m.questionBias
	}
	return scores
}
