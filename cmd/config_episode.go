package cmd

import (
	"fmt"

	"namedrop/internal/episode"
)

// episodeConfig says where the episodes can be heard.
type episodeConfig struct {
	URL episode.Address `mapstructure:"url"`
}

// check notes an address that cannot be one.
func (c episodeConfig) check(f *faults) {
	err := c.URL.Check()
	f.want(err == nil, "episode.url", "%v", err)
}

// validateFor refuses an address that all of several transcripts would share.
func (c episodeConfig) validateFor(files []string) error {
	if len(files) > 1 && c.URL.Shared() {
		return fmt.Errorf("episode.url leads to one episode, and there are %d transcripts; put {name} into it, which stands for the name of each file", len(files))
	}
	return nil
}
