package cmd

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"namedrop/internal/exit"
)

// answerFaults are faults in the answers of all sources.
var answerFaults = map[string]func(n int64, honest http.Handler, out http.ResponseWriter, r *http.Request){
	"a third fails": func(n int64, honest http.Handler, out http.ResponseWriter, r *http.Request) {
		switch n % 6 {
		case 1:
			http.Error(out, "bad gateway", http.StatusBadGateway)
		case 4:
			panic(http.ErrAbortHandler) // cuts the connection
		default:
			honest.ServeHTTP(out, r)
		}
	},
	"delayed": func(_ int64, honest http.Handler, out http.ResponseWriter, r *http.Request) {
		time.Sleep(300 * time.Millisecond)
		honest.ServeHTTP(out, r)
	},
	"truncated": func(_ int64, honest http.Handler, out http.ResponseWriter, r *http.Request) {
		whole := httptest.NewRecorder()
		honest.ServeHTTP(whole, r)
		for name, value := range whole.Header() {
			out.Header()[name] = value
		}
		out.Header().Set("Content-Length", "100000")
		out.WriteHeader(whole.Code)
		data := whole.Body.Bytes()
		_, _ = out.Write(data[:len(data)/2])
	},
	"HTML": func(_ int64, _ http.Handler, out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Type", "text/html")
		_, _ = out.Write([]byte("<!DOCTYPE html><title>Log in</title>"))
	},
}

// saysWhatIsMissing matches the messages about missing evidence.
var saysWhatIsMissing = regexp.MustCompile(`(?i)no answer|unknown|not known|could not|broke off|sent "text/html"|unreachable|stay as they were|not valid JSON|nobody answered`)

// TestFaults runs each command with faulty answers of all sources. It must end, find
// the same candidates as without faults, and report missing evidence.
func TestFaults(t *testing.T) {
	for name, fault := range answerFaults {
		for _, c := range []struct{ name, args string }{
			{"run", "run --list list.md --format text both.txt"},
			{"audit", "audit --fail-on never --private list.md"},
			{"sync", "catalog sync"},
			{"propose", "propose"},
		} {
			t.Run(name+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				w := newMachine(t)
				for file, text := range map[string]string{
					"both.txt": "00:00:09 We should add the Tenacity library to the list. We should also add the aiosqlite library to the list.\n",
					"list.md":  "## Web\n\n* [FastAPI](https://github.com/tiangolo/fastapi) - A framework.\n",
				} {
					if err := os.WriteFile(filepath.Join(w.dir, file), []byte(text), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				if c.name == "propose" {
					w.extract("run", "talk.txt")
					w.extract("propose", "--offline", "--accept", "tenacity")
				}
				var n atomic.Int64
				faulty := http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) { fault(n.Add(1), w.server, out, r) })
				w.instead.Store(&faulty)
				said, code := w.try(strings.Fields(c.args)...)
				if code != exit.CodeDone && !saysWhatIsMissing.MatchString(said) {
					t.Errorf("exit code %d\n%s", code, said)
				}
				if strings.Contains(said, "goroutine ") {
					t.Errorf("panic: %s", said)
				}
				if c.name == "run" {
					for _, candidate := range []string{"tenacity", "aiosqlite"} {
						if !regexp.MustCompile(`(?m)^` + candidate + ` .* candidate `).MatchString(said) {
							t.Errorf("%s is no candidate\n%s", candidate, said)
						}
					}
					if !strings.Contains(said, "5.1k stars") && !saysWhatIsMissing.MatchString(said) {
						t.Errorf("it does not say what is missing\n%s", said)
					}
				}
			})
		}
	}
}
