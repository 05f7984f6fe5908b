package cmd

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"

	"namedrop/internal/config"
	"namedrop/internal/review"
)

// serve serves the pages until the context ends.
func (r *reviewer) serve(ctx context.Context, l net.Listener, out io.Writer) error {
	at := l.Addr().(*net.TCPAddr)
	o := review.Options{Proposals: r.proposals, Hosts: hostNames(r.opts.host, at), Transcript: r.transcript, List: r.list, Known: r.knows, Rerun: r.rerun}
	if o.Unsendable = r.unsendable(); o.Unsendable == "" {
		o.Send = r.send
	}
	if !r.opts.offline {
		o.Text = r.text
	}
	pages := review.New(o)
	server := &http.Server{ // no WriteTimeout: the pages set their own deadlines
		Handler:           pages,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0),
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	address := pages.Address(o.Hosts[0])
	fmt.Fprintf(out, "%s\n", address)
	if !at.IP.IsLoopback() {
		fmt.Fprintf(r.console, "extract: anyone who can reach %s can approve and send with your token\n", o.Hosts[0])
	}
	r.console.Notice("press Ctrl-C to stop")
	if !r.opts.noBrowser {
		remove := r.browse(address)
		defer remove()
	}
	stopped := context.AfterFunc(ctx, func() { server.Close() })
	defer stopped()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// unsendable returns why nothing can be sent, "" if it can.
func (r *reviewer) unsendable() string {
	token, err := r.cfg.ReadToken()
	switch {
	case err != nil:
		return err.Error()
	case r.opts.offline:
		return "sending needs the network; run without --offline"
	case token.String() == "":
		return "sending needs a token with write access to public repositories; set " + config.TokenVariable + " and restart \"extract review\""
	}
	return ""
}

// hostNames are the values of the Host header that belong to a server; the first
// is the one that is printed. Browsers write them in lower case and leave out the
// default port.
func hostNames(host string, addr *net.TCPAddr) []string {
	hosts := []string{strings.ToLower(host)}
	if addr.IP.IsLoopback() || addr.IP.IsUnspecified() {
		hosts = append(hosts, "127.0.0.1", "localhost", "::1")
	}
	if addr.IP.IsUnspecified() {
		own, _ := net.InterfaceAddrs()
		for _, a := range own {
			if ip, ok := a.(*net.IPNet); ok {
				hosts = append(hosts, ip.IP.String())
			}
		}
	}
	var names []string
	for _, h := range hosts {
		names = append(names, net.JoinHostPort(h, strconv.Itoa(addr.Port)))
	}
	for _, name := range names {
		if short, ok := strings.CutSuffix(name, ":80"); ok {
			names = append(names, short)
		}
	}
	return names
}

// browse opens a browser, if there is one, and returns a clean-up function. Because
// other users can see the arguments of a command, the browser gets a file that only
// this user can read, which redirects to the address.
func (r *reviewer) browse(address string) (remove func()) {
	file, remove, err := doorway(address)
	if err != nil {
		r.console.Notice("no browser was opened; open the URL above")
		return remove
	}
	if err := openBrowser(file); err != nil {
		r.console.Notice("no browser found; open the URL above")
	}
	return remove
}

// openBrowser opens a file or a URL in a browser and returns at once.
func openBrowser(target string) error {
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

// doorway writes a file that only this user can read and that redirects to an address.
func doorway(address string) (path string, remove func(), err error) {
	f, err := os.CreateTemp("", "extract-review-*.html")
	if err != nil {
		return "", func() {}, err
	}
	_, err = fmt.Fprintf(f, "<!DOCTYPE html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><meta http-equiv=\"refresh\" content=\"0; url=%s\"><title>extract</title>\n", html.EscapeString(address))
	return f.Name(), func() { os.Remove(f.Name()) }, errors.Join(err, f.Close())
}
