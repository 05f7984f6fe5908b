package config

import (
	"fmt"
	"os"

	"namedrop/internal/catalog"
)

// ReadExtra returns the projects of the user's own catalogue, if there is one.
func (c Config) ReadExtra() ([]catalog.Project, error) {
	path := c.Catalog.Extra
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("catalog.extra: %w", err)
	}
	extra, err := catalog.Parse(path, string(data))
	for i := range extra {
		extra[i].Listed = true
	}
	return extra, err
}
