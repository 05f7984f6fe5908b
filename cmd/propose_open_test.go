package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"namedrop/internal/config"
)

// TestLockSending: only one process can send at a time, and other errors of the lock
// are reported unchanged.
func TestLockSending(t *testing.T) {
	cfg := config.Config{DataDir: t.TempDir()}
	unlock, err := lockSending(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lockSending(cfg); err == nil || !strings.HasSuffix(err.Error(), `propose.lock: another "extract propose --send" is running`) {
		t.Errorf("a second one: %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	cfg.DataDir = t.TempDir()
	if err := os.Mkdir(filepath.Join(cfg.DataDir, "propose.lock"), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := lockSending(cfg); err == nil || strings.Contains(err.Error(), "another") {
		t.Errorf("where there can be no lock: %v", err)
	}
}
