package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"namedrop/internal/episode"
	"namedrop/internal/feed"
	"namedrop/internal/transcript"
)

// address yields the episodes of a feed, the members of an archive, or the transcript
// at an address.
func (s *Set) address(ctx context.Context, address string, give yield) bool {
	p, err := s.Web.Get(ctx, address, true)
	if err != nil {
		return give(episode.Input{Name: Shown(address)}, err)
	}
	switch {
	case feed.Is(p.Data):
		f, err := feed.Parse(p.URL, p.Data)
		if err != nil {
			return give(failed(Shown(address), err))
		}
		if p.Stale {
			s.notice("%s could not be fetched; using its episodes from the cache", Shown(address))
		}
		return s.podcast(ctx, address, f, give)
	case bytes.HasPrefix(p.Data, []byte("PK\x03\x04")):
		return s.archive(address, func() (opened, error) { return page{bytes.NewReader(p.Data)}, nil }, give)
	}
	if isWebPage(p.Data) {
		if found := feed.Discover(p.URL, p.Data); found != "" {
			s.notice("%s is read as one transcript; it links to a podcast feed with all episodes: %s", Shown(address), Shown(found))
		}
	}
	in := s.transcript(address)
	in.Open = func(context.Context) (io.ReadCloser, error) { return unpacked(address, p) }
	return give(in, nil)
}

// feedExtensions are those of files that may be feeds.
var feedExtensions = []string{".xml", ".rss", ".atom"}

// feedIn reads the feed in a file; ok is false if there is none. Relative addresses in
// it cannot be resolved.
func feedIn(file string) (f feed.Feed, ok bool) {
	if !slices.Contains(feedExtensions, strings.ToLower(filepath.Ext(file))) {
		return f, false
	}
	r, err := transcript.Open(file)
	if err != nil {
		return f, false
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, feed.MaxSize))
	if err != nil || !feed.Is(data) {
		return f, false
	}
	f, err = feed.Parse("", data)
	return f, err == nil
}

// transcript is the input of one transcript's address. It is fetched when it is opened. Its
// name is saved and published, so it does not contain secrets.
func (s *Set) transcript(address string) episode.Input {
	name := address
	if u, err := url.Parse(address); err == nil {
		name = path.Base(u.Path)
	}
	in := s.named(name, func(ctx context.Context) (io.ReadCloser, error) {
		p, err := s.Web.Get(ctx, address, false)
		if err != nil {
			return nil, err
		}
		return unpacked(address, p)
	})
	in.Name = Shown(address)
	return in
}

// unpacked returns the text of a page, which may be compressed with gzip.
func unpacked(address string, p Page) (io.ReadCloser, error) {
	content := page{bytes.NewReader(p.Data)}
	if bytes.HasPrefix(p.Data, []byte("\x1f\x8b")) {
		return gunzip(Shown(address), content)
	}
	return content, nil
}

// maxPages is how many pages of a feed are read.
const maxPages = 500

// offer counts the episodes of a feed with and without transcripts.
type offer struct{ episodes, without int }

// podcast yields the episodes of a feed with a transcript, page by page.
func (s *Set) podcast(ctx context.Context, address string, f feed.Feed, give yield) bool {
	var o offer
	seen := map[string]bool{}
	for {
		if !s.page(address, f, &o, give) {
			return false
		}
		if f.Next == "" || seen[f.Next] || len(seen) == maxPages {
			break
		}
		seen[f.Next] = true
		var err error
		if f, err = s.next(ctx, f.Next); err != nil {
			if !give(episode.Input{Name: Shown(address)}, err) {
				return false
			}
			break
		}
	}
	return s.offered(address, o, give)
}

// page yields the episodes of one page.
func (s *Set) page(address string, f feed.Feed, o *offer, give yield) bool {
	for _, e := range f.Episodes {
		o.episodes++
		if len(e.Transcripts) == 0 {
			o.without++
			continue
		}
		if !give(s.Episode(address, e), nil) {
			return false
		}
	}
	return true
}

// next fetches a page of a feed.
func (s *Set) next(ctx context.Context, address string) (feed.Feed, error) {
	p, err := s.Web.Get(ctx, address, true)
	if err != nil {
		return feed.Feed{}, err
	}
	f, err := feed.Parse(p.URL, p.Data)
	if err != nil {
		return f, fmt.Errorf("%s: %w", Shown(address), err)
	}
	return f, nil
}

// offered reports how many episodes of a feed have no transcript. A feed without
// transcripts is an error.
func (s *Set) offered(address string, o offer, give yield) bool {
	switch {
	case o.episodes == 0:
		return give(failed(Shown(address), errors.New("the feed has no episodes")))
	case o.without == o.episodes:
		return give(failed(Shown(address), fmt.Errorf("the feed has %s, none with a transcript", count(o.episodes, "episode"))))
	case o.without > 0:
		s.notice("%s: %d of %s without a transcript", Shown(address), o.without, count(o.episodes, "episode"))
	}
	return true
}

// Episode returns the input for an episode of a feed, which must have a transcript. If
// its preferred transcript cannot be fetched, the next one is used.
func (s *Set) Episode(address string, e feed.Episode) episode.Input {
	in := s.transcript(e.Transcripts[0].URL)
	in.Title, in.Date, in.Duration = e.Title, e.Date, e.Duration
	in.Item = episode.Item{Feed: address, ID: e.ID}
	if link := episode.Page(e.Link); link != "" {
		in.Address = link
	}
	in.Open = func(ctx context.Context) (io.ReadCloser, error) { return s.best(ctx, e.Transcripts) }
	in.Chapters = func(ctx context.Context) ([]transcript.Chapter, error) { return s.chapters(ctx, e) }
	return in
}

// best opens the first transcript that can be fetched. The error is that of the first.
func (s *Set) best(ctx context.Context, offered []feed.Transcript) (io.ReadCloser, error) {
	var first error
	for _, t := range offered {
		p, err := s.Web.Get(ctx, t.URL, false)
		if err == nil && t.Type != "" && t.Type != "text/html" && isWebPage(p.Data) {
			err = fmt.Errorf("%s: a web page, not a transcript of type %s", Shown(t.URL), t.Type)
		}
		if err == nil {
			r, err := unpacked(t.URL, p)
			return chosen{r, Shown(t.URL)}, err
		}
		if ctx.Err() != nil {
			return nil, err
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// chosen is the transcript that was fetched of several.
type chosen struct {
	io.ReadCloser
	url string
}

// Alternative implements [episode.Alternative].
func (c chosen) Alternative() string { return c.url }

// chapters returns the chapters of a feed's episode.
func (s *Set) chapters(ctx context.Context, e feed.Episode) ([]transcript.Chapter, error) {
	all := e.Chapters
	if len(all) == 0 && e.ChaptersURL != "" {
		p, err := s.Web.Get(ctx, e.ChaptersURL, false)
		if err == nil {
			if all, err = feed.ParseChapters(p.Data); err != nil {
				err = fmt.Errorf("%s: %w", Shown(e.ChaptersURL), err)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("no chapters: %s", strings.TrimSpace(err.Error()))
		}
	}
	var chapters []transcript.Chapter
	for _, c := range all {
		chapters = append(chapters, transcript.Chapter{Title: c.Title, Seconds: c.Start.Seconds()})
	}
	return chapters, nil
}
