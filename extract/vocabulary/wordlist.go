package vocabulary

import "namedrop/internal/words"

// Cue words, which often stand before or after the name of a project. They were
// collected from transcripts; none is a project's name.
var (
	cuesBefore = words.Set(`library libraries package packages framework frameworks project tool module plugin
		called named import install pip using use used uses via import imported extension driver orm
		versus vs like compared alternative`)
	cuesAfter = words.Set(`library libraries package packages framework frameworks project module plugin plugins
		orm api client server worker workers driver extension decorator decorators
		docs documentation version folks team maintainer repo repository developers`)
	namingCues    = words.Set(`called named import install importing installing`)
	PhrasesBefore = [][]string{
		{"built", "on"}, {"on", "top", "of"}, {"based", "on"}, {"pip", "install"}, {"shout", "out", "to"},
		{"check", "out"}, {"works", "with"}, {"written", "in"}, {"powered", "by"}, {"something", "like"},
		{"switch", "to"}, {"support", "for"}, {"play", "with"}, {"played", "with"}, {"pr", "for"},
	}
)

// functionWords are the grammatical and other very frequent words of English. A
// window of function words alone is never a name, and one that begins or ends
// with a function word rarely is: "do it", "a lot", "I sort".
var functionWords = words.Set(`a an the this that these those it its i im ive id you your youre he she we our us they their them
	and or but if so as of to in on at by for from with about into over up out off down than then there here
	is are was were be been being am do does did done doing have has had having will would can could should may might must
	not no nor dont doesnt didnt isnt s t re ve ll m d
	what which who whom whose when where why how all any both each few more most other some such only own same too very
	just also now get got gets go goes going went come like know think say said see look want need make made take use used
	one two three first last much many lot lots thing things way really well yeah yes okay right good great man sort kind`)

// IsFunction reports whether letters are a function word.
func IsFunction(letters string) bool { return functionWords[letters] }

// domainWords are common in talk about programming, data and machine learning,
// whatever the language or subject. None is common in talk about business.
var domainWords = words.Set(`python code coding codes library libraries package packages framework frameworks github programming
	programmer programmers pip api apis repo repos repository javascript json software developer developers database databases
	postgres sql jupyter jupiter pypi notebook notebooks async compiler syntax backend frontend kubernetes docker html css
	module modules linux script scripts import function functions bug bugs debug debugger server servers plugin plugins
	algorithm typescript terminal ide cli refactor
	neural dataset datasets dataframe dataframes tensor tensors gradient gradients inference embedding embeddings transformer
	transformers regression classifier classifiers classification clustering convolutional supervised unsupervised pretrained
	reinforcement hyperparameter hyperparameters finetuning tokenizer gpu gpus llm llms algorithms matrix matrices`)
