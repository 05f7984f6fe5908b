// Package buildinfo identifies the running program: [Version] for results that are saved,
// [Text] for people, and [Program] for caches of results, which a rebuilt program must not
// read.
//
// It reads what the Go toolchain recorded in the executable, and for [Program] also its
// size and modification time. It has no version number of its own.
package buildinfo

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// Version returns the version of the program, "" if unknown.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.Main.Version
}

// Program identifies the executable: its version, which may be the same for several
// builds during development, its size and its modification time.
func Program() string {
	path, err := os.Executable()
	if err != nil {
		return Version()
	}
	info, err := os.Stat(path)
	if err != nil {
		return Version()
	}
	return fmt.Sprintf("%s %d %d", Version(), info.Size(), info.ModTime().UnixNano())
}

// Text returns the version with commit, date and platform, as far as the build
// recorded them.
func Text() string {
	var details []string
	if info, ok := debug.ReadBuildInfo(); ok {
		set := map[string]string{}
		for _, s := range info.Settings {
			set[s.Key] = s.Value
		}
		if commit := set["vcs.revision"]; commit != "" {
			if set["vcs.modified"] == "true" {
				commit += " (modified)"
			}
			details = append(details, "commit "+commit)
		}
		if date := set["vcs.time"]; date != "" {
			details = append(details, date)
		}
	}
	details = append(details, fmt.Sprintf("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH))
	v := Version()
	if v == "" {
		v = "(unknown version)"
	}
	return "extract " + v + ", " + strings.Join(details, ", ")
}
