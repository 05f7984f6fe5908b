package list

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"namedrop/internal/disk"
	"namedrop/internal/markdown"
	"namedrop/propose"
)

// orFolder returns the folder of data files from which a list on disk is generated, if the
// list names one and it can be read. Otherwise it returns the list itself.
func (l List) orFolder(source string) List {
	made := propose.Generated(l.Source)
	if made == nil || !strings.HasSuffix(made.From, "/") || !filepath.IsLocal(filepath.FromSlash(made.From)) {
		return l
	}
	dir := filepath.Join(filepath.Dir(source), filepath.FromSlash(made.From))
	if !isFolder(dir) {
		return l
	}
	folder, err := loadFolder(dir)
	if err != nil {
		l.Notice = fmt.Sprintf("%s is generated from %s, whose files cannot be used: %v", l.Name, made.From, err)
		return l
	}
	folder.Notice = fmt.Sprintf("%s is generated; proposals add files to %s", l.Name, folder.Name)
	return folder
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// loadFolder reads a folder with one data file per project. Its name ends in a slash.
func loadFolder(dir string) (List, error) {
	data, err := readFolder(dir)
	if err != nil {
		return List{}, err
	}
	l, err := newList(dir, patchName(dir)+"/", data)
	if err != nil || !l.isData() {
		return List{}, errNotFolder(dir)
	}
	return l, nil
}

func errNotFolder(dir string) error {
	return fmt.Errorf("%s: not a folder of data files: want a file, or a folder with a YAML, TOML, JSON or Markdown file for each project, with a name and an address at the top level", dir)
}

// readFolder returns the data files of a folder as a bundle. Most of the files must have
// the same extension; the others are left out.
func readFolder(dir string) ([]byte, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, disk.Plain(err)
	}
	count := map[string]int{}
	for _, f := range files {
		if isRecordFile(f) {
			count[path.Ext(f.Name())]++
		}
	}
	var all []markdown.File
	size := 0
	for _, f := range files {
		if !isRecordFile(f) || 2*count[path.Ext(f.Name())] <= sum(count) {
			continue
		}
		data, err := readList(filepath.Join(dir, f.Name()))
		if err != nil {
			return nil, disk.Plain(err)
		}
		if size += len(data); size > maxList {
			return nil, fmt.Errorf("%s: larger than %d MiB in all", dir, maxList>>20)
		}
		all = append(all, markdown.File{Path: path.Join(patchName(dir), f.Name()), Data: data})
	}
	if len(all) == 0 {
		return nil, errNotFolder(dir)
	}
	return markdown.Bundle(all), nil
}

func isRecordFile(f fs.DirEntry) bool {
	return f.Type().IsRegular() && markdown.IsDataFile(f.Name()) && !strings.ContainsAny(f.Name()[:1], "._") && !strings.EqualFold(f.Name(), "README.md")
}

func sum(count map[string]int) int {
	n := 0
	for _, c := range count {
		n += c
	}
	return n
}
