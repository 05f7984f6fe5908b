package cmd

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/itchyny/gojq"
	"github.com/spf13/cobra"

	"namedrop/internal/exit"
	"namedrop/internal/sanitize"
)

// jqFlag adds --jq to a command that prints JSON.
func jqFlag(c *cobra.Command) {
	c.Flags().String("jq", "", "select from the JSON output with a jq `expression`")
}

// query is an expression of the jq language; see https://jqlang.org/manual/.
type query struct {
	text string
	code *gojq.Code
}

// queryOf returns the expression of --jq, nil if none is given. It makes JSON the format
// of the command.
func queryOf(c *cobra.Command) (*query, error) {
	f := c.Flags().Lookup("jq")
	if f == nil || !f.Changed {
		return nil, nil
	}
	format := c.Flags().Lookup("format")
	if format.Changed && format.Value.String() != "json" {
		return nil, exit.Usage(fmt.Errorf("--jq needs --format json, not %s", format.Value))
	}
	q, err := newQuery(f.Value.String())
	if err != nil {
		return nil, exit.Usage(err)
	}
	return q, format.Value.Set("json")
}

func newQuery(text string) (*query, error) {
	parsed, err := gojq.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("--jq %q: %w", text, explainParse(err, text))
	}
	code, err := gojq.Compile(parsed)
	if err != nil {
		return nil, fmt.Errorf("--jq %q: %w", text, err)
	}
	return &query{text, code}, nil
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

// apply runs a command and applies the expression to its output. A nil query selects
// everything.
func (q *query) apply(ctx context.Context, env Env, run func(Env) error) error {
	if q == nil {
		return run(env)
	}
	out := &selection{ctx: ctx, query: q, w: env.Out}
	env.Out = out
	return cmp.Or(run(env), out.flush())
}

// selection is a writer of JSON, one value a line, that passes on the results of a query.
type selection struct {
	ctx   context.Context
	query *query
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
		if err := s.query.run(s.ctx, s.w, line); err != nil {
			return 0, err
		}
	}
}

// flush handles a last line without a line break.
func (s *selection) flush() error { return s.query.run(s.ctx, s.w, s.rest) }

// run applies the expression to each JSON value in data and writes the results, one per
// line: strings without quotation marks, everything else as JSON.
func (q *query) run(ctx context.Context, w io.Writer, data []byte) error {
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

func (q *query) each(ctx context.Context, w io.Writer, value any) error {
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
