package catalog

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"namedrop/internal/ref"
)

// small is an index in which each thing happens once.
func small(t testing.TB) []byte {
	t.Helper()
	data, err := Encode(
		Origin{Synced: time.Date(2022, 11, 10, 12, 0, 0, 0, time.UTC), Source: "https://example.org/simple/", ETag: `"a"`},
		[]string{"Motor", "uvicorn", "py-test", "pytest", "zope.interface", "ZOPE_interface", "aaa", "rliable`", "", "---", "Läufer"},
		map[string]int{"uvicorn": 500, "zope-interface": 900, "pytest": 900, "gone": 5000, "motor": 0, "aaa": -1})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decoded(t testing.TB, data []byte) *Index {
	t.Helper()
	ix, err := decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func TestEncode(t *testing.T) {
	ix := decoded(t, small(t))
	want := []string{"pytest", "zope-interface", "uvicorn", "aaa", "motor", "py-test"}
	if got := slices.Collect(ix.All()); !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	if ix.Names() != 6 || ix.Ranks() != 3 || ix.Origin().ETag != `"a"` || ix.Size() != len(small(t)) {
		t.Errorf("%d names, %d ranks, origin %+v, size %d", ix.Names(), ix.Ranks(), ix.Origin(), ix.Size())
	}
	for i, p := range ix.Ranked() {
		if p.Name != want[i] || p.Rank != i+1 || p.Downloads != []int{900, 900, 500}[i] || !p.Synced || !p.OnPyPI {
			t.Errorf("rank %d is %+v", i+1, p)
		}
	}
	if err := ix.Verify(); err != nil {
		t.Error(err)
	}
}

func TestEncodeNothing(t *testing.T) {
	_, err := Encode(Origin{Source: "https://example.org/simple/"}, []string{"", "!"}, nil)
	if err == nil || !strings.Contains(err.Error(), "https://example.org/simple/") {
		t.Errorf("error %v, want one that names the source", err)
	}
}

func TestRenew(t *testing.T) {
	ix := decoded(t, small(t))
	later := Origin{Synced: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), Source: "https://mirror.example.org/simple/"}
	data, err := ix.Renew(later)
	if err != nil {
		t.Fatal(err)
	}
	renewed := decoded(t, data)
	if renewed.Origin() != later || renewed.Verify() != nil {
		t.Errorf("origin %+v, checksum %v", renewed.Origin(), renewed.Verify())
	}
	if !slices.Equal(slices.Collect(renewed.All()), slices.Collect(ix.All())) {
		t.Error("the names have changed")
	}
}

func TestAbove(t *testing.T) {
	layers := Build([]Project{
		{Name: "uvicorn", About: "server", Mark: Word, Repository: "encode/uvicorn"},
		{Name: "mongo-motor", Aliases: []string{"motor"}},
		{Name: "PyTest", Listed: true},
	})
	c := layers.Above(decoded(t, small(t)))
	for letters, want := range map[string]string{
		"uvicorn":       "uvicorn #3",        // one project, with the rank of the index
		"motor":         "mongo-motor motor", // an alias does not make two names one
		"pytest":        "pytest #1 py-test",
		"zopeinterface": "zope-interface #2",
		"mongomotor":    "mongo-motor",
		"zope":          "",
		"":              "",
	} {
		if got := spell(c.Lookup(letters)); got != want {
			t.Errorf("Lookup(%q): %s, want %s", letters, got, want)
		}
		if c.Knows(letters) != (want != "") || len(c.AppendLookup(nil, []byte(letters))) != len(c.Lookup(letters)) {
			t.Errorf("Knows(%q): %v, and %d projects", letters, c.Knows(letters), len(c.AppendLookup(nil, []byte(letters))))
		}
	}
	p, _ := c.Project("uvicorn")
	if p.About != "server" || p.Mark != Word || p.Downloads != 500 || p.Synced || !p.OnPyPI {
		t.Errorf("uvicorn: %+v", p)
	}
	if p, ok := c.Project("py-test"); !ok || !p.Synced || p.Rank != 0 {
		t.Errorf("py-test: %+v, %v", p, ok)
	}
	if _, ok := c.Project("zopeinterface"); ok {
		t.Error("zopeinterface is a project, but only its letters are known")
	}
	if !c.Ranked() {
		t.Error("no ranks")
	}
	if p, _ := layers.Project("uvicorn"); p.Rank != 0 || layers.Knows("zopeinterface") || layers.Ranked() {
		t.Error("the catalog below has changed")
	}
}

// TestRenamed checks that an entry that was merged with a distribution keeps its own
// name as an alias only.
func TestRenamed(t *testing.T) {
	c := Build(
		[]Project{{Name: "uvicorn", Repository: "encode/server"}},
		[]Project{{Name: "motor", Repository: "encode/server", OnPyPI: true}},
	).Above(decoded(t, small(t)))
	if got := spell(c.Lookup("uvicorn")); got != "motor" {
		t.Errorf("Lookup(uvicorn): %s, want motor", got)
	}
}

func spell(projects []Project) string {
	var words []string
	for _, p := range projects {
		words = append(words, p.Name)
		if p.Rank > 0 {
			words = append(words, "#"+string(rune('0'+p.Rank)))
		}
	}
	return strings.Join(words, " ")
}

// TestTable compares the table with a map, on every string up to five bytes
// of an alphabet in which many share their letters.
func TestTable(t *testing.T) {
	var words []string
	grow(&words, "", 5)
	var names []string
	for i, w := range words {
		if i%3 != 0 && ref.IsNormal(w) {
			names = append(names, w)
		}
	}
	data, err := Encode(Origin{}, names, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := Build().Above(decoded(t, data))
	want := map[string][]string{}
	for _, n := range names {
		want[Letters(n)] = append(want[Letters(n)], n)
	}
	for _, w := range words {
		var got []string
		for _, p := range c.Lookup(Letters(w)) {
			got = append(got, p.Name)
		}
		slices.Sort(got)
		if due := want[Letters(w)]; !slices.Equal(got, slices.Sorted(slices.Values(due))) {
			t.Fatalf("Lookup(%q): %q, want %q", Letters(w), got, due)
		}
	}
}

func grow(words *[]string, word string, more int) {
	*words = append(*words, word)
	if more == 0 {
		return
	}
	for _, r := range "az0-" {
		grow(words, word+string(r), more-1)
	}
}

func TestMissesDoNotAllocate(t *testing.T) {
	c := Build([]Project{{Name: "motor"}}).Above(decoded(t, small(t)))
	letters := []byte("averylongwindowoffivewordsthatisthenameofnothing")
	text := string(letters)
	got := testing.AllocsPerRun(100, func() {
		if c.AppendLookup(nil, letters) != nil || c.Knows(text) || c.Lookup(text) != nil {
			t.Error("known")
		}
	})
	if got != 0 {
		t.Errorf("%v allocations", got)
	}
}

// TestOpenWhileReplaced checks that names stay readable during a sync, in several
// goroutines.
func TestOpenWhileReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pypi.index")
	if err := Save(path, small(t)); err != nil {
		t.Fatal(err)
	}
	ix, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	c := Build().Above(ix)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 200 {
				if spell(c.Lookup("zopeinterface")) != "zope-interface #2" {
					t.Error("zope-interface is gone")
				}
			}
		})
	}
	other, err := Encode(Origin{}, []string{"other"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := Save(path, other); err != nil {
		t.Fatal(err)
	}
	group.Wait()
	kept := c.Lookup("zopeinterface")
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	if spell(kept) != "zope-interface #2" || ix.Names() != 0 || ix.Close() != nil {
		t.Error("closing takes away what was returned, or cannot be repeated")
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
		t.Errorf("left beside: %v", left)
	}
}

func TestSaveFails(t *testing.T) {
	if err := Save(filepath.Join(t.TempDir(), "no", "such", "directory"), small(t)); err == nil {
		t.Error("no error")
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pypi.index")
	unlock, err := Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("second lock: %v, want an error that names the file", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	again, err := Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	good := small(t)
	version := bytes.Clone(good)
	version[len(magic)]++
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("name\trepository\tmark\tabout and more\n"), "version": version,
		"short": good[:len(good)-1], "long": append(bytes.Clone(good), 0), "head": good[:preamble+5],
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path)
		if err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.HasSuffix(err.Error(), remedy) {
			t.Errorf("%s: error %v, want the path and the way out", name, err)
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v, want fs.ErrNotExist", err)
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a directory is opened")
	}
}

// TestDamage changes every byte: the file is refused, or Verify sees it; in no
// case does a look-up crash.
func TestDamage(t *testing.T) {
	good := small(t)
	for i := range good {
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			data := bytes.Clone(good)
			data[i] ^= flip
			ix, err := decode(data)
			if err != nil {
				continue
			}
			if ix.Verify() == nil {
				t.Errorf("byte %d changed by %#x is not noticed", i, flip)
			}
			use(ix)
		}
	}
}

// use calls whatever reads an index.
func use(ix *Index) {
	c := Build([]Project{{Name: "uvicorn"}}).Above(ix)
	for _, letters := range []string{"", "uvicorn", "pytest", "zopeinterface", "none"} {
		c.Lookup(letters)
		c.Knows(letters)
		c.Project(letters)
	}
	c.Ranked()
	for range ix.All() {
	}
	_ = ix.Verify()
	_, _ = ix.Renew(Origin{})
}

func FuzzOpen(f *testing.F) {
	f.Add(small(f))
	one, err := Encode(Origin{}, []string{"a"}, map[string]int{"a": 1})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(one)
	f.Add([]byte(magic))
	f.Fuzz(func(_ *testing.T, data []byte) {
		if ix, err := decode(data); err == nil {
			use(ix)
		}
		// The checksum of the header stops nearly everything; so the data is
		// also tried as a body, under a header that fits.
		h := header{Names: 3, Ranks: 2}
		if h.Text = len(data) - h.bodySize(); h.Text >= 0 {
			if sealed, err := seal(h, data); err == nil {
				if ix, err := decode(sealed); err == nil {
					use(ix)
				}
			}
		}
	})
}

// FuzzEncode checks that every valid name is found again.
func FuzzEncode(f *testing.F) {
	f.Add("Motor zope.interface zope-interface", 3)
	f.Fuzz(func(t *testing.T, names string, n int) {
		list := strings.Fields(names)
		data, err := Encode(Origin{}, list, map[string]int{names: n})
		if err != nil {
			return
		}
		c := Build().Above(decoded(t, data))
		for _, name := range list {
			if p, ok := c.Project(ref.Normalize(name)); ref.IsNormal(ref.Normalize(name)) && (!ok || p.Name != ref.Normalize(name)) {
				t.Errorf("%q is not found", name)
			}
		}
	})
}
