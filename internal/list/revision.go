package list

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/proposals"
)

// AtRevision returns the content of a list on disk in a revision of its git
// repository, nil if the revision does not have the file.
func AtRevision(source, revision string) ([]byte, error) {
	if _, _, ok := proposals.OnGitHub(source); ok || source == config.ExampleSource || source == config.StandardInput {
		return nil, exit.Usage(fmt.Errorf("--changed: %s is not a file in a git repository", source))
	}
	if strings.HasPrefix(revision, "-") || strings.Contains(revision, ":") {
		return nil, exit.Usage(fmt.Errorf("--changed: %q is not a revision", revision))
	}
	git := func(args ...string) ([]byte, error) {
		return exec.Command("git", append([]string{"-C", filepath.Dir(source)}, args...)...).Output()
	}
	if _, err := git("rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}"); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, fmt.Errorf("--changed: git is not installed")
		}
		return nil, exit.Usage(fmt.Errorf("--changed: %q is not a revision of the repository of %s", revision, source))
	}
	data, err := git("cat-file", "blob", revision+":./"+filepath.Base(source))
	if err != nil {
		return nil, nil // a new file: all of it has changed
	}
	return data, nil
}
