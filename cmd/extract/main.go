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
	"runtime"
	"runtime/debug"
	"syscall"

	"namedrop/cmd"
)

// Most runs allocate less than firstCollection bytes and end without a garbage
// collection. In longer runs, the heap may grow by garbage percent of the live data
// between two collections.
const (
	firstCollection = 96 << 20
	garbage         = 100
)

func main() {
	if os.Getenv("GOGC") == "" {
		delayCollection()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process even if it is blocked, such as in reading a pipe
	code := cmd.Run(ctx, os.Args[1:], cmd.Env{Out: os.Stdout, Err: os.Stderr, In: os.Stdin})
	stop()
	os.Exit(code)
}

// delayCollection delays the first collection of garbage.
func delayCollection() {
	debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(-1) // that of GOMEMLIMIT, if it is set
	debug.SetMemoryLimit(min(limit, firstCollection))
	runtime.AddCleanup(new(*int), func(percent int) {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}, garbage)
}
