package config

// The values of propose.mode.
const (
	manual = "manual" // only what a person accepted is sent
	Auto   = "auto"   // undecided proposals that pass every check are sent, too
)

// proposeConfig is the section propose: how pull requests are made.
type proposeConfig struct {
	MaxOpen       int      `mapstructure:"max_open"`
	Labels        []string `mapstructure:"labels"`
	Draft         bool     `mapstructure:"draft"`
	Mode          string   `mapstructure:"mode"`
	MinConfidence float64  `mapstructure:"min_confidence"`
}

// check adds a fault for each value out of range.
func (c proposeConfig) check(f *faults) {
	f.want(c.MaxOpen >= 1, "propose.max_open", "is %d, want 1 or more", c.MaxOpen)
	f.want(c.Mode == manual || c.Mode == Auto, "propose.mode", "is %q, want %s or %s", c.Mode, manual, Auto)
	f.want(isConfidence(c.MinConfidence), "propose.min_confidence", "is %v, want 0 to 1", c.MinConfidence)
}
