package list

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"namedrop/internal/disk"
	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
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
	folder, err := List{}, checkInside(source, dir)
	if err == nil {
		folder, err = loadFolder(dir)
	}
	if err != nil {
		l.Notice = fmt.Sprintf("%s is generated from %s, whose files cannot be used: %v", l.Name, made.From, err)
		return l
	}
	folder.Notice = fmt.Sprintf("%s is generated; proposals add files to %s", l.Name, folder.Name)
	return folder
}

// orFolderOf is like [List.orFolder] for a list in a repository on GitHub. Each file takes a
// request.
func (l List) orFolderOf(ctx context.Context, hub *github.Client, repo string) List {
	made := propose.Generated(l.Source)
	if made == nil || !strings.HasSuffix(made.From, "/") || !filepath.IsLocal(filepath.FromSlash(made.From)) || l.isData() {
		return l
	}
	folder, err := askFolder(ctx, hub, repo, path.Clean(made.From)+"/")
	if err != nil {
		l.Notice = strings.TrimPrefix(fmt.Sprintf("%s; %s is generated from %s, whose files cannot be used: %v; clone the repository and use --list PATH", l.Notice, l.Name, made.From, err), "; ")
		return l
	}
	folder.Notice = fmt.Sprintf("%s is generated; proposals add files to %s", l.Name, folder.Name)
	return folder
}

// askFolder reads a folder of data files on GitHub. Its path ends in a slash.
func askFolder(ctx context.Context, hub *github.Client, repo, dir string) (List, error) {
	data, err := proposals.Folder(ctx, hub, repo, dir)
	if err != nil {
		return List{}, err
	}
	l, err := newList("github:"+repo+":"+dir, dir, data)
	if err != nil || !l.isData() {
		return List{}, errNotFolder(dir, "")
	}
	return l, nil
}

// checkInside returns an error if a path that a list on disk names leads out of its
// repository, or outside of one out of its folder, through a symbolic link.
func checkInside(source, path string) error {
	dir, err := filepath.Abs(cmp.Or(repositoryOf(source), filepath.Dir(source)))
	if err != nil {
		return err
	}
	if path, err = filepath.Abs(path); err == nil {
		path, err = filepath.Rel(dir, path)
	}
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return disk.Plain(err)
	}
	defer root.Close()
	if _, err := root.Stat(path); err != nil {
		return fmt.Errorf("%s: not inside of %s (symbolic links out of it are not followed)", path, dir)
	}
	return nil
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
		return List{}, errNotFolder(dir, "")
	}
	return l, nil
}

// errNotFolder returns the error for a folder that is no list. Why is what is wrong with one
// of its files, "" if there is nothing to say.
func errNotFolder(dir, why string) error {
	if why != "" {
		why = ": " + why
	}
	return fmt.Errorf("%s: not a folder of data files%s: want a file, or a folder with a YAML, TOML, JSON or Markdown file for each project, with a name and an address at the top level, and JSON with a line for each field", dir, why)
}

// readFolder returns the data files of a folder as a bundle. Most of the files must have
// the same extension. Only the paths of the others and of links are in the bundle, so that
// no new file gets their name.
func readFolder(dir string) ([]byte, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, disk.Plain(err)
	}
	var names []string
	for _, f := range files {
		if f.Type().IsRegular() {
			names = append(names, f.Name())
		}
	}
	names = markdown.DataFiles(names)
	all := make([]markdown.File, len(files))
	size, unread := 0, []string{}
	for i, f := range files {
		all[i].Path = path.Join(patchName(dir), f.Name())
		if !slices.Contains(names, f.Name()) {
			continue
		}
		if all[i].Data, err = readList(filepath.Join(dir, f.Name())); err != nil {
			return nil, disk.Plain(err)
		}
		if size += len(all[i].Data); size > maxList {
			return nil, fmt.Errorf("%s: larger than %d MiB in all", dir, maxList>>20)
		}
		if why := all[i].Unread(); why != "" {
			unread = append(unread, f.Name()+" "+why)
		}
	}
	if 2*len(unread) > len(names) {
		return nil, errNotFolder(dir, unread[0])
	}
	return markdown.Bundle(all), nil
}
