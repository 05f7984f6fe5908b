package cmd

import (
	"maps"
	"slices"
	"strings"

	"github.com/go-viper/mapstructure/v2"

	"namedrop/match"
)

// vetConfig is what the list asks of a project: a policy that has a name, and
// the rules of it, each of which may be set on its own.
type vetConfig struct {
	Profile string   `mapstructure:"profile"`
	Rules   vetRules `mapstructure:",squash"`
}

// vetRules is a [match.Policy] with the keys of its fields. The conversion
// between the two holds them equal.
type vetRules struct {
	MinStars        int         `mapstructure:"min_stars"`
	MinContributors int         `mapstructure:"min_contributors"`
	MaxPushMonths   int         `mapstructure:"max_push_months"`
	MinAgeDays      int         `mapstructure:"min_age_days"`
	MinDownloads    int         `mapstructure:"min_downloads"`
	Archived        bool        `mapstructure:"archived"`
	Documented      bool        `mapstructure:"documented"`
	Licenses        []string    `mapstructure:"licenses"`
	Identity        match.Level `mapstructure:"identity"`
}

// policy returns the rules as package match knows them.
func (c vetConfig) policy() match.Policy { return match.Policy(c.Rules) }

// setProfile makes the rules of the chosen profile the defaults of all that
// nobody has set.
func (s *settings) setProfile() {
	profiles := match.Profiles()
	name := s.v.GetString("vet.profile")
	policy, ok := profiles[name]
	if !s.faults.want(ok, "vet.profile", "is %q; the profiles are %s", name, strings.Join(slices.Sorted(maps.Keys(profiles)), ", ")) {
		return
	}
	values := map[string]any{}
	if err := mapstructure.Decode(vetRules(policy), &values); err != nil {
		return // cannot be: the defaults are made so
	}
	for key, value := range values {
		s.v.SetDefault("vet."+key, value)
	}
}

// check notes rules that make no sense.
func (c vetConfig) check(f *faults) {
	r := c.Rules
	for _, rule := range []struct {
		key   string
		value int
	}{
		{"min_stars", r.MinStars}, {"min_contributors", r.MinContributors}, {"max_push_months", r.MaxPushMonths},
		{"min_age_days", r.MinAgeDays}, {"min_downloads", r.MinDownloads},
	} {
		f.want(rule.value >= 0, "vet."+rule.key, "is %d, want 0 or more", rule.value)
	}
	levels := []match.Level{match.Unconfirmed, match.Claimed, match.Confirmed}
	f.want(slices.Contains(levels, r.Identity), "vet.identity", "is %q, want unconfirmed, claimed or confirmed", r.Identity)
}
