package cmd

import (
	"context"
	"fmt"
	"time"

	"namedrop/internal/exit"
)

// grace is how long a command may take to end after an interrupt. Requests and writes
// end within milliseconds; long computations do not check for interrupts.
const grace = 500 * time.Millisecond

// Run is [Main] for a process: it returns within half a second after the context ends,
// even if the command is still working. Results that the command has reported by then
// are on disk; anything else is lost, as if the process had been killed. The caller
// must exit.
func Run(ctx context.Context, args []string, env Env) int {
	return endSoon(ctx, env, func() int { return Main(ctx, args, env) })
}

// endSoon returns the result of work, or exitInterrupted if work does not return
// within the grace period after the context has ended.
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
		return exit.CodeInterrupted
	}
}
