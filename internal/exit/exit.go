// Package exit says how a command ended: it classifies errors, and gives each class its
// exit code and its message.
//
// An error is one of usage if [Usage] marks it, if it is about the configuration, or if
// cobra returned it for wrong arguments. [Partial] marks an error after which a part of
// the work was done. After any other error nothing was done. [Message] rewords the errors
// of the file system and of cobra. The package prints nothing and does not end the process.
package exit

import (
	"errors"
	"io/fs"
	"strings"

	"namedrop/internal/config"
	"namedrop/internal/disk"
)

// Exit codes of the output contract.
const (
	CodeDone        = 0   // everything was done
	CodePartial     = 1   // some input failed, or an audit has findings
	CodeUsage       = 2   // wrong arguments or configuration
	CodeNothing     = 3   // nothing could be done
	CodeInterrupted = 130 // interrupted, as shells report it
)

// Help documents the exit codes.
const Help = `Exit codes: 0 done, 1 some inputs failed or an audit has findings, 2 wrong usage
or configuration, 3 nothing could be done, 130 interrupted.`

// usageError is an error in the arguments or the configuration.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// Usage marks an error as one in the arguments or the configuration.
func Usage(err error) error { return usageError{err} }

// partialError means that only a part of the work was done.
type partialError struct{ error }

func (e partialError) Unwrap() error { return e.error }

// Partial marks an error after which a part of the work was done nevertheless.
func Partial(err error) error { return partialError{err} }

// IsPartial reports whether an error means that a part of the work was done.
func IsPartial(err error) bool {
	var partial partialError
	return errors.As(err, &partial)
}

// Code returns the exit code for an error.
func Code(err error) int {
	switch {
	case err == nil:
		return CodeDone
	case IsUsage(err) || isCobraUsage(err):
		return CodeUsage
	case IsPartial(err):
		return CodePartial
	}
	return CodeNothing
}

// IsUsage reports whether an error is in the arguments or the configuration.
func IsUsage(err error) bool {
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

// Message returns the text of an error, with file system errors reworded by
// [disk.Plain].
func Message(err error) string {
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
