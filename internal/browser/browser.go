// Package browser opens pages in the browser of the user.
//
// [Open] starts the program that the system has for addresses, and returns at once.
// Other users of the machine can see the arguments of a command: [RedirectFile] writes a file that
// only this user can read, which leads to an address with a secret. The package does not
// wait for the browser and shows nothing itself.
package browser

import (
	"errors"
	"fmt"
	"html"
	"os"
	"os/exec"
	"runtime"
)

// Open opens a file or a URL in a browser and returns at once.
func Open(target string) error {
	args := map[string][]string{
		"darwin":  {"open", target},
		"windows": {"rundll32", "url.dll,FileProtocolHandler", target},
	}[runtime.GOOS]
	if args == nil {
		args = []string{"xdg-open", target}
	}
	c := exec.Command(args[0], args[1:]...)
	if err := c.Start(); err != nil {
		return err
	}
	go c.Wait() // so that no zombie process remains
	return nil
}

// RedirectFile writes a file that only this user can read and that redirects to an address.
func RedirectFile(address string) (path string, remove func(), err error) {
	f, err := os.CreateTemp("", "extract-review-*.html")
	if err != nil {
		return "", func() {}, err
	}
	_, err = fmt.Fprintf(f, "<!DOCTYPE html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><meta http-equiv=\"refresh\" content=\"0; url=%s\"><title>extract</title>\n", html.EscapeString(address))
	return f.Name(), func() { os.Remove(f.Name()) }, errors.Join(err, f.Close())
}
