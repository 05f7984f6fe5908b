package cmd

import (
	"fmt"
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

// validate refuses values that make no sense.
func (c auditConfig) validate() error {
	switch {
	case c.StaleMonths < 0:
		return fmt.Errorf("audit.stale_months is %d, want 0 or more", c.StaleMonths)
	case c.Parallel < 1:
		return fmt.Errorf("audit.parallel is %d, want 1 or more", c.Parallel)
	case c.FailOn != never && !slices.Contains(audit.Severities, audit.Severity(c.FailOn)):
		return fmt.Errorf("audit.fail_on is %q, want error, warning, note or never", c.FailOn)
	case slices.Contains(c.Ignore, ""):
		return fmt.Errorf(`audit.ignore holds "", want addresses or names; "*" stands for anything`)
	}
	return nil
}
