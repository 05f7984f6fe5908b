package transport

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"
)

// store is a directory with a file for each answer. Files are written whole and
// then renamed, so that any number of programs may use it at once. A file that
// is damaged is as good as none. Once a day, whoever writes first removes the
// files whose answers are too old to be served.
type store struct {
	dir   string
	hard  time.Duration
	swept sync.Once // or seen to, in this run
}

const (
	sweepEvery = 24 * time.Hour
	sweepMark  = "swept" // the file whose time says when that was
)

// answerFile matches the names of files with answers, and of those that a
// program left behind that was killed while it wrote one.
var answerFile = regexp.MustCompile(`^[0-9a-f]{64}(\.[0-9]+)?$`)

// load returns an answer that is there and not too old.
func (s *store) load(key string) (answer, bool) {
	data, err := os.ReadFile(filepath.Join(s.dir, key))
	if err != nil {
		return answer{}, false
	}
	a, err := decode(data)
	return a, err == nil && time.Since(a.Time) < s.hard
}

// save writes an answer.
func (s *store) save(key string, a answer) error {
	data, err := a.encode()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	s.swept.Do(s.sweep)
	return replace(filepath.Join(s.dir, key), data)
}

// replace writes a file beside its place and renames it. It is not forced to
// the disk: a crash may damage it, and then it is as good as none.
func replace(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // for the user alone
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// sweep removes what is too old, if that was not done lately. What cannot be
// removed now is left for the next time.
func (s *store) sweep() {
	mark := filepath.Join(s.dir, sweepMark)
	if info, err := os.Stat(mark); err == nil && time.Since(info.ModTime()) < sweepEvery {
		return
	}
	if os.WriteFile(mark, nil, 0o600) != nil {
		return
	}
	now := time.Now()
	os.Chtimes(mark, now, now)
	files, _ := os.ReadDir(s.dir)
	for _, f := range files {
		info, err := f.Info()
		if err == nil && answerFile.MatchString(f.Name()) && now.Sub(info.ModTime()) > s.hard {
			os.Remove(filepath.Join(s.dir, f.Name()))
		}
	}
}
