package cmd

import "fmt"

// Who decides what is sent.
const (
	manual = "manual" // a person
	auto   = "auto"   // nobody, where nothing speaks against it
)

// proposeConfig says how pull requests are made.
type proposeConfig struct {
	MaxOpen       int      `mapstructure:"max_open"`
	Labels        []string `mapstructure:"labels"`
	Draft         bool     `mapstructure:"draft"`
	Mode          string   `mapstructure:"mode"`
	MinConfidence float64  `mapstructure:"min_confidence"`
}

// validate refuses values that make no sense.
func (c proposeConfig) validate() error {
	switch {
	case c.MaxOpen < 1:
		return fmt.Errorf("propose.max_open is %d, want 1 or more", c.MaxOpen)
	case c.Mode != manual && c.Mode != auto:
		return fmt.Errorf("propose.mode is %q, want %s or %s", c.Mode, manual, auto)
	case !isConfidence(c.MinConfidence):
		return fmt.Errorf("propose.min_confidence is %v, want 0 to 1", c.MinConfidence)
	}
	return nil
}
