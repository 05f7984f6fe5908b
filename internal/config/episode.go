package config

import "namedrop/internal/episode"

// episodeConfig is the section episode: where episodes can be listened to.
type episodeConfig struct {
	URL episode.Address `mapstructure:"url"`
}

// check adds a fault if the URL is not valid.
func (c episodeConfig) check(f *faults) {
	err := c.URL.Check()
	f.want(err == nil, "episode.url", "%v", err)
}
