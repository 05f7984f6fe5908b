package pattern

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// TestPatterns compiles every pattern of the program.
func TestPatterns(t *testing.T) {
	c := checker{t: t, known: map[string]*types.Package{}, files: token.NewFileSet()}
	dirs := map[string]bool{}
	for _, depth := range []string{"*", "*/*", "*/*/*"} {
		sources, err := filepath.Glob(filepath.Join(root, depth, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, source := range sources {
			dirs[filepath.ToSlash(filepath.Dir(source))] = true
		}
	}
	for dir := range dirs {
		if !strings.Contains(dir, "testdata") {
			c.Import("namedrop" + strings.TrimPrefix(dir, root))
		}
	}
	if c.patterns < 100 {
		t.Errorf("found only %d patterns", c.patterns)
	}
}

// checker evaluates the constants of the module's packages, without their
// functions and their libraries.
type checker struct {
	t        *testing.T
	known    map[string]*types.Package
	files    *token.FileSet
	patterns int
}

// Import implements types.Importer. A package of a library is returned empty.
func (c *checker) Import(path string) (*types.Package, error) {
	if p, ok := c.known[path]; ok {
		return p, nil
	}
	dir, own := strings.CutPrefix(path, "namedrop/")
	if !own {
		p := types.NewPackage(path, filepath.Base(path))
		p.MarkComplete()
		return p, nil
	}
	var files []*ast.File
	sources, err := filepath.Glob(filepath.Join(root, dir, "*.go"))
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(c.files, source, nil, 0)
		if err != nil {
			c.t.Fatal(err)
		}
		files = append(files, f)
	}
	ignore := types.Config{Importer: c, IgnoreFuncBodies: true, Error: func(error) {}}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	c.known[path], _ = ignore.Check(path, c.files, files, info) // the libraries are missing
	for _, f := range files {
		c.compile(f, info)
	}
	return c.known[path], err
}

// compile compiles the patterns of a file.
func (c *checker) compile(f *ast.File, info *types.Info) {
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || types.ExprString(call.Fun) != "pattern.Lazy" {
			return true
		}
		c.patterns++
		expr := info.Types[call.Args[0]].Value
		if expr == nil {
			c.t.Errorf("%s: the pattern is not a constant", c.files.Position(call.Pos()))
		} else if _, err := regexp.Compile(constant.StringVal(expr)); err != nil {
			c.t.Errorf("%s: %v", c.files.Position(call.Pos()), err)
		}
		return true
	})
}
