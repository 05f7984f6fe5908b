package config

import (
	"slices"

	"namedrop/internal/audit"
)

// Never is the value of audit.fail_on that lets every audit succeed.
const Never = "never"

// AuditConfig is the section audit.
type AuditConfig struct {
	StaleMonths int      `mapstructure:"stale_months"`
	Parallel    int      `mapstructure:"parallel"`
	FailOn      string   `mapstructure:"fail_on"`
	Ignore      []string `mapstructure:"ignore"`
	Private     bool     `mapstructure:"private"`
}

// Policy returns the settings that determine what is a finding.
func (c AuditConfig) Policy() audit.Policy {
	return audit.Policy{StaleMonths: c.StaleMonths, Ignore: c.Ignore}
}

// check adds a fault for each value out of range.
func (c AuditConfig) check(f *faults) {
	f.want(c.StaleMonths >= 0, "audit.stale_months", "is %d, want 0 or more", c.StaleMonths)
	f.want(c.Parallel >= 1, "audit.parallel", "is %d, want 1 or more", c.Parallel)
	f.want(c.FailOn == Never || slices.Contains(audit.Severities, audit.Severity(c.FailOn)), "audit.fail_on", "is %q, want error, warning, note or never", c.FailOn)
	f.want(!slices.Contains(c.Ignore, ""), "audit.ignore", `contains "", want addresses or names; "*" matches anything`)
}
