package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"namedrop/internal/catalog"
)

// newCatalog returns the parent of the catalogue commands.
func newCatalog(env Env) *cobra.Command {
	c := &cobra.Command{
		Use:   "catalog",
		Short: "Update or inspect the index of PyPI names",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newCatalogSync(env), newCatalogInfo(env))
	return c
}

// indexPath returns the path of the synced names.
func indexPath(cfg config) (string, error) {
	dir, err := dataDir(cfg.DataDir)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "pypi.index"), nil
}

// openIndex opens the synced names; nil without an error if there are none yet.
func openIndex(cfg config) (*catalog.Index, error) {
	path, err := indexPath(cfg)
	if err != nil {
		return nil, err
	}
	ix, err := catalog.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return ix, err
}

// usableIndex opens the synced names and verifies them, which takes some
// milliseconds. A damaged file is not used; damage says what is wrong with it.
func usableIndex(cfg config) (ix *catalog.Index, damage string, err error) {
	path, err := indexPath(cfg)
	if err != nil {
		return nil, "", err
	}
	ix, err = openIndex(cfg)
	if err == nil && ix != nil {
		if err = ix.Verify(); err != nil {
			ix.Close()
			err = fmt.Errorf("%s: %w", path, err)
		}
	}
	if err != nil {
		return nil, err.Error(), nil
	}
	return ix, "", nil
}

// dataDir returns the directory for data that is kept between runs: the configured one,
// or "extract" in the user's data directory, which is $XDG_DATA_HOME or what the
// system uses instead; see
// https://specifications.freedesktop.org/basedir-spec/latest/.
func dataDir(configured string) (string, error) {
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
		return "", usageError{fmt.Errorf("no home directory for the data of extract; set EXTRACT_DATA_DIR or data_dir")}
	}
	return filepath.Join(home, ".local", "share", "extract"), nil
}
