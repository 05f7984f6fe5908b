package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"namedrop/internal/pattern"
)

// Parsing emphasis and brackets takes time quadratic in the number of marks in one block,
// and opening nested blocks takes time quadratic in their depth on one line. Lists are
// untrusted, so both are limited, far above what real lists contain.
const (
	maxMarks    = 500 // emphasis marks in a block; further ones are text
	maxBrackets = 200 // closing brackets in a block that end no link; further ones are text
	maxHeading  = 4096
	maxDefined  = 500 // definitions of link labels in consecutive lines
)

// hostile matches lines that open more than 50 blocks. They are read as if they were
// blank, and so are headings too long to be titles, and the definition after maxDefined
// consecutive ones, which ends their block.
var hostile = pattern.Lazy(`^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){50}`)

// isHostile reports whether a line matches hostile. Most lines need no expression.
func isHostile(line []byte) bool {
	opening := len(line) - len(bytes.TrimLeft(line, " \t>-*+0123456789.)"))
	return opening >= 50 && hostile().Match(line)
}

// defines reports whether a line may define a label: "[label]: address".
func defines(line []byte) bool {
	rest := bytes.TrimLeft(line, " \t>")
	if len(rest) == 0 || rest[0] != '[' {
		return false
	}
	end := bytes.IndexByte(rest, ']')
	return end > 0 && bytes.HasPrefix(rest[end+1:], []byte(":"))
}

// tame returns src with the lines that take too long to parse, and front matter, blanked
// out. All other bytes keep their positions.
func tame(src []byte) []byte {
	var lines [][]int
	defined := 0
	start := len(frontMatter().Find(src))
	if start > 0 {
		lines = append(lines, []int{0, start})
	}
	for at := start; at < len(src); {
		end := at + bytes.IndexByte(src[at:], '\n')
		if end < at {
			end = len(src)
		}
		if isHostile(src[at:end]) || end-at > maxHeading && bytes.HasPrefix(bytes.TrimLeft(src[at:end], " \t>-*+"), []byte("#")) {
			lines = append(lines, []int{at, end})
		}
		if !defines(src[at:end]) {
			defined = 0
		} else if defined++; defined > maxDefined {
			lines = append(lines, []int{at, end})
			defined = 0
		}
		at = end + 1
	}
	if len(lines) == 0 {
		return src
	}
	src = bytes.Clone(src)
	for _, l := range lines {
		for i := l[0]; i < l[1]; i++ {
			if src[i] != '\n' {
				src[i] = ' '
			}
		}
	}
	return src
}

// frontMatter matches the fields that site generators read from the top of a file. As
// Markdown, they would be a heading.
var frontMatter = pattern.Lazy(`^---[ \t]*\r?\n(?:[\w-]+:[^\n]*\n)(?:(?:[\w-]+:|[ \t#-])[^\n]*\n|\r?\n){0,100}?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)

// newParser returns a parser of the subset of GitHub's Markdown that lists use.
func newParser() parser.Parser {
	var inline []util.PrioritizedValue
	for _, v := range parser.DefaultInlineParsers() {
		switch v.Value {
		case parser.NewEmphasisParser():
			v.Value = bounded{parser.NewEmphasisParser()}
		case parser.NewLinkParser():
			v.Value = boundedLinks{parser.NewLinkParser().(linkParser)}
		}
		inline = append(inline, v)
	}
	inline = append(inline, util.Prioritized(bounded{extension.NewStrikethroughParser()}, 500), util.Prioritized(checkboxes{extension.NewTaskCheckBoxParser()}, 0))
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(inline...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	)
	goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extension.Linkify))
	return p
}

// checkboxes parses the checkbox of a task. GitHub wants white space after it; without,
// "[x](https://…)" is a link to a project called x.
type checkboxes struct{ parser.InlineParser }

// Parse parses the checkbox at the reader's position, or leaves it as text.
func (c checkboxes) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) < 4 || !util.IsSpace(line[3]) {
		return nil
	}
	return c.InlineParser.Parse(parent, block, pc)
}

// linkParser is the set of interfaces that goldmark's link parser implements.
type linkParser interface {
	parser.InlineParser
	parser.CloseBlocker
}

// boundedLinks parses links until maxBrackets closing brackets of a block have ended no
// link. Each of those may cause a search of the rest of the block.
type boundedLinks struct{ linkParser }

// Parse parses the bracket at the reader's position, or leaves it as text.
func (b boundedLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	failed, _ := pc.Get(bracketsKey).(marks)
	if failed.block != parent {
		failed = marks{block: parent}
	}
	if failed.n > maxBrackets {
		return nil
	}
	closing := block.Peek() == ']'
	node := b.linkParser.Parse(parent, block, pc)
	if closing && node == nil {
		failed.n++
		pc.Set(bracketsKey, failed)
	}
	return node
}

// bounded parses only the first maxMarks marks of a block.
type bounded struct{ parser.InlineParser }

// marks counts the marks of the block that is being parsed.
type marks struct {
	block ast.Node
	n     int
}

var marksKey, bracketsKey = parser.NewContextKey(), parser.NewContextKey()

// Parse parses the mark at the reader's position, or leaves it as text.
func (b bounded) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	m, _ := pc.Get(marksKey).(marks)
	if m.block != parent {
		m = marks{block: parent}
	}
	m.n++
	pc.Set(marksKey, m)
	if m.n > maxMarks {
		return nil
	}
	return b.InlineParser.Parse(parent, block, pc)
}
