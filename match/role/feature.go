package role

// feature is one of the numbers that describe how an episode names a project.
type feature int

// The features. Distances and lengths are in words, on a logarithmic scale; places
// are from 0, the beginning of the episode, to 1.
const (
	mentions      feature = iota // how many, advertisements left out
	mentionShare                 // of all mentions of the episode
	mentionRank                  // how many projects are named more often
	projects                     // that the episode names
	episodeWords                 // how long it is
	firstPlace                   // of the first mention
	lastPlace                    // of the last mention
	burstPlace                   // where the longest talk about it begins
	burstMentions                // in that talk
	burstWords                   // how long it is
	burstShare                   // of the mentions of the talk and around it: is it the subject?
	burstLead                    // words before it that name nothing else
	burstQuiet                   // words from its beginning until something else is named
	burstIsFirst                 // the first mention of the episode begins it
	bursts                       // how many talks name it
	aloneShare                   // mentions in whose sentence nothing else is named
	firstCompany                 // what else the sentence of the first mention names
	burstCompany                 // what else the first sentence of the talk names
	opening                      // share of mentions that begin a sentence
	paragraphs                   // that name it
	confidence                   // that it was heard right, the best
	sponsorShare                 // mentions in advertisements
	early                        // named in the introduction, how often
	late                         // named at the end, how often
	famous                       // how many other episodes name it
	ranked                       // its rank by downloads, 0 if unknown
	definition                   // how much the words around it say what its summary says
	asked                        // how surely somebody asked for a recommendation before it
	askedAgo                     // how long ago
	askedOrder                   // what else was named since
	askedNew                     // it was not named before the question
	putMost                      // what the words around a mention say: the best mention,
	putSecond                    // the second best,
	putMean                      // the mean,
	putFirst                     // the first of the longest talk,
	putSum                       // and all of them, as a number of mentions that put it forward
	adviseMost                   // the same of being recommended
	adviseSecond
	adviseMean
	adviseSum
	lead        // what the words before and after the beginning of the talk say
	localRank   // how many projects are named more often around the talk
	localBefore // what else is first named shortly before the talk
	burstOthers // what else the talk names
	shift       // how much the words before the talk are those of the talk
	putRank     // how many projects have a greater put-sum
	dominance   // share of the mentions of the episode that the most named project has
	parents     // other projects heard that this one's name extends: "pytest" of "pytest-cov"
	children    // other projects heard whose names extend this one's
	featureCount
)

// featureNames are the names of the features in the tables.
var featureNames = [featureCount]string{
	"mentions", "mention-share", "mention-rank", "projects", "episode-words", "first-place", "last-place", "burst-place",
	"burst-mentions", "burst-words", "burst-share", "burst-lead", "burst-quiet", "burst-is-first", "bursts", "alone-share",
	"first-company", "burst-company", "opening", "paragraphs", "confidence", "sponsor-share", "early", "late", "famous",
	"ranked", "definition", "asked", "asked-ago", "asked-order", "asked-new",
	"put-most", "put-second", "put-mean", "put-first", "put-sum", "advise-most", "advise-second", "advise-mean", "advise-sum",
	"lead", "local-rank", "local-before", "burst-others", "shift", "put-rank", "dominance", "parents", "children",
}
