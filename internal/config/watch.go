package config

import "namedrop/internal/sanitize"

// watchConfig is the section watch: the podcasts whose new episodes are read.
type watchConfig struct {
	Feeds []string `mapstructure:"feeds"` // addresses
}

// check adds a fault for each feed that is no address.
func (c watchConfig) check(f *faults) {
	for _, feed := range c.Feeds {
		f.want(sanitize.URL(feed) != "", "watch.feeds", "has %q, want http or https addresses", feed)
	}
}
