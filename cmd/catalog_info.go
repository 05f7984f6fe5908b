package cmd

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/catalog"
	"namedrop/internal/config"
	"namedrop/internal/sanitize"
)

func newCatalogInfo(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "info",
		Short: "Show the number, source and age of the known names",
		Long: `Show how many names are built in and how many were synced, with source and date.
The index of the synced names is also checked for damage.`,
		Example: "  extract catalog info\n  extract catalog info --format json",
		Args:    nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error { return catalogInfo(c, env, format) })
		},
	}
	outputFlags(c, &format, "text", "json")
	return c
}

func catalogInfo(c *cobra.Command, env Env, format string) error {
	print, err := formatOf(infoFormats(), format)
	if err != nil {
		return err
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	i, err := newInfo(cfg, time.Now())
	if err != nil {
		return err
	}
	return print(env.Out, i)
}

func infoFormats() map[string]func(io.Writer, info) error {
	return map[string]func(io.Writer, info) error{"text": infoText, "json": sanitize.WriteJSON[info]}
}

// info describes the catalogue.
type info struct {
	Schema   int     `json:"schema"`
	Embedded int     `json:"embedded"` // projects built in
	Ranked   ranked  `json:"ranked"`   // names that are used if nothing was synced
	File     string  `json:"file"`     // where the synced names are, or would be
	Synced   *synced `json:"synced"`   // null if nothing was synced
}

// ranked describes the ranking that is built in.
type ranked struct {
	Names int    `json:"names"`
	Month string `json:"month"` // YYYY-MM
}

// synced describes the synced names.
type synced struct {
	Names int `json:"names"`
	Ranks int `json:"ranks"`
	catalog.Origin
	AgeDays int `json:"age_days"`
	Bytes   int `json:"bytes"`
}

func newInfo(cfg config.Config, now time.Time) (info, error) {
	path, err := indexPath(cfg)
	i := info{Schema: 1, Embedded: len(catalog.Embedded()), Ranked: ranked{catalog.Top().Names(), catalog.TopMonth}, File: path}
	if err != nil { // without a data directory nothing is synced
		return i, nil
	}
	ix, err := openIndex(cfg)
	if err != nil || ix == nil {
		return i, err
	}
	defer ix.Close()
	if err := ix.Verify(); err != nil {
		return i, fmt.Errorf("%s: %w", path, err)
	}
	i.Synced = &synced{ix.Names(), ix.Ranks(), ix.Origin(), ageDays(ix, now), ix.Size()}
	return i, nil
}

// ageDays returns how many whole days ago the names were synced, never less
// than 0.
func ageDays(ix *catalog.Index, now time.Time) int {
	return max(0, int(now.Sub(ix.Origin().Synced)/(24*time.Hour)))
}

func infoText(w io.Writer, i info) error {
	fmt.Fprintf(w, "embedded: %d names\n", i.Embedded)
	fmt.Fprintf(w, "ranked: %d names as of %s, used until names are synced\n", i.Ranked.Names, i.Ranked.Month)
	s := i.Synced
	if s == nil && i.File == "" {
		_, err := fmt.Fprintln(w, "synced: none; there is no data directory: set EXTRACT_DATA_DIR or HOME")
		return err
	}
	if s == nil {
		_, err := fmt.Fprintf(w, "synced: none; run \"extract catalog sync\" to fetch the PyPI names to %s\n", i.File)
		return err
	}
	fmt.Fprintf(w, "synced: %d names, %d with a download rank\n", s.Names, s.Ranks)
	fmt.Fprintf(w, "  when: %s, %s\n", s.Origin.Synced.UTC().Format("2006-01-02 15:04 UTC"), daysAgo(s.AgeDays))
	fmt.Fprintf(w, "  from: %s\n", s.Source)
	if s.TopSource != "" {
		fmt.Fprintf(w, "  ranks: %s\n", s.TopSource)
	}
	_, err := fmt.Fprintf(w, "  file: %s, %.1f MB, intact\n", i.File, float64(s.Bytes)/1e6)
	return err
}

func daysAgo(days int) string {
	switch days {
	case 0:
		return "less than a day ago"
	case 1:
		return "1 day ago"
	}
	return fmt.Sprintf("%d days ago", days)
}
