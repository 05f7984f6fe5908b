package cmd

import (
	"context"
	"fmt"
	"time"
)

// grace is how long a command has to end by itself after an interrupt. Those that
// ask or write do within milliseconds; a long computation does not look.
const grace = 500 * time.Millisecond

// Run is [Main] for a process: it returns soon after the context ends, whatever the
// command does. What the command has acknowledged by then is on the disk, and the
// rest is as if the process had been killed. The caller must end the process.
func Run(ctx context.Context, args []string, env Env) int {
	return endSoon(ctx, env, func() int { return Main(ctx, args, env) })
}

// endSoon returns what work returns, or exitInterrupted if it goes on after the
// context has ended.
func endSoon(ctx context.Context, env Env, work func() int) int {
	done := make(chan int, 1)
	go func() { done <- work() }()
	select {
	case code := <-done:
		return code
	case <-ctx.Done():
	}
	select {
	case code := <-done:
		return code
	case <-time.After(grace):
		fmt.Fprintln(env.Err, "extract: interrupted")
		return exitInterrupted
	}
}
