package cmd

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

// check notes values that make no sense.
func (c proposeConfig) check(f *faults) {
	f.want(c.MaxOpen >= 1, "propose.max_open", "is %d, want 1 or more", c.MaxOpen)
	f.want(c.Mode == manual || c.Mode == auto, "propose.mode", "is %q, want %s or %s", c.Mode, manual, auto)
	f.want(isConfidence(c.MinConfidence), "propose.min_confidence", "is %v, want 0 to 1", c.MinConfidence)
}
