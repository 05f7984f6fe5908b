// Package layout contains only the test of the module's structure: which package may
// import which, which package alone may import a library, and that every package has
// exactly one package comment. It is a separate package because it concerns all of
// them.
package layout

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "namedrop"

// imports lists which packages of this module a package may import. A package without
// a row fails the test: decide where it belongs, then add a row.
var imports = map[string][]string{
	// The program.
	".":           {},
	"cmd/extract": {"cmd"},
	"cmd/manual":  {"cmd"},
	"cmd": {".", "internal/audit", "internal/auditor", "internal/batch", "internal/browser", "internal/buildinfo", "internal/catalog", "internal/catalog/update",
		"internal/clients", "internal/config", "internal/config/check", "internal/console", "internal/disk", "internal/episode", "internal/exit",
		"internal/github", "internal/inbox", "internal/jq", "internal/list", "internal/markdown", "internal/outdir", "internal/proposals",
		"internal/pullrequest", "internal/pypi", "internal/readings", "internal/recorder", "internal/ref", "internal/report", "internal/report/audit",
		"internal/report/proposal", "internal/results", "internal/review", "internal/review/guard", "internal/sanitize", "internal/source", "internal/store",
		"internal/suggest", "internal/suggester", "internal/terminal", "internal/transcript", "internal/transport", "internal/watch", "internal/watch/round", "match", "match/role", "propose",
		"propose/entry", "propose/pulltext"},
	"extract": {"extract/candidate", "extract/feature", "extract/token", "extract/vocabulary", "internal/table", "internal/catalog", "internal/forest",
		"internal/parallel", "internal/transcript"},
	"extract/vocabulary": {"internal/catalog", "internal/memo", "internal/phonetic/pronounce", "internal/table", "internal/words"},
	"extract/token":      {"extract/vocabulary", "internal/transcript", "internal/words"},
	"extract/candidate": {"extract/token", "extract/vocabulary", "internal/catalog", "internal/parallel", "internal/phonetic", "internal/phonetic/pronounce",
		"internal/ref", "internal/words"},
	"extract/feature": {"extract/candidate", "extract/token", "extract/vocabulary", "internal/catalog"},
	"match": {"extract", "internal/ref", "internal/catalog", "internal/fit", "internal/github", "internal/markdown", "internal/osv", "internal/pypi",
		"internal/phonetic/pronounce", "internal/transcript", "internal/transport", "match/role", "internal/quote"},
	"match/role":         {"internal/table", "extract", "internal/fit", "internal/forest", "internal/transcript", "internal/quote", "internal/words"},
	"propose":            {"internal/fit", "internal/ref", "internal/markdown", "internal/markup", "propose/entry", "propose/listform", "propose/outline", "propose/text", "propose/textedit"},
	"propose/text":       {"internal/markdown"},
	"propose/textedit":   {"internal/markdown"},
	"propose/entry":      {"internal/markdown", "internal/ref", "propose/text"},
	"propose/outline":    {"internal/fit", "internal/markdown", "propose/text"},
	"propose/listform":   {"internal/markdown", "internal/ref", "propose/entry", "propose/outline", "propose/text"},
	"propose/repair":     {"internal/markdown", "propose/entry", "propose/listform", "propose/text", "propose/textedit"},
	"propose/guide":      {"propose", "propose/outline", "propose/text"},
	"propose/issueform":  {},
	"propose/pulltext":   {"internal/markdown", "propose", "propose/issueform", "propose/outline", "propose/text", "internal/quote"},
	"internal/config":    {"internal/sanitize", "extract", "internal/audit", "internal/disk", "internal/episode", "internal/github", "internal/linkcheck", "internal/proposals", "internal/pypi", "internal/ref", "match", "propose", "propose/guide", "propose/outline", "internal/catalog"},
	"internal/disk":      {},
	"internal/fit":       {"internal/forest", "internal/memo"},
	"internal/wellknown": {"internal/catalog", "internal/ref", "internal/table"},
	"internal/episode":   {"extract", "internal/catalog", "internal/fit", "internal/markdown", "internal/ref", "internal/sanitize", "internal/suggest", "internal/transcript", "internal/wellknown", "match", "match/role", "propose", "propose/outline"},
	"internal/report":    {"internal/sanitize", "extract", "internal/episode", "internal/markdown", "internal/ref", "internal/suggest", "internal/suggester", "internal/terminal", "internal/transcript", "match", "match/role", "internal/quote", "propose"},
	"internal/suggest":   {"match", "match/role", "propose", "internal/quote"},
	"internal/proposals": {"internal/catalog", "internal/episode", "internal/github", "internal/markdown", "internal/pullrequest", "internal/ref", "internal/report", "internal/store", "internal/suggest",
		"match", "propose", "propose/entry", "propose/guide", "propose/issueform", "propose/pulltext", "propose/repair", "propose/textedit", "internal/quote"},
	"internal/review":             {"internal/episode", "internal/proposals", "internal/ref", "internal/sanitize", "internal/markdown", "internal/report", "internal/store", "internal/transcript", "match", "propose", "propose/entry", "propose/pulltext", "propose/textedit", "internal/quote", "internal/review/guard"},
	"internal/pypi":               {"internal/catalog", "internal/ref", "internal/sanitize", "internal/transport"},
	"internal/github":             {"internal/ref", "internal/sanitize", "internal/transport"},
	"internal/osv":                {"internal/sanitize"},
	"internal/inbox":              {"internal/github", "internal/markdown", "internal/pattern", "internal/proposals", "internal/sanitize", "internal/store", "propose", "propose/entry", "propose/pulltext"},
	"internal/pullrequest":        {"internal/github", "internal/ref"},
	"internal/sanitize":           {},
	"internal/linkcheck":          {"internal/sanitize", "internal/transport"},
	"internal/audit":              {"internal/catalog", "internal/ref", "internal/sanitize", "internal/linkcheck", "internal/markdown", "internal/pypi", "match", "propose", "propose/entry", "propose/repair", "propose/textedit"},
	"internal/audit/fetch":        {"internal/audit", "internal/linkcheck", "match"},
	"internal/report/audit":       {"internal/sanitize", "internal/audit", "internal/markdown", "internal/terminal", "propose", "propose/pulltext"},
	"internal/catalog":            {"internal/ref"},
	"internal/feed":               {"internal/sanitize"},
	"internal/forest":             {},
	"internal/markdown":           {"internal/markup", "internal/sanitize"},
	"internal/markup":             {},
	"internal/memo":               {},
	"internal/outdir":             {},
	"internal/readings":           {},
	"internal/pattern":            {},
	"internal/quote":              {},
	"internal/ref":                {},
	"internal/parallel":           {},
	"internal/phonetic":           {"internal/memo", "internal/phonetic/pronounce"},
	"internal/phonetic/pronounce": {},
	"internal/source":             {"internal/episode", "internal/feed", "internal/outdir", "internal/sanitize", "internal/transcript", "internal/transport"},
	"internal/store":              {"internal/quote"},
	"internal/terminal":           {},
	"internal/table":              {},
	"internal/transport":          {},
	"internal/watch":              {"internal/episode", "internal/feed", "internal/source", "internal/store"},
	"internal/words":              {},
	"internal/transport/replay":   {},

	// What the commands share.
	"internal/list":            {".", "internal/config", "internal/disk", "internal/episode", "internal/exit", "internal/github", "internal/markdown", "internal/markup", "internal/proposals", "propose"},
	"internal/clients":         {"internal/config", "internal/console", "internal/github", "internal/linkcheck", "internal/osv", "internal/pypi", "internal/source", "internal/transcript", "internal/transport"},
	"internal/batch":           {"internal/console", "internal/episode", "internal/exit", "internal/terminal", "internal/transcript"},
	"internal/recorder":        {"extract", "internal/audit", "internal/buildinfo", "internal/config", "internal/episode", "internal/list", "internal/proposals", "internal/report", "internal/store", "internal/suggest", "internal/transcript"},
	"internal/results":         {"internal/audit", "internal/batch", "internal/episode", "internal/exit", "internal/markdown", "internal/outdir", "internal/proposals", "internal/report", "internal/report/audit", "internal/review", "internal/terminal", "match", "propose", "propose/textedit"},
	"internal/auditor":         {"internal/audit", "internal/audit/fetch", "internal/clients", "internal/config", "internal/console", "internal/linkcheck", "internal/list", "internal/proposals", "internal/report/audit", "match", "propose/textedit"},
	"internal/suggester":       {"internal/console", "internal/episode", "internal/recorder", "internal/report", "internal/source", "internal/suggest", "match"},
	"internal/console":         {"internal/quote", "internal/sanitize", "internal/terminal"},
	"internal/exit":            {"internal/config", "internal/disk"},
	"internal/jq":              {"internal/exit", "internal/sanitize"},
	"internal/browser":         {},
	"internal/buildinfo":       {},
	"internal/config/check":    {"internal/clients", "internal/config", "internal/exit", "internal/list", "internal/markdown", "internal/proposals", "internal/transport"},
	"internal/catalog/update":  {"internal/catalog", "internal/console", "internal/pypi"},
	"internal/report/proposal": {"internal/github", "internal/markdown", "internal/proposals", "internal/ref", "internal/store", "internal/terminal"},
	"internal/review/guard":    {},
	"internal/watch/round":     {"internal/batch", "internal/buildinfo", "internal/console", "internal/episode", "internal/exit", "internal/proposals", "internal/report", "internal/store", "internal/watch"},

	// The module for Apache Beam.
	"beam":          {"beam/pipeline", "extract", "internal/episode"},
	"beam/pipeline": {"extract", "internal/catalog", "internal/episode", "internal/markdown", "internal/report", "internal/sanitize", "internal/suggest"},

	// Transcript readers.
	"internal/transcript": {"internal/transcript/captions", "internal/transcript/jsonform", "internal/transcript/speech",
		"internal/transcript/textform", "internal/quote"},
	"internal/transcript/captions":       {"internal/transcript/speech"},
	"internal/transcript/jsonform":       {"internal/transcript/speech"},
	"internal/transcript/speech":         {},
	"internal/transcript/transcripttest": {"internal/transcript"},
	"internal/transcript/textform":       {"internal/transcript/captions", "internal/transcript/speech"},

	// Evaluation, and its tables.
	"internal/eval":            {"extract", "internal/catalog", "internal/transcript", "match"},
	"internal/train/confusion": {"internal/catalog", "internal/transcript", "internal/words"},
	"internal/train/detector":  {"internal/table", "extract", "internal/ref", "internal/catalog", "internal/episode", "internal/eval", "internal/forest", "internal/train/confusion", "internal/markdown", "internal/transcript", "internal/train/boost", "match", "match/role"},
	"internal/train/fit":       {"internal/catalog", "internal/episode", "internal/fit", "internal/forest", "internal/markdown", "internal/train/boost", "match"},
	"internal/train/boost":     {"internal/forest"},
	"internal/train/logistic":  {},
	"internal/train/role":      {"internal/table", "extract", "internal/catalog", "internal/forest", "internal/train/boost", "internal/train/logistic", "internal/transcript", "match/role"},
	"internal/train/marks":     {"internal/catalog", "internal/ref"},
	"internal/train/top":       {"internal/catalog"},
	"internal/train/names":     {"internal/catalog"},
	"internal/train/tables":    {"internal/table"},
	"internal/train/wellknown": {"internal/wellknown"},
	"internal/train/sounds":    {"internal/catalog", "internal/phonetic/pronounce", "internal/ref"},
	"internal/train/g2p":       {"internal/phonetic/pronounce"},
	"internal/github/openapi":  {},
	"internal/golden":          {},
	"internal/layout":          {},
}

// everywhere is the package that every other one may import.
const everywhere = "internal/pattern"

// fences names the only package that may import a library, so that the library can be
// replaced in one place.
var fences = map[string]string{
	"github.com/apache/beam/sdks/v2":        "beam beam/pipeline",
	"github.com/jdkato/prose/v2":            "extract/token",
	"gopkg.in/neurosnap/sentences.v1":       "extract/token",
	"github.com/spf13/viper":                "internal/config",
	"github.com/spf13/cobra":                "cmd cmd/manual internal/config",
	"github.com/google/renameio/v2":         "internal/outdir",
	"github.com/sergi/go-diff":              "propose/textedit",
	"github.com/a-h/templ":                  "internal/review",
	"github.com/mattn/go-isatty":            "internal/console",
	"github.com/itchyny/gojq":               "internal/jq",
	"github.com/yuin/goldmark":              "internal/markdown",
	"go.yaml.in/yaml":                       "internal/config internal/transcript/textform propose/issueform",
	"github.com/charmbracelet":              "internal/terminal",
	"github.com/google/go-github":           "internal/github",
	"github.com/getkin/kin-openapi":         "internal/github/openapi",
	"github.com/hashicorp/go-retryablehttp": "internal/transport",
	"github.com/mmcdole/gofeed":             "internal/feed",
	"github.com/bmatcuk/doublestar":         "internal/source",
	"github.com/gofrs/flock":                "internal/catalog",
	"modernc.org/sqlite":                    "internal/store",
	"golang.org/x/net/html":                 "internal/feed internal/transcript/captions internal/transcript/textform",
	"golang.org/x/text":                     "internal/feed internal/transcript internal/transport",
}

// goFile is the part of a source file that the test needs.
type goFile struct {
	path    string
	test    bool
	imports []string
	doc     string // the package comment
}

func TestImports(t *testing.T) {
	for pkg, files := range packages(t) {
		allowed, ok := imports[pkg]
		if !ok {
			t.Errorf("package %s has no row in the table of imports", pkg)
			continue
		}
		for _, f := range files {
			for _, imp := range f.imports {
				own, isOwn := strings.CutPrefix(imp, module+"/")
				if imp == module {
					own, isOwn = ".", true
				}
				if isOwn && own != pkg && own != everywhere && !f.test && !slices.Contains(allowed, own) {
					t.Errorf("%s: imports %s; %s may import %v", f.path, own, pkg, allowed)
				}
				checkFence(t, pkg, f, imp)
			}
		}
	}
}

func checkFence(t *testing.T, pkg string, f goFile, imp string) {
	for library, owner := range fences {
		if (imp == library || strings.HasPrefix(imp, library+"/")) && !slices.Contains(strings.Fields(owner), pkg) && !f.test {
			t.Errorf("%s: imports %s, which only %s may", f.path, imp, owner)
		}
	}
}

// TestRowsAreUsed fails for rows about packages that no longer exist.
func TestRowsAreUsed(t *testing.T) {
	have := packages(t)
	for pkg := range imports {
		if _, ok := have[pkg]; !ok {
			t.Errorf("the table of imports has a row for %s, which does not exist", pkg)
		}
	}
}

func TestOnePackageComment(t *testing.T) {
	const least = 5 // lines
	for pkg, files := range packages(t) {
		var docs []string
		for _, f := range files {
			if f.doc != "" {
				docs = append(docs, f.path)
				if n := strings.Count(f.doc, "\n"); n < least && !f.test {
					t.Errorf("%s: the package comment has %d lines, want %d or more: what goes in, what comes out, how, and what not", f.path, n, least)
				}
			}
		}
		if len(docs) != 1 {
			t.Errorf("package %s has %d package comments %v, want 1", pkg, len(docs), docs)
		}
	}
}

// packages reads the header of every Go file of the module, by directory.
func packages(t *testing.T) map[string][]goFile {
	t.Helper()
	root := filepath.Join("..", "..")
	found := map[string][]goFile{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && skipped(d.Name()) {
			if err == nil {
				err = filepath.SkipDir
			}
			return err
		}
		if strings.HasSuffix(file, ".go") {
			rel, _ := filepath.Rel(root, file)
			f := readHead(t, file)
			f.path = filepath.ToSlash(rel)
			found[path.Dir(f.path)] = append(found[path.Dir(f.path)], f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < len(imports)/2 {
		t.Fatalf("found only %d packages", len(found))
	}
	return found
}

func skipped(dir string) bool {
	return dir == "testdata" || dir == "node_modules" || len(dir) > 2 && dir[0] == '.'
}

func readHead(t *testing.T, file string) goFile {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	f := goFile{test: strings.HasSuffix(file, "_test.go"), doc: parsed.Doc.Text()}
	for _, i := range parsed.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		f.imports = append(f.imports, p)
	}
	return f
}
