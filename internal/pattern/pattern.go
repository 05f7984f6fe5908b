// Package pattern compiles regular expressions when they are first used.
//
// Compiling all patterns of the program takes longer than many of its commands,
// and most commands use few of them. A package-level variable therefore holds
// the function that [Lazy] returns, not the compiled expression.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy returns a function that compiles an expression in its first call and
// returns the same result in each call. It is safe for many goroutines. It
// panics if the expression is invalid, so the expression must be a constant;
// the test of this package compiles every constant that the program uses.
//
// It is not inlined, because the compiler would copy the functions in it for each of
// hundreds of patterns, which is 0.3 MB.
//
//go:noinline
func Lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
