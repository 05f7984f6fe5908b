package source

import (
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"namedrop/internal/episode"
	"namedrop/internal/transcript"
)

// Text is compressed by a factor of three to ten, captions by up to thirty. A file that
// grows by more than maxGrowth, beyond a first megabyte, is probably a decompression
// bomb.
const (
	maxGrowth = 100
	freely    = 1 << 20 // bytes
)

// errBomb ends the reading of a file that decompresses to too many bytes.
var errBomb = errors.New("decompresses to more than a transcript can contain")

// unpackLimit returns the maximum number of decompressed bytes.
func unpackLimit(compressed int64) int64 {
	return min(freely+compressed*maxGrowth, transcript.MaxSize)
}

// file yields the transcripts in a file: the members of an archive, the episodes of a
// feed, or the file itself.
func (s *Set) file(ctx context.Context, path string, give yield) bool {
	switch {
	case isArchive(path):
		return s.archive(path, opener(path), give)
	case strings.EqualFold(filepath.Ext(path), gzipped):
		return give(s.named(path, func(context.Context) (io.ReadCloser, error) { return openGzip(path) }), nil)
	}
	if f, ok := feedIn(path); ok {
		return s.podcast(ctx, path, f, give)
	}
	in := episode.File(path, s.Address)
	return give(in, nil)
}

// opened is an open file of a known size.
type opened interface {
	io.ReaderAt
	io.ReadCloser
	Size() int64
}

// file is a file on disk.
type file struct {
	*os.File
	size int64
}

func (f file) Size() int64 { return f.size }

func open(path string) (opened, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return file{f, info.Size()}, nil
}

// opener opens a file each time it is needed, so that no archive stays open.
func opener(path string) func() (opened, error) {
	return func() (opened, error) { return open(path) }
}

func openGzip(path string) (io.ReadCloser, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	return gunzip(path, f)
}

// gunzip unpacks a file and closes it when it is closed.
func gunzip(name string, f opened) (io.ReadCloser, error) {
	r, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: not a gzip file", name)
	}
	return &unpacking{Reader: r, name: name, left: unpackLimit(f.Size()), close: f.Close}, nil
}

// unpacking limits the size of decompressed data.
type unpacking struct {
	io.Reader
	name  string
	left  int64
	close func() error
}

func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	if u.left -= int64(n); u.left < 0 {
		return 0, fmt.Errorf("%s: %w", u.name, errBomb)
	}
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%s: damaged: %v", u.name, err)
	}
	return n, err
}

func (u *unpacking) Close() error { return u.close() }

// archive yields the members of a ZIP archive.
func (s *Set) archive(name string, open func() (opened, error), give yield) bool {
	members, err := membersOf(name, open)
	if err != nil {
		return give(episode.Input{Name: name}, err)
	}
	if len(members) == 0 {
		return give(failed(name, fmt.Errorf("no transcripts found (%s)", strings.Join(Extensions, ", "))))
	}
	for _, m := range members {
		if !give(s.named(name+"/"+m.name, func(context.Context) (io.ReadCloser, error) { return m.open(name, open) }), nil) {
			return false
		}
	}
	return true
}

// packed is a member of an archive.
type packed struct {
	name       string
	method     uint16
	crc        uint32
	from, size int64 // of the compressed bytes in the archive
}

// membersOf returns the transcripts in an archive, sorted by name.
func membersOf(name string, open func() (opened, error)) ([]packed, error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := zip.NewReader(f, f.Size())
	if err != nil {
		return nil, fmt.Errorf("%s: not a ZIP archive, or damaged", name)
	}
	var all []packed
	var total int64
	for _, m := range r.File {
		if !isTranscript(m) {
			continue
		}
		from, err := m.DataOffset()
		if err != nil {
			return nil, fmt.Errorf("%s: damaged at %q", name, m.Name)
		}
		p := packed{m.Name, m.Method, m.CRC32, from, int64(m.CompressedSize64)}
		if total += p.size; p.size < 0 || total > f.Size() {
			return nil, fmt.Errorf("%s: its members overlap, as in a decompression bomb", name)
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b packed) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

// isTranscript reports whether a member of an archive should be read. Names that refer
// outside of the archive are ignored.
func isTranscript(m *zip.File) bool {
	hidden := slices.ContainsFunc(strings.Split(m.Name, "/"), func(part string) bool {
		return strings.HasPrefix(part, ".") || part == "__MACOSX"
	})
	return fs.ValidPath(m.Name) && !hidden && m.Mode().IsRegular() && hasKnownExtension(m.Name)
}

// open unpacks the member. It opens the archive again, but does not read its directory.
func (p packed) open(archive string, open func() (opened, error)) (io.ReadCloser, error) {
	name := archive + "/" + p.name
	f, err := open()
	if err != nil {
		return nil, err
	}
	r, err := p.unpack(io.NewSectionReader(f, p.from, p.size))
	if err == nil && strings.EqualFold(filepath.Ext(p.name), gzipped) {
		r, err = gzip.NewReader(r)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &unpacking{Reader: r, name: name, left: unpackLimit(p.size), close: f.Close}, nil
}

func (p packed) unpack(r io.Reader) (io.Reader, error) {
	switch p.method {
	case zip.Store:
		return &checked{r: r, want: p.crc}, nil
	case zip.Deflate:
		return &checked{r: flate.NewReader(r), want: p.crc}, nil
	}
	return nil, fmt.Errorf("compressed by method %d, which is not supported; pack it with deflate", p.method)
}

// checked compares the checksum at the end.
type checked struct {
	r         io.Reader
	sum, want uint32
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.sum = crc32.Update(c.sum, crc32.IEEETable, p[:n])
	if err == io.EOF && c.sum != c.want {
		err = errors.New("checksum mismatch")
	}
	return n, err
}

// memberOf splits the name of an archive's member.
func memberOf(name string) (archive, member string, ok bool) {
	for i := range name {
		if name[i] != '/' || !isArchive(name[:i]) {
			continue
		}
		if info, err := os.Stat(name[:i]); err == nil && info.Mode().IsRegular() {
			return name[:i], name[i+1:], true
		}
	}
	return "", "", false
}

// member yields one member of an archive.
func (s *Set) member(name, archive, member string, give yield) bool {
	members, err := membersOf(archive, opener(archive))
	if err != nil {
		return give(episode.Input{Name: name}, err)
	}
	for _, m := range members {
		if m.name == member {
			return give(s.named(name, func(context.Context) (io.ReadCloser, error) { return m.open(archive, opener(archive)) }), nil)
		}
	}
	return give(failed(name, fmt.Errorf("%s has no such transcript", archive)))
}
