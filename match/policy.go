package match

// Policy is what a list asks of a project. Zero asks for nothing.
type Policy struct {
	MinStars        int
	MinContributors int
	MaxPushMonths   int // since the last push or release
	MinAgeDays      int
	MinDownloads    int      // a month, from PyPI
	Archived        bool     // archived repositories are welcome
	Documented      bool     // there must be a documentation
	Licenses        []string // SPDX ids, one of which it must have; none for any
	Identity        Level    // the least
}

// Profiles are the policies that have a name.
//
// "awesome-asyncio" is made of what is said in Talk Python's episode 389. The
// list's maintainer looks at the stars, the last contribution and the number
// of contributors, so that no single one is burnt out by new users; his host
// would not recommend what one person touched two years ago, or what has five
// stars. The numbers that they did not say are ours, and low: a person decides
// in the end.
//
// "awesome-python" is made of that list's rules: commits within twelve months,
// a month of age, a documentation; downloads count and not stars. How many, it
// does not say: ten thousand a month is ours.
func Profiles() map[string]Policy {
	return map[string]Policy{
		"awesome-asyncio": {MinStars: 20, MinContributors: 2, MaxPushMonths: 24, MinAgeDays: 30, Identity: Claimed},
		"awesome-python":  {MaxPushMonths: 12, MinAgeDays: 30, MinDownloads: 10_000, Documented: true, Identity: Claimed},
	}
}

// DefaultProfile is the profile of somebody who names none.
const DefaultProfile = "awesome-asyncio"
