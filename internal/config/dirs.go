package config

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// DataDir returns the directory for data that is kept between runs: the configured one,
// or "extract" in the user's data directory, which is $XDG_DATA_HOME or what the
// system uses instead; see
// https://specifications.freedesktop.org/basedir-spec/latest/.
func DataDir(configured string) (string, error) {
	if configured != "" {
		return configured, nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "extract"), nil
	}
	switch runtime.GOOS {
	case "windows", "darwin", "ios": // data and configuration share a directory there
		dir, err := os.UserConfigDir()
		return filepath.Join(dir, "extract"), err
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", Error{fmt.Errorf("no home directory for the data of extract; set EXTRACT_DATA_DIR or data_dir")}
	}
	return filepath.Join(home, ".local", "share", "extract"), nil
}

// StorePath is the file of the store, in the data directory.
func StorePath(cfg Config) (string, error) {
	dir, err := DataDir(cfg.DataDir)
	return filepath.Join(dir, "extract.db"), err
}
