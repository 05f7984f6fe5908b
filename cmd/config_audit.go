package cmd

import (
	"slices"

	"namedrop/internal/audit"
)

// never is the value of audit.fail_on that lets every audit succeed.
const never = "never"

// auditConfig is the section audit.
type auditConfig struct {
	StaleMonths int      `mapstructure:"stale_months"`
	Parallel    int      `mapstructure:"parallel"`
	FailOn      string   `mapstructure:"fail_on"`
	Ignore      []string `mapstructure:"ignore"`
	Private     bool     `mapstructure:"private"`
}

// policy returns the settings that decide what is a finding.
func (c auditConfig) policy() audit.Policy {
	return audit.Policy{StaleMonths: c.StaleMonths, Ignore: c.Ignore}
}

// check adds a fault for each value out of range.
func (c auditConfig) check(f *faults) {
	f.want(c.StaleMonths >= 0, "audit.stale_months", "is %d, want 0 or more", c.StaleMonths)
	f.want(c.Parallel >= 1, "audit.parallel", "is %d, want 1 or more", c.Parallel)
	f.want(c.FailOn == never || slices.Contains(audit.Severities, audit.Severity(c.FailOn)), "audit.fail_on", "is %q, want error, warning, note or never", c.FailOn)
	f.want(!slices.Contains(c.Ignore, ""), "audit.ignore", `contains "", want addresses or names; "*" matches anything`)
}
