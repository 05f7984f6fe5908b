package role

// feature is the index of a feature that describes how an episode mentions a project.
type feature int

// The features. Counts, distances and lengths (in words) are logarithms. Positions are from
// 0, the start of the episode, to 1. The segment is the longest segment about the project.
const (
	mentions          feature = iota // outside of advertisements
	mentionShare                     // share of all mentions in the episode
	mentionRank                      // number of projects with more mentions
	projects                         // number of projects in the episode
	episodeWords                     // length of the episode
	firstPosition                    // of the first mention
	lastPosition                     // of the last mention
	segmentPosition                  // start of the segment
	segmentMentions                  // in the segment
	segmentWords                     // length of the segment
	segmentShare                     // share of the mentions in and around the segment
	segmentLead                      // words before the segment without any mention
	segmentQuiet                     // words from its start to the next mention of another project
	segmentIsFirst                   // whether the segment starts with the first mention
	segmentCount                     // number of segments
	aloneShare                       // share of mentions in sentences without other projects
	firstCoMentions                  // other mentions in the sentence of the first mention
	segmentCoMentions                // other mentions in the first sentence of the segment
	opening                          // share of mentions that begin a sentence
	paragraphs                       // number of paragraphs that mention it
	confidence                       // highest confidence of a mention
	sponsorShare                     // share of mentions in advertisements
	early                            // number of mentions in the introduction
	late                             // number of mentions in the ending
	priors                           // number of other episodes that mention it
	ranked                           // rank by downloads, 0 if unknown
	definition                       // how much the words after a mention repeat its summary, -1 without one
	questionOdds                     // log-odds that a host asked for recommendations before a mention
	questionDistance                 // words since the question
	questionOrder                    // number of other projects mentioned since
	questionNew                      // whether the first mention follows the question
	highlightMax                     // log-odds that the context of a mention highlights the project: highest,
	highlightSecond                  // second highest,
	highlightMean                    // mean,
	highlightFirst                   // of the first mention of the segment,
	highlightSum                     // and the expected number of such mentions
	recommendMax                     // the same for contexts that recommend the project
	recommendSecond
	recommendMean
	recommendSum
	lead              // log-odds that a highlighted subject starts with the segment
	localRank         // number of projects with more mentions around the segment
	localBefore       // number of projects first mentioned shortly before the segment
	segmentOthers     // number of other projects mentioned in the segment
	shift             // similarity of the words before and after the start of the segment
	highlightRank     // number of projects with a higher highlightSum
	dominance         // share of the mentions of the most mentioned project
	parents           // number of projects that this name extends: "pytest" for "pytest-cov"
	children          // number of projects whose names extend this one
	leadFirst         // lead, of the first mention,
	leadMax           // of the segment with the highest,
	leadLocal         // and the difference to the highest of other projects around the segment
	highlightLocal    // expected highlighting mentions around the segment, as a share of them and those of the strongest other project
	segmentDefinition // like definition, for all words of the segment
	headed            // number of titles of chapters, and of the episode, that name it; -1 if none does and there are no chapters
	naming            // whether a mention follows a word that introduces a name: "called"
	defining          // whether a mention precedes a word that says what it is: "is", "lets"
	praise            // share of praising words in and after the segment
	summaryNames      // number of projects around the segment that its summary names
	summaryNamed      // number of projects around the segment whose summaries name it
	morePopular       // share of the ranked projects around the segment that have a better rank
	rankBehind        // how far it ranks behind the most popular of these, as a difference of logarithms
	likeness          // how much nearer the segment is to its summary and topics than the episode
	featureCount
)

// featureNames holds the names of the features in the files of the trees.
var featureNames = [featureCount]string{
	"mentions", "mention-share", "mention-rank", "projects", "episode-words", "first-position", "last-position", "segment-position",
	"segment-mentions", "segment-words", "segment-share", "segment-lead", "segment-quiet", "segment-is-first", "segment-count", "alone-share",
	"first-co-mentions", "segment-co-mentions", "opening", "paragraphs", "confidence", "sponsor-share", "early", "late", "priors",
	"ranked", "definition", "question-odds", "question-distance", "question-order", "question-new",
	"highlight-max", "highlight-second", "highlight-mean", "highlight-first", "highlight-sum", "recommend-max", "recommend-second", "recommend-mean", "recommend-sum",
	"lead", "local-rank", "local-before", "segment-others", "shift", "highlight-rank", "dominance", "parents", "children",
	"lead-first", "lead-max", "lead-local", "highlight-local", "segment-definition", "headed", "naming", "defining", "praise",
	"summary-names", "summary-named", "more-popular", "rank-behind", "likeness",
}
