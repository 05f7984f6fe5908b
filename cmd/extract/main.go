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
	"syscall"

	"namedrop/cmd"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cmd.Main(ctx, os.Args[1:], cmd.Env{Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}
