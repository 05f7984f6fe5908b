// Package readings keeps what was detected in transcripts, so that a transcript that
// was read before need not be read again.
//
// A [Cache] is a directory of files, one for each key. The caller's keys must name
// everything that the data depends on; a key that never recurs costs only space.
// Files are written under a temporary name and renamed, and they carry a checksum,
// so that several processes may use a directory and may be killed at any time.
// The oldest files are removed when there are many.
//
// A cache never fails: data that cannot be read or written is computed again. The
// package knows nothing of what it keeps and imports nothing of this module.
package readings

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Files are divided by the first byte of their names among 256 directories, which hold
// mostFiles each: 32,768 in all. An episode takes two files, together about 27 kB.
const mostFiles = 128

// Cache is a directory. Its methods are safe for many goroutines.
type Cache struct{ dir, program string }

// New returns the cache in a directory, which is created when data is first saved.
// Only what the same program saved is loaded.
func New(dir, program string) *Cache { return &Cache{dir, program} }

// path returns the file of a key.
func (c *Cache) path(key string) string {
	sum := sha256.Sum256([]byte(c.program + "\n" + key))
	name := hex.EncodeToString(sum[:])
	return filepath.Join(c.dir, name[:2], name[2:])
}

// Load returns the data that was saved under a key; ok is false if there is none.
func (c *Cache) Load(key string) (data []byte, ok bool) {
	path := c.path(key)
	file, err := os.ReadFile(path)
	if err != nil || len(file) < crc32.Size {
		return nil, false
	}
	sum, data := binary.LittleEndian.Uint32(file), file[crc32.Size:]
	if crc32.ChecksumIEEE(data) != sum {
		return nil, false
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now) // in use, so it is removed last
	return data, true
}

// Save saves data under a key. Errors are ignored, for example those of a directory
// that cannot be written to.
func (c *Cache) Save(key string, data []byte) {
	path := c.path(key)
	dir := filepath.Dir(path)
	if os.MkdirAll(dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return
	}
	file := bytes.Join([][]byte{binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(data)), data}, nil)
	_, err = f.Write(file)
	if err = cmp.Or(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return
	}
	removeOldest(dir)
}

// removeOldest removes the files of a directory that were not used for the longest
// time, if there are too many.
func removeOldest(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) <= mostFiles {
		return
	}
	var files []fs.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	for _, f := range files[min(mostFiles, len(files)):] {
		_ = os.Remove(filepath.Join(dir, f.Name()))
	}
}
