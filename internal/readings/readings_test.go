package readings

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestLoad(t *testing.T) {
	c := New(filepath.Join(t.TempDir(), "readings"), "test")
	if _, ok := c.Load("a"); ok {
		t.Error("loaded what was never saved")
	}
	c.Save("a", []byte("first"))
	c.Save("a", []byte("second"))
	c.Save("b", nil)
	if data, ok := c.Load("a"); !ok || string(data) != "second" {
		t.Errorf("loaded %q, %v", data, ok)
	}
	if _, ok := New(c.dir, "other").Load("a"); ok {
		t.Error("loaded what another program saved")
	}
	if data, ok := c.Load("b"); !ok || len(data) != 0 {
		t.Errorf("loaded %q, %v", data, ok)
	}
}

// TestDamaged: a file that is cut or changed counts as missing.
func TestDamaged(t *testing.T) {
	c := New(t.TempDir(), "test")
	for _, file := range []string{"", "abc", "abcdefgh"} {
		c.Save("a", []byte("data"))
		if err := os.WriteFile(c.path("a"), []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
		if data, ok := c.Load("a"); ok {
			t.Errorf("loaded %q from a damaged file", data)
		}
	}
}

// TestNoDirectory checks that an unwritable directory causes no failure.
func TestNoDirectory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c := New(file, "test")
	c.Save("a", []byte("data"))
	if _, ok := c.Load("a"); ok {
		t.Error("loaded from a file that is no directory")
	}
}

// TestBound: the number of files is bounded, also with several writers, and every
// one is complete.
func TestBound(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for w := range 4 {
		group.Go(func() {
			c := New(dir, "test")
			for i := range 60 {
				key := fmt.Sprint(w, i)
				c.Save(key, []byte(key))
				if data, ok := c.Load(key); ok && string(data) != key {
					t.Errorf("loaded %q for %q", data, key)
				}
			}
		})
	}
	group.Wait()
	shard := filepath.Join(dir, "shard")
	if err := os.Mkdir(shard, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range mostFiles + 10 {
		if err := os.WriteFile(filepath.Join(shard, fmt.Sprint(i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	removeOldest(shard)
	if entries, err := os.ReadDir(shard); err != nil || len(entries) != mostFiles {
		t.Errorf("%d files are left, %v", len(entries), err)
	}
}
