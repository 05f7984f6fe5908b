package github

import (
	"fmt"
	"log/slog"
	"strings"
)

// hidden is printed instead of a token.
const hidden = "[token]"

// Token authenticates a client. It is never printed, logged or encoded in the clear. The
// value is behind a pointer so that fmt does not print it inside other values. The zero
// Token means anonymous access.
type Token struct{ value *string }

// NewToken returns a token with the given value. Surrounding white space is removed,
// because files end with a newline. An empty value gives the zero Token.
func NewToken(value string) Token {
	if value = strings.TrimSpace(value); value == "" {
		return Token{}
	}
	return Token{&value}
}

// hide replaces the token in a text.
func (t Token) hide(s string) string {
	if t.value == nil {
		return s
	}
	return strings.ReplaceAll(s, *t.value, hidden)
}

// String returns a fixed text that shows only that there is a token, or "" for the zero
// Token.
func (t Token) String() string {
	if t.value == nil {
		return ""
	}
	return hidden
}

// Format prints the result of String for every verb.
func (t Token) Format(f fmt.State, _ rune) { fmt.Fprint(f, t.String()) }

// LogValue returns the result of String, for package slog.
func (t Token) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalText returns the result of String, for JSON, YAML and other encodings.
func (t Token) MarshalText() ([]byte, error) { return []byte(t.String()), nil }
