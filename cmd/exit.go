package cmd

import (
	"errors"
	"io/fs"
	"strings"

	"namedrop/internal/config"
	"namedrop/internal/disk"
)

// Exit codes of the output contract.
const (
	exitDone        = 0   // everything was done
	exitSome        = 1   // some input failed, or an audit has findings
	exitUsage       = 2   // wrong arguments or configuration
	exitNothing     = 3   // nothing could be done
	exitInterrupted = 130 // interrupted, as shells report it
)

// exitHelp documents the exit codes.
const exitHelp = `Exit codes: 0 done, 1 some inputs failed or an audit has findings, 2 wrong usage
or configuration, 3 nothing could be done, 130 interrupted.`

// usageError is an error in the arguments or the configuration.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// someError means that only a part of the work was done.
type someError struct{ error }

func (e someError) Unwrap() error { return e.error }

// exitCode returns the exit code for an error.
func exitCode(err error) int {
	var some someError
	switch {
	case err == nil:
		return exitDone
	case isUsage(err) || isCobraUsage(err):
		return exitUsage
	case errors.As(err, &some):
		return exitSome
	}
	return exitNothing
}

// isUsage reports whether an error is in the arguments or the configuration.
func isUsage(err error) bool {
	var usage usageError
	var faulty config.Error
	return errors.As(err, &usage) || errors.As(err, &faulty)
}

// isCobraUsage recognises the usage errors of cobra by their text, because they
// have no type.
func isCobraUsage(err error) bool {
	for _, text := range []string{"unknown command ", "requires at least ", "accepts ", "requires exactly ", "if any flags in the group "} {
		if strings.HasPrefix(err.Error(), text) {
			return true
		}
	}
	return false
}

// plainText returns the text of an error, with file system errors reworded by
// [disk.Plain].
func plainText(err error) string {
	text := err.Error()
	var at *fs.PathError
	if errors.As(err, &at) {
		text = strings.Replace(text, at.Error(), disk.Plain(at).Error(), 1)
	}
	return plainFlags(text)
}

// plainFlags rewords cobra's error about flags that exclude each other.
func plainFlags(text string) string {
	_, set, ok := strings.Cut(text, "none of the others can be; [")
	if !ok {
		return text
	}
	names := strings.Fields(strings.TrimSuffix(set, "] were all set"))
	return "--" + strings.Join(names, " and --") + " cannot be combined"
}
