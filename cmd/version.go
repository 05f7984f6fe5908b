package cmd

import (
	"fmt"
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
