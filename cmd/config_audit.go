package cmd

import (
	"slices"

	"namedrop/internal/audit"
)

// never is the value of audit.fail_on with which no finding is a failure.
const never = "never"

// auditConfig says how the health of a list is judged.
type auditConfig struct {
	StaleMonths int      `mapstructure:"stale_months"`
	Parallel    int      `mapstructure:"parallel"`
	FailOn      string   `mapstructure:"fail_on"`
	Ignore      []string `mapstructure:"ignore"`
	Private     bool     `mapstructure:"private"`
}

// policy is what the maintainers want.
func (c auditConfig) policy() audit.Policy {
	return audit.Policy{StaleMonths: c.StaleMonths, Ignore: c.Ignore}
}

// check notes values that make no sense.
func (c auditConfig) check(f *faults) {
	f.want(c.StaleMonths >= 0, "audit.stale_months", "is %d, want 0 or more", c.StaleMonths)
	f.want(c.Parallel >= 1, "audit.parallel", "is %d, want 1 or more", c.Parallel)
	f.want(c.FailOn == never || slices.Contains(audit.Severities, audit.Severity(c.FailOn)), "audit.fail_on", "is %q, want error, warning, note or never", c.FailOn)
	f.want(!slices.Contains(c.Ignore, ""), "audit.ignore", `contains "", want addresses or names; "*" stands for anything`)
}
