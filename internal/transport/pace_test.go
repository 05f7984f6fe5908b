package transport

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"
)

// TestPaced requests forty pages from each of two hosts at once, and checks the number
// of concurrent requests and the time between their starts.
func TestPaced(t *testing.T) {
	const most, pause, took = 3, 10 * time.Millisecond, 50 * time.Millisecond
	bubble(t, func(ctx context.Context) {
		var mu sync.Mutex
		running, highest, last := map[string]int{}, map[string]int{}, map[string]time.Time{}
		next := roundTrip(func(r *http.Request) (*http.Response, error) {
			host, now := r.URL.Host, time.Now()
			mu.Lock()
			if since, ok := last[host]; ok && now.Sub(since) < pause {
				t.Errorf("%s: asked %v after the last time", host, now.Sub(since))
			}
			running[host]++
			highest[host], last[host] = max(highest[host], running[host]), now
			mu.Unlock()
			time.Sleep(took)
			mu.Lock()
			running[host]--
			mu.Unlock()
			return nil, refused
		})
		p := Paced(next, most, pause)
		begin := time.Now()
		var all sync.WaitGroup
		for range 40 {
			for _, host := range []string{"a.example", "b.example"} {
				all.Go(func() { p.RoundTrip(requestFor("HEAD", "https://"+host+"/x", "").WithContext(ctx)) })
			}
		}
		all.Wait()
		if highest["a.example"] != most || highest["b.example"] != most {
			t.Errorf("up to %v at the same time, want %d", highest, most)
		}
		if d := time.Since(begin); d > 40*took/most+took {
			t.Errorf("two hosts took %v, as if they waited for each other", d)
		}
	})
}

func TestPacedEndsWithTheContext(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		p := Paced(roundTrip(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}), 1, time.Hour)
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		var all sync.WaitGroup
		for range 3 { // one in flight, two waiting
			all.Go(func() {
				if _, err := p.RoundTrip(request("GET").WithContext(ctx)); err == nil {
					t.Error("an answer came")
				}
			})
		}
		all.Wait()
	})
}
