package config

import (
	"fmt"

	"namedrop/internal/episode"
)

// episodeConfig is the section episode: where episodes can be listened to.
type episodeConfig struct {
	URL episode.Address `mapstructure:"url"`
}

// check adds a fault if the URL is not valid.
func (c episodeConfig) check(f *faults) {
	err := c.URL.Check()
	f.want(err == nil, "episode.url", "%v", err)
}

// ValidateFor returns an error if several transcripts would share one URL.
func (c episodeConfig) ValidateFor(files []string) error {
	if len(files) > 1 && c.URL.Shared() {
		return fmt.Errorf("episode.url is the same for all %d transcripts; add {name}, which is replaced by the name of each file", len(files))
	}
	return nil
}
