package cmd

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"namedrop/internal/catalog"
	"namedrop/internal/config"
	"namedrop/internal/disk"
)

// newCatalog returns the parent of the catalogue commands.
func newCatalog(env Env) *cobra.Command {
	c := &cobra.Command{
		Use:   "catalog",
		Short: "Update or inspect the index of PyPI names",
		Args:  nothing,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newCatalogSync(env), newCatalogInfo(env))
	return c
}

// indexPath returns the path of the synced names.
func indexPath(cfg config.Config) (string, error) {
	dir, err := config.DataDir(cfg.DataDir)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "pypi.index"), nil
}

// openIndex opens the synced names; nil without an error if there are none yet.
func openIndex(cfg config.Config) (*catalog.Index, error) {
	path, err := indexPath(cfg)
	if err != nil {
		return nil, err
	}
	if !disk.Exists(path) {
		return nil, nil
	}
	return catalog.Open(path)
}

// usableIndex opens the synced names and verifies them, which takes some
// milliseconds. A damaged file is not used; damage says what is wrong with it. Without a
// data directory there are none.
func usableIndex(cfg config.Config) (ix *catalog.Index, damage string) {
	path, err := indexPath(cfg)
	if err != nil {
		return nil, ""
	}
	ix, err = openIndex(cfg)
	if err == nil && ix != nil {
		if err = ix.Verify(); err != nil {
			ix.Close()
			err = fmt.Errorf("%s: %w", path, err)
		}
	}
	if err != nil {
		return nil, err.Error()
	}
	return ix, ""
}
