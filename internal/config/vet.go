package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/go-viper/mapstructure/v2"

	"namedrop/match"
)

// vetConfig is the section vet: the name of a policy, and its rules, each of which can
// be overridden.
type vetConfig struct {
	Profile string   `mapstructure:"profile"`
	Rules   vetRules `mapstructure:",squash"`
}

// vetRules is a [match.Policy] with configuration keys. Go's conversion between the
// two keeps their fields identical.
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

// Policy returns the rules as a policy of package match.
func (c vetConfig) Policy() match.Policy { return match.Policy(c.Rules) }

// profileOf returns the profile of a list, or the default profile if it has none.
func profileOf(source string) string {
	if list, _, _ := strings.Cut(strings.TrimPrefix(Canonical(source), "github:"), ":"); list == "vinta/awesome-python" {
		return "awesome-python"
	}
	return match.DefaultProfile
}

// isOfProfile reports whether a list is the one after which a profile is named. The policy
// of the default profile suits other lists too, but its rules for entries do not.
func isOfProfile(source, profile string) bool {
	if profile != match.DefaultProfile {
		return profileOf(source) == profile
	}
	return source == ExampleSource || Canonical(source) == DefaultSource
}

// setProfile makes the rules of the chosen profile the defaults of the rules, and of those
// in list.rules if it was chosen or the list is its own.
func (s *Settings) setProfile() {
	profiles := match.Profiles()
	_, chosen := s.places["vet.profile"]
	if !chosen {
		s.v.SetDefault("vet.profile", profileOf(s.v.GetString("list.source")))
	}
	name := s.v.GetString("vet.profile")
	policy, ok := profiles[name]
	if !s.faults.want(ok, "vet.profile", "is %q; the profiles are %s", name, strings.Join(slices.Sorted(maps.Keys(profiles)), ", ")) {
		return
	}
	values := map[string]any{}
	if err := mapstructure.Decode(vetRules(policy), &values); err != nil {
		return // unreachable: the defaults are decoded in the same way
	}
	for key, value := range values {
		s.v.SetDefault("vet."+key, value)
	}
	entries := listRules{ForbiddenWords: []string{}}
	if chosen || isOfProfile(s.v.GetString("list.source"), name) {
		entries = profileRules(name)
	}
	rules := map[string]any{}
	if err := mapstructure.Decode(entries, &rules); err != nil {
		return // unreachable, as above
	}
	for key, value := range rules {
		s.v.SetDefault("list.rules."+key, value)
	}
}

// check adds a fault for each rule out of range.
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
