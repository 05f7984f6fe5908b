package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// walk adds the entries in block n to the open section. It returns the start of the line
// of the first list item in n, or -1 if there is none, and the end of the last line of n.
func (r *reader) walk(n ast.Node, depth int) (first, end int) {
	switch n.(type) {
	case *ast.ListItem:
		return r.item(n, depth)
	case *ast.List, *ast.Blockquote:
		return r.children(n, depth)
	case *extast.Table:
		return r.table(n, depth)
	}
	return -1, r.blockEnd(n)
}

// children walks the blocks in a list or a quotation.
func (r *reader) children(n ast.Node, depth int) (first, end int) {
	first, end = -1, r.lineEnd(startOf(n))
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f, e := r.walk(c, depth)
		if first < 0 {
			first = f
		}
		end = max(end, e)
	}
	return first, end
}

// item reads one list item and its nested items. It reserves the position of the item
// first, so that a parent precedes its children.
func (r *reader) item(n ast.Node, depth int) (first, end int) {
	start := r.lineStart(startOf(n))
	sec := &r.list.Sections[len(r.list.Sections)-1]
	slot := len(sec.Entries)
	sec.Entries = append(sec.Entries, Entry{})

	own, nested := r.lineEnd(startOf(n)), -1
	end = own
	var parts []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f, e := r.walk(c, depth+1)
		end = max(end, e)
		switch {
		case nested >= 0: // text after nested items does not belong to the item
		case f >= 0:
			nested = f
		default:
			own = max(own, e)
			parts = append(parts, c)
		}
	}
	if nested >= 0 {
		own = min(own, nested)
	}

	e := r.entry(parts)
	if own <= start || e.Name == "" && len(e.Links) == 0 {
		sec.Entries = append(sec.Entries[:slot], sec.Entries[slot+1:]...)
		return start, end
	}
	e.Depth, e.Line = depth, r.line(start)
	e.Start, e.End, e.Tail = start, own, end
	sec.Entries[slot] = e
	return start, end
}

// blockEnd returns the end of the last line of a block without items.
func (r *reader) blockEnd(n ast.Node) int {
	end := r.lineEnd(startOf(n))
	if lines := n.Lines(); lines.Len() > 0 {
		end = max(end, r.stop(lines.At(lines.Len()-1).Stop))
	}
	switch b := n.(type) {
	case *ast.HTMLBlock:
		if b.HasClosure() {
			end = max(end, r.stop(b.ClosureLine.Stop))
		}
	case *ast.FencedCodeBlock:
		end = r.fenceEnd(b, end)
	}
	return end
}

// stop returns the end of the line that contains the last byte of a text ending before
// pos.
func (r *reader) stop(pos int) int {
	if pos <= 0 {
		return r.lineEnd(0)
	}
	return r.lineEnd(pos - 1)
}

// fenceEnd adds the closing fence, which the parser discards, to a code block whose lines
// end at end. If another block starts at the next line, the code block has no closing
// fence.
func (r *reader) fenceEnd(n ast.Node, end int) int {
	if next := following(n); next != nil && startOf(next) < r.lineEnd(end) {
		return end
	}
	fence := bytes.TrimLeft(r.src[end:r.lineEnd(end)], " \t>")
	if bytes.HasPrefix(fence, []byte("```")) || bytes.HasPrefix(fence, []byte("~~~")) {
		return r.lineEnd(end)
	}
	return end
}

// following returns the block that starts after n ends, or nil at the end of the
// document.
func following(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if s := n.NextSibling(); s != nil {
			return s
		}
	}
	return nil
}

// startOf returns the first byte of a block.
func startOf(n ast.Node) int {
	if pos := n.Pos(); pos >= 0 {
		return pos
	}
	if n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return 0
}
