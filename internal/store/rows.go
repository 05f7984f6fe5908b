package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// queryer is the database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// collect gives the rows of a query as values. The columns go into fields.
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

// stamp is the present time as a column has it.
func (s *Store) stamp() string { return s.now().UTC().Format(time.RFC3339) }

// instant reads the time of a column, the zero time if that is NULL or empty.
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
	return fmt.Errorf("a time that is a %T", column)
}
