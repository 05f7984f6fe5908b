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
	"runtime/metrics"
	"syscall"

	"namedrop/cmd"
)

// Most runs allocate less than firstCollection bytes and end without a garbage
// collection. Later, the heap may grow to twice the live data, but beyond largeHeap only
// by the least percent of them. Memory that is not used is returned to the system when
// the program has more than mostMemory, and more than its data need.
const (
	firstCollection = 96 << 20
	largeHeap       = 128 << 20
	mostMemory      = 176 << 20
	leastPercent    = 12
	mostPercent     = 100
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

// delayCollection delays the first collection of garbage, and limits the heap after it.
func delayCollection() {
	debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(-1) // that of GOMEMLIMIT, if it is set
	debug.SetMemoryLimit(min(limit, firstCollection))
	afterCollection(func() { limitHeap(limit) })
}

// limitHeap sets after each collection by how much the heap may grow until the next,
// and how much memory the program may have, at most the limit.
func limitHeap(limit int64) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	n := int(live[0].Value.Uint64())
	debug.SetGCPercent(min(max(100*(largeHeap-n)/max(n, 1), leastPercent), mostPercent))
	debug.SetMemoryLimit(min(limit, max(mostMemory, int64(n+n/4))))
	afterCollection(func() { limitHeap(limit) })
}

// afterCollection calls f after the next collection of garbage.
func afterCollection(f func()) {
	runtime.AddCleanup(new(*int), func(f func()) { f() }, f)
}
