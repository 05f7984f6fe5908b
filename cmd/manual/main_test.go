package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"namedrop/cmd"
)

// TestWrite: every command has a page, and the pages and completions are those that a
// release packs.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	root := cmd.Root()
	if err := write(root, dir); err != nil {
		t.Fatal(err)
	}
	for _, c := range root.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		page, err := os.ReadFile(filepath.Join(dir, "man", "extract-"+c.Name()+".1"))
		if err != nil || !strings.Contains(string(page), ".SH SYNOPSIS") {
			t.Errorf("page of %s: %v", c.Name(), err)
		}
	}
	for _, name := range []string{"extract.bash", "_extract", "extract.fish", "extract.ps1"} {
		if info, err := os.Stat(filepath.Join(dir, "completions", name)); err != nil || info.Size() == 0 {
			t.Errorf("completion %s: %v", name, err)
		}
	}
}

// release is .goreleaser.yaml: the keys that it uses, as https://goreleaser.com documents
// them.
type release struct {
	Version int
	Name    string `yaml:"project_name"`
	Before  struct{ Hooks []string }
	Builds  []struct {
		Main           string
		Env            []string
		Goos, Goarch   []string
		Flags, Ldflags []string
		ModTimestamp   string `yaml:"mod_timestamp"`
	}
	Archives []struct {
		NameTemplate string `yaml:"name_template"`
		Formats      []string
		Overrides    []struct {
			Goos    string
			Formats []string
		} `yaml:"format_overrides"`
		Files []any
	}
	Checksum struct {
		NameTemplate string `yaml:"name_template"`
	}
	Sboms []struct{ Artifacts string }
	Nfpms []struct {
		PackageName                                                 string `yaml:"package_name"`
		Formats                                                     []string
		Maintainer, Homepage, Description, License, Section, Bindir string
		Contents                                                    []struct{ Src, Dst string }
	}
	Casks []struct {
		Name, Homepage, Description, License string
		Repository                           struct{ Owner, Name string }
		Manpages                             []string
		Completions                          struct{ Bash, Zsh, Fish string }
	} `yaml:"homebrew_casks"`
	Scoops []struct {
		Name, Homepage, Description, License string
		Repository                           struct{ Owner, Name string }
	}
	Dockers []struct {
		Dockerfile              string
		Images, Tags, Platforms []string
	} `yaml:"dockers_v2"`
	Snapshot struct {
		VersionTemplate string `yaml:"version_template"`
	}
	Changelog struct{ Use, Sort string }
	Release   struct {
		GitHub struct{ Owner, Name string } `yaml:"github"`
		Draft  bool
	}
}

// TestRelease: the release has only keys that goreleaser knows, builds for every system,
// and packs files that exist or are generated.
func TestRelease(t *testing.T) {
	root := filepath.Join("..", "..")
	f, err := os.Open(filepath.Join(root, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := yaml.NewDecoder(f)
	d.KnownFields(true)
	var r release
	if err := d.Decode(&r); err != nil {
		t.Fatal(err)
	}
	if b := r.Builds[0]; len(b.Goos)*len(b.Goarch) != 6 || len(r.Nfpms[0].Formats) != 2 || len(r.Sboms)*len(r.Casks)*len(r.Scoops)*len(r.Dockers) != 1 {
		t.Errorf("not every system or package: %+v", r)
	}
	dir := t.TempDir()
	if err := write(cmd.Root(), filepath.Join(dir, "build")); err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Nfpms[0].Contents {
		from := root
		if strings.HasPrefix(c.Src, "build/") {
			from = dir
		}
		if found, err := filepath.Glob(filepath.Join(from, c.Src)); err != nil || len(found) == 0 {
			t.Errorf("%s: no such file, %v", c.Src, err)
		}
	}
	if _, err := os.Stat(filepath.Join(root, r.Dockers[0].Dockerfile)); err != nil {
		t.Error(err)
	}
}
