package cmd

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// version returns the version of the program, "" if unknown.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.Main.Version
}

// program identifies the executable: its version, which may be the same for several
// builds during development, its size and its modification time.
func program() string {
	path, err := os.Executable()
	if err != nil {
		return version()
	}
	info, err := os.Stat(path)
	if err != nil {
		return version()
	}
	return fmt.Sprintf("%s %d %d", version(), info.Size(), info.ModTime().UnixNano())
}

// versionText returns the version with commit, date and platform, as far as the build
// recorded them.
func versionText() string {
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
	v := version()
	if v == "" {
		v = "(unknown version)"
	}
	return "extract " + v + ", " + strings.Join(details, ", ")
}
