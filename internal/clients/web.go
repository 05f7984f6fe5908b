package clients

import (
	"time"

	"namedrop/internal/config"
	"namedrop/internal/linkcheck"
	"namedrop/internal/source"
	"namedrop/internal/transcript"
	"namedrop/internal/transport"
)

// linkWait is the longest wait for the rate limit of a host when a link is checked.
// It is shorter than for the sources: a single page matters less, and many hosts
// never lift their limits for machines.
const linkWait = 30 * time.Second

// NewWeb returns the client for transcripts and feeds. It shares no answers with other
// clients, whose addresses are trusted.
func NewWeb(cfg config.Config, a Access) *source.Web {
	network := transport.Public()
	if cfg.Fetch.Private {
		network = transport.Network()
	}
	network = transport.Paced(network, linkcheck.PerHost, linkcheck.Pause)
	return &source.Web{HTTP: transport.Client(watched{network, a.Console}, transport.Options{
		CacheDir: cacheDir(cfg, "episodes"),
		Soft:     cfg.Cache.Soft,
		Hard:     cfg.Cache.Hard,
		Offline:  a.Offline,
		MaxWait:  linkWait,
		Announce: a.Console.Announce,
		MaxBody:  transcript.MaxSize,
		Log:      a.log(),
	})}
}

// NewLinks returns the client that checks whether links work.
func NewLinks(cfg config.Config, a Access) linkcheck.Checker {
	network := transport.Public()
	if cfg.Audit.Private {
		network = transport.Network()
	}
	network = transport.Paced(network, linkcheck.PerHost, linkcheck.Pause)
	o := transport.Options{
		CacheDir: cacheDir(cfg, "links"), // separate from answers whose content is used
		Soft:     cfg.Cache.Soft,
		Hard:     cfg.Cache.Hard,
		Offline:  a.Offline,
		MaxWait:  min(cfg.GitHub.MaxWait, linkWait),
		Announce: a.Console.Announce,
		Log:      a.log(),
	}
	texts := o
	texts.MaxBody, texts.Cut = linkcheck.MaxRobots, true
	rules := transport.Client(network, texts)
	o.Heads = true
	return linkcheck.Checker{HTTP: transport.Client(network, o), Robots: rules, Parallel: cfg.Audit.Parallel}
}
