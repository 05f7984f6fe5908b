package transport

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"namedrop/internal/pattern"
)

// store is a directory with one file per answer. Files are written to a temporary name
// and renamed, so that several processes may use it at the same time. A damaged file
// counts as missing. Once a day, the first process that writes removes expired files.
type store struct {
	dir   string
	hard  time.Duration
	swept sync.Once // or skipped, in this run
}

const (
	sweepEvery = 24 * time.Hour
	sweepMark  = "swept" // its modification time is the time of the last sweep
)

// answerFile matches the names of answer files, including temporary files of killed
// processes.
var answerFile = pattern.Lazy(`^[0-9a-f]{64}(\.[0-9]+)?$`)

// load returns a stored answer that is not too old.
func (s *store) load(key string) (answer, bool) {
	data, err := os.ReadFile(filepath.Join(s.dir, key))
	if err != nil {
		return answer{}, false
	}
	a, err := decode(data)
	return a, err == nil && time.Since(a.Time) < s.hard
}

// save stores an answer.
func (s *store) save(key string, a answer) error {
	data, err := a.encode()
	if err != nil {
		return err
	}
	path := filepath.Join(s.dir, key)
	err = replace(path, data)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(s.dir, 0o700); err != nil {
			return err
		}
		err = replace(path, data)
	}
	s.swept.Do(s.sweep)
	return err
}

// replace writes a file under a temporary name and renames it. It does not sync: a
// file that a crash damages counts as missing.
func replace(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // readable by the user only
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

// sweep removes expired files, unless that was done recently. Files that cannot be
// removed are left for the next sweep.
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
		if err == nil && answerFile().MatchString(f.Name()) && now.Sub(info.ModTime()) > s.hard {
			os.Remove(filepath.Join(s.dir, f.Name()))
		}
	}
}
