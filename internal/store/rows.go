package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
)

// queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// collect returns the rows of a query. fields returns the destinations of the columns.
func collect[T any](ctx context.Context, q queryer, fields func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var t T
		if err := rows.Scan(fields(&t)...); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// rowsPerInsert limits the values of a statement, of which SQLite accepts 32,766.
const rowsPerInsert = 500

// insert inserts rows into a table, which is given with its columns. It uses few
// statements, because each one that adds to a full-text index writes it out.
func insert(ctx context.Context, tx *sql.Tx, into string, rows [][]any) error {
	for some := range slices.Chunk(rows, rowsPerInsert) {
		places := "(?" + strings.Repeat(", ?", len(some[0])-1) + ")"
		statement := "INSERT INTO " + into + " VALUES " + places + strings.Repeat(", "+places, len(some)-1)
		if _, err := tx.ExecContext(ctx, statement, slices.Concat(some...)...); err != nil {
			return err
		}
	}
	return nil
}

// stamp returns the current time in the format of the time columns.
func (s *Store) stamp() string { return s.now().UTC().Format(time.RFC3339) }

// instant scans a time column; NULL and "" are the zero time.
type instant time.Time

// Scan implements [sql.Scanner].
func (i *instant) Scan(column any) error {
	switch v := column.(type) {
	case nil:
		return nil
	case string:
		if v == "" {
			return nil
		}
		t, err := time.Parse(time.RFC3339, v)
		*i = instant(t)
		return err
	}
	return fmt.Errorf("time column: got %T, want text", column)
}
