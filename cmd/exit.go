package cmd

import (
	"errors"
	"strings"
)

// Exit codes of the output contract.
const (
	exitDone    = 0 // everything was done
	exitSome    = 1 // some input failed, the others were done
	exitUsage   = 2 // wrong arguments or configuration
	exitNothing = 3 // nothing could be done
)

// usageError is a mistake in the arguments or the configuration.
type usageError struct{ error }

// someError says that some of the work was done.
type someError struct{ error }

// exitCode returns the code that an error ends with.
func exitCode(err error) int {
	var usage usageError
	var some someError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage) || isCobraUsage(err):
		return exitUsage
	case errors.As(err, &some):
		return exitSome
	}
	return exitNothing
}

// isCobraUsage recognises the mistakes that cobra reports itself, by their
// text, for it gives them no type.
func isCobraUsage(err error) bool {
	for _, text := range []string{"unknown command ", "requires at least ", "accepts ", "requires exactly ", "if any flags in the group "} {
		if strings.HasPrefix(err.Error(), text) {
			return true
		}
	}
	return false
}
