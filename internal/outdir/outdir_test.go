package outdir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// put writes a file that is not ours.
func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// texts returns the files of a directory without the manifest.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == Manifest || e.IsDir() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}

// write writes files given as pairs of name and text.
func write(t *testing.T, d Dir, pairs ...string) error {
	t.Helper()
	files := map[string][]byte{}
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = []byte(pairs[i+1])
	}
	_, err := d.Write(files)
	return err
}

func same(t *testing.T, dir string, pairs ...string) {
	t.Helper()
	got := texts(t, dir)
	if len(got) != len(pairs)/2 {
		t.Errorf("files %v, want %v", got, pairs)
	}
	for i := 0; i < len(pairs); i += 2 {
		if got[pairs[i]] != pairs[i+1] {
			t.Errorf("%s holds %q, want %q", pairs[i], got[pairs[i]], pairs[i+1])
		}
	}
}

func TestWriteReplacesItsOwn(t *testing.T) {
	d := Dir{Path: filepath.Join(t.TempDir(), "new")}
	for range 2 {
		if err := write(t, d, "a.patch", "1", "all.diff", "1"); err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(d.Path, "own.patch"), "mine")
	if err := write(t, d, "b.patch", "2", "all.diff", "2"); err != nil {
		t.Fatal(err)
	}
	same(t, d.Path, "b.patch", "2", "all.diff", "2", "own.patch", "mine")
}

// TestForeignFiles: nothing is written if one of several files is not ours.
func TestForeignFiles(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, dir string){
		"foreign": func(t *testing.T, dir string) { put(t, filepath.Join(dir, "report.md"), "mine") },
		"edited": func(t *testing.T, dir string) {
			if err := write(t, Dir{Path: dir}, "report.md", "1"); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, "report.md"), "mine")
		},
		"link": func(t *testing.T, dir string) {
			target := filepath.Join(t.TempDir(), "target")
			put(t, target, "mine")
			if err := os.Symlink(target, filepath.Join(dir, "report.md")); err != nil {
				t.Skip(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := Dir{Path: t.TempDir()}
			prepare(t, d.Path)
			err := write(t, d, "a.patch", "1", "report.md", "2")
			var foreign *ForeignError
			if want := []string{filepath.Join(d.Path, "report.md")}; !errors.As(err, &foreign) || foreign.Input || !slices.Equal(foreign.Files, want) {
				t.Fatalf("error %v, want a ForeignError about %v", err, want)
			}
			same(t, d.Path, "report.md", "mine")
			d.Force = true
			if err := write(t, d, "a.patch", "1", "report.md", "2"); err != nil {
				t.Fatal(err)
			}
			same(t, d.Path, "a.patch", "1", "report.md", "2")
		})
	}
}

// TestInputs: inputs are neither overwritten nor removed, under any name.
func TestInputs(t *testing.T) {
	d := Dir{Path: t.TempDir()}
	list := filepath.Join(d.Path, "report.md")
	if err := write(t, d, "report.md", "the list", "old.patch", "1"); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "link.md")
	if err := os.Link(list, other); err != nil {
		t.Skip(err)
	}
	d.Force, d.Inputs = true, []string{"nowhere", other, filepath.Join(d.Path, "old.patch")}
	var foreign *ForeignError
	if err := write(t, d, "report.md", "2"); !errors.As(err, &foreign) || !foreign.Input {
		t.Errorf("error %v, want a ForeignError about an input", err)
	}
	kept, err := d.Write(map[string][]byte{"new.patch": nil})
	if err != nil || len(kept) != 2 {
		t.Errorf("kept %v, error %v, want both inputs", kept, err)
	}
	same(t, d.Path, "report.md", "the list", "old.patch", "1", "new.patch", "")
}

// TestEditedStays: an edited patch is not removed when it is no longer proposed.
func TestEditedStays(t *testing.T) {
	d := Dir{Path: t.TempDir()}
	if err := write(t, d, "a.patch", "1"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(d.Path, "a.patch")
	put(t, path, "mine")
	kept, err := d.Write(map[string][]byte{"b.patch": nil})
	if err != nil || !slices.Equal(kept, []string{path}) {
		t.Errorf("kept %v, error %v", kept, err)
	}
	same(t, d.Path, "a.patch", "mine", "b.patch", "")
}

// TestManifest: a forged manifest cannot name files outside the directory.
func TestManifest(t *testing.T) {
	root := t.TempDir()
	d := Dir{Path: filepath.Join(root, "out")}
	outside := filepath.Join(root, "outside")
	put(t, outside, "mine")
	if err := os.Mkdir(d.Path, 0o777); err != nil {
		t.Fatal(err)
	}
	sum := digest([]byte("mine"))
	put(t, filepath.Join(d.Path, Manifest), sum+"  ../outside\n"+sum+"  "+outside+"\nnonsense\n\n"+sum+"  \n")
	if err := write(t, d, "a.patch", "1"); err != nil {
		t.Fatal(err)
	}
	same(t, root, "outside", "mine")
	for _, name := range []string{"", ".", "..", ".hidden", "a/b", `a\b`, "a\nb", "a\x00", "/a"} {
		if write(t, d, name, "1") == nil {
			t.Errorf("%q was written", name)
		}
	}
}

// TestKilled: after a kill at any time, the next run recognizes its files.
func TestKilled(t *testing.T) {
	d := Dir{Path: t.TempDir()}
	if err := write(t, d, "a.patch", "1", "b.patch", "1"); err != nil {
		t.Fatal(err)
	}
	before, err := d.read()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.save(union(before, digests{"a.patch": {digest([]byte("2"))}, "c.patch": {digest([]byte("2"))}})); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(d.Path, "a.patch"), "2") // killed here
	if err := write(t, d, "a.patch", "3", "c.patch", "3"); err != nil {
		t.Fatal(err)
	}
	same(t, d.Path, "a.patch", "3", "c.patch", "3")
}

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		"tenacity": "tenacity", "owner/repo": "owner-repo", "../../x": "x", "..": "file", "": "file", "-rf": "rf",
		".hidden": "hidden", "a\x1b[31mb": "a--31mb", "a\u202eb": "a-b", "Folge 3 (Über uns)": "Folge 3 (Über uns)",
		`a\b:c*?"<>|`: "a-b-c------", "x. ": "x",
		strings.Repeat("é", 200): strings.Repeat("é", maxName),
	} {
		if got := Name(text); got != want || !isName(got) {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestPending(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	for _, text := range []string{"first", "second"} {
		p, err := Create(path)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(p, text)
		if data, _ := os.ReadFile(path); string(data) == text {
			t.Error("the file is there before it is complete")
		}
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(path); err != nil || string(data) != text {
			t.Errorf("%q, %v", data, err)
		}
	}
	p, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(p, "third")
	if err := p.Discard(); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(filepath.Dir(path))
	if data, _ := os.ReadFile(path); err != nil || string(data) != "second" || len(files) != 1 {
		t.Errorf("%q, %d files, %v", data, len(files), err)
	}
}

// TestCreateDevice: a device is written to and stays a device. The test uses a link, which
// would be replaced instead of the device.
func TestCreateDevice(t *testing.T) {
	device := filepath.Join(t.TempDir(), "device")
	if err := os.Symlink(os.DevNull, device); err != nil {
		t.Skip(err)
	}
	if err := WriteFile(device, []byte("text")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(device); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device was replaced: %v, %v", info, err)
	}
}

func TestCreateErrors(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]string{
		dir:                               dir + ": a directory, not a file",
		filepath.Join(dir, "no", "a.txt"): filepath.Join(dir, "no") + ": no such directory",
	} {
		if _, err := Create(path); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

// fullFile is a temporary file on a full disk.
type fullFile struct{}

func (fullFile) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "out/.report.html123", Err: syscall.ENOSPC}
}

func TestErrorsNameTheFile(t *testing.T) {
	nothing := func() error { return nil }
	err := fill(&Pending{fullFile{}, "out/report.html", nothing, nothing}, nil, []byte("x"))
	if want := "out/report.html: no space left on the disk; free some and run the command again"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
