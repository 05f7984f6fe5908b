package github

import (
	"fmt"
	"log/slog"
	"strings"
)

// hidden is printed in place of a token.
const hidden = "[token]"

// Token lets a client ask as somebody. However it is printed, logged or
// encoded, it does not show; the value stands behind a pointer so that fmt does
// not find it inside other values either. The zero Token is none.
type Token struct{ value *string }

// NewToken returns the token of that value, white space around it cut off, as
// files end in a newline; "" is none.
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

// String returns no more than that there is a token, "" for none.
func (t Token) String() string {
	if t.value == nil {
		return ""
	}
	return hidden
}

// Format prints the same for every verb.
func (t Token) Format(f fmt.State, _ rune) { fmt.Fprint(f, t.String()) }

// LogValue is String for package slog.
func (t Token) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalText is String for JSON, YAML and others.
func (t Token) MarshalText() ([]byte, error) { return []byte(t.String()), nil }
