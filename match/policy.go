package match

// Policy holds the requirements of a list for projects. Zero fields require nothing.
type Policy struct {
	MinStars        int
	MinContributors int
	MaxPushMonths   int // maximum time since the last push or release
	MinAgeDays      int
	MinDownloads    int      // minimum per month, from PyPI
	Archived        bool     // accept archived repositories
	Documented      bool     // require documentation
	Licenses        []string // accepted SPDX IDs; none accepts any
	Identity        Level    // minimum level
}

// Profiles returns the named policies.
//
// "awesome-asyncio" follows what is said in episode 389 of Talk Python: the list's
// maintainer looks at stars, the last contribution and the number of contributors, and
// the host would not recommend a project with five stars or one that a single person
// touched two years ago. They give no limits; ours are low, because a person decides in
// the end.
//
// "awesome-python" follows the rules of that list: commits within twelve months, one
// month of age, and documentation. It counts downloads instead of stars, without a
// limit; ten thousand a month is our choice.
func Profiles() map[string]Policy {
	return map[string]Policy{
		"awesome-asyncio": {MinStars: 20, MinContributors: 2, MaxPushMonths: 24, MinAgeDays: 30, Identity: Claimed},
		"awesome-python":  {MaxPushMonths: 12, MinAgeDays: 30, MinDownloads: 10_000, Documented: true, Identity: Claimed},
	}
}

// DefaultProfile is the default of vet.profile.
const DefaultProfile = "awesome-asyncio"
