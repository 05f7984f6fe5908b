// Package jq selects from JSON output with expressions of the jq language; see
// https://jqlang.org/manual/.
//
// [Parse] compiles an expression. [Query.Apply] gives a command a writer, applies the
// expression to each line of JSON that is written there, and writes the results, one per
// line, without control characters. The errors name the flag --jq and are errors of usage
// where the expression is at fault. The package is the only one that imports gojq.
package jq

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/itchyny/gojq"

	"namedrop/internal/exit"
	"namedrop/internal/sanitize"
)

// Query is a compiled expression.
type Query struct {
	text string
	code *gojq.Code
}

// Parse compiles an expression. The error names its place.
func Parse(text string) (*Query, error) {
	parsed, err := gojq.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("--jq %q: %w", text, explainParse(err, text))
	}
	code, err := gojq.Compile(parsed)
	if err != nil {
		return nil, fmt.Errorf("--jq %q: %w", text, err)
	}
	return &Query{text, code}, nil
}

// explainParse describes the position of an error in an expression.
func explainParse(err error, text string) error {
	var at *gojq.ParseError
	switch {
	case !errors.As(err, &at):
		return err
	case at.Token == "":
		return errors.New("the expression ends too early")
	}
	before := text[:min(max(0, at.Offset-len(at.Token)), len(text))]
	return fmt.Errorf("unexpected %q at character %d", at.Token, 1+len([]rune(before)))
}

// Apply calls run with a writer of JSON, and applies the expression to what it writes. A
// nil query selects everything.
func (q *Query) Apply(ctx context.Context, w io.Writer, run func(io.Writer) error) error {
	if q == nil {
		return run(w)
	}
	out := &selection{ctx: ctx, query: q, w: w}
	return cmp.Or(run(out), out.flush())
}

// selection is a writer of JSON, one value a line, that passes on the results of a query.
type selection struct {
	ctx   context.Context
	query *Query
	w     io.Writer
	rest  []byte // of a line that is not complete
}

func (s *selection) Write(data []byte) (int, error) {
	s.rest = append(s.rest, data...)
	for {
		line, rest, ok := bytes.Cut(s.rest, []byte("\n"))
		if !ok {
			return len(data), nil
		}
		s.rest = rest
		if err := s.query.Run(s.ctx, s.w, line); err != nil {
			return 0, err
		}
	}
}

// flush handles a last line without a line break.
func (s *selection) flush() error { return s.query.Run(s.ctx, s.w, s.rest) }

// Run applies the expression to each JSON value in data and writes the results, one per
// line: strings without quotation marks, everything else as JSON.
func (q *Query) Run(ctx context.Context, w io.Writer, data []byte) error {
	values := json.NewDecoder(bytes.NewReader(data))
	values.UseNumber()
	for {
		var value any
		switch err := values.Decode(&value); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("--jq: the output is not JSON: %w", err)
		}
		if err := q.each(ctx, w, value); err != nil {
			return err
		}
	}
}

func (q *Query) each(ctx context.Context, w io.Writer, value any) error {
	results := q.code.RunWithContext(ctx, value)
	for {
		result, ok := results.Next()
		if !ok {
			return nil
		}
		if err, ok := result.(error); ok {
			var halt *gojq.HaltError
			if errors.As(err, &halt) && halt.Value() == nil {
				return nil
			}
			return exit.Usage(fmt.Errorf("--jq %q: %w", q.text, err))
		}
		line, err := lineOf(result)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n", line); err != nil {
			return err
		}
	}
}

// lineOf returns the text of a result. Control characters of texts are removed, so that
// they cannot command a terminal; line breaks and tabs stay.
func lineOf(result any) (string, error) {
	if text, ok := result.(string); ok {
		return sanitize.Lines(text), nil
	}
	data, err := gojq.Marshal(result)
	return string(sanitize.JSON(data)), err
}
