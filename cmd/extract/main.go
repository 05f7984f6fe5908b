// Command extract finds the software packages that are named in podcast
// transcripts and proposes the new ones to an awesome list.
//
// Everything it does is in package cmd. Here is only what a process needs: a
// context that ends on an interrupt, the arguments, the streams, and the exit
// code.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"namedrop/cmd"
)

// garbage is how much the heap may grow between two collections, in percent of
// what lives. A run is short and little lives in it, so memory is cheaper than
// time: on a hundred transcripts this takes 100 MB more than Go's own value and
// a tenth of the time less.
const garbage = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends what the first cannot, such as reading a pipe
	code := cmd.Run(ctx, os.Args[1:], cmd.Env{Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}
