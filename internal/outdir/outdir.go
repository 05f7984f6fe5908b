// Package outdir writes result files into a directory without destroying other files
// in it.
//
// [Dir.Write] takes all files of a run. It also writes a manifest, .extract.sha256,
// with the digest of each file. A later Write replaces or removes only files whose
// digest is still in the manifest. If another file, or one that was edited since, is
// in the way, it writes nothing and returns a [ForeignError]. Force overwrites such
// files, but never an input of the run. Files that are not in the manifest are never
// removed.
//
// The manifest has the format of sha256sum, so "sha256sum -c" can check it. It is
// written before the files, with their old and new digests: if the process is killed
// in between, the next run still recognizes every file.
package outdir

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Manifest is the name of the manifest file.
const Manifest = ".extract.sha256"

// maxManifest is the maximum size of a manifest in bytes.
const maxManifest = 16 << 20

// Dir is an output directory. It is created by the first write.
type Dir struct {
	Path   string
	Force  bool     // overwrite files that extract did not write
	Inputs []string // paths that this run reads; never overwritten or removed
}

// ForeignError lists the files that are in the way.
type ForeignError struct {
	Files []string // paths, sorted
	Input bool     // they are inputs of this run, so Force does not help
}

func (e *ForeignError) Error() string {
	files := strings.Join(e.Files, ", ")
	if e.Input {
		return files + ": would be overwritten, but is an input of this run; choose another directory"
	}
	return files + ": not overwritten, because extract did not write it or it was edited since; move it away, choose another directory, or use --force"
}

// digests maps file names to the digests that mark a file as ours.
type digests map[string][]string

// Check reports, before there is output, whether files with these names could not be
// written. The names are those for Write.
func (d Dir) Check(names ...string) error {
	known, err := d.read()
	if err != nil {
		return err
	}
	var inputs, foreign []string
	for _, name := range names {
		path := filepath.Join(d.Path, name)
		switch info, err := os.Lstat(path); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return explain(err)
		case d.isInput(path):
			inputs = append(inputs, path)
		case info.IsDir():
			return fmt.Errorf("%s: is a directory, where a file is to be written; choose another directory", path)
		case !d.Force && !d.isOurs(known, name):
			foreign = append(foreign, path)
		}
	}
	slices.Sort(inputs)
	slices.Sort(foreign)
	switch {
	case len(inputs) > 0:
		return &ForeignError{inputs, true}
	case len(foreign) > 0:
		return &ForeignError{foreign, false}
	}
	return nil
}

// Write replaces the files of the last Write by these files. The keys are file names
// without separators and without a leading dot. It returns the paths of files of the
// last Write that are no longer needed but were edited since; it keeps them.
func (d Dir) Write(files map[string][]byte) (kept []string, err error) {
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if !isName(name) {
			return nil, fmt.Errorf("%q: not a file name", name)
		}
	}
	if err := d.Check(names...); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(d.Path, 0o777); err != nil {
		return nil, explain(err)
	}
	before, err := d.read()
	if err != nil {
		return nil, err
	}
	after := digests{}
	for name, data := range files {
		after[name] = []string{digest(data)}
	}
	if err := d.save(union(before, after)); err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := replaceFile(filepath.Join(d.Path, name), files[name]); err != nil {
			return nil, err
		}
	}
	if kept, err = d.removeOld(before, after); err != nil {
		return kept, err
	}
	return kept, d.save(after)
}

// Written returns the names of the files in the directory that a Write made, also of those
// that were edited since. A directory that was never written to has none.
func (d Dir) Written() map[string]bool {
	known, err := d.read()
	if err != nil {
		return nil
	}
	names := map[string]bool{}
	for name := range known {
		names[name] = true
	}
	return names
}

// removeOld removes our files that were not written again.
func (d Dir) removeOld(before, after digests) (kept []string, err error) {
	for _, name := range slices.Sorted(maps.Keys(before)) {
		path := filepath.Join(d.Path, name)
		if _, again := after[name]; again {
			continue
		}
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if !d.isOurs(before, name) || d.isInput(path) {
			kept = append(kept, path)
			continue
		}
		if err := os.Remove(path); err != nil {
			return kept, explain(err)
		}
	}
	return kept, nil
}

// isOurs reports whether a file is a regular file with a known digest.
func (d Dir) isOurs(known digests, name string) bool {
	path := filepath.Join(d.Path, name)
	if len(known[name]) == 0 {
		return false
	}
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	data, err := os.ReadFile(path)
	return err == nil && slices.Contains(known[name], digest(data))
}

// isInput reports whether a path is a file that this run reads.
func (d Dir) isInput(path string) bool {
	info, err := os.Stat(path)
	return err == nil && slices.ContainsFunc(d.Inputs, func(input string) bool {
		other, err := os.Stat(input)
		return err == nil && os.SameFile(info, other)
	})
}

// read reads the manifest, if there is one. It ignores invalid lines.
func (d Dir) read() (digests, error) {
	known := digests{}
	path := filepath.Join(d.Path, Manifest)
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, explain(err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, fmt.Errorf("%s: not a manifest of extract; choose another directory", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, explain(err)
	}
	for line := range strings.Lines(string(data)) {
		if sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok && isName(name) {
			known[name] = append(known[name], sum)
		}
	}
	return known, nil
}

// save writes the manifest.
func (d Dir) save(known digests) error {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(known)) {
		for _, sum := range known[name] {
			fmt.Fprintf(&b, "%s  %s\n", sum, name)
		}
	}
	return replaceFile(filepath.Join(d.Path, Manifest), b.Bytes())
}

func union(a, b digests) digests {
	all := maps.Clone(a)
	for name, sums := range b {
		all[name] = slices.Concat(all[name], sums)
	}
	return all
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// isName reports whether a name is a file name in the directory itself.
func isName(name string) bool {
	return name != "" && name[0] != '.' && !strings.ContainsAny(name, "/\\\n\r\x00") && filepath.IsLocal(name)
}
