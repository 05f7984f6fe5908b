package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"namedrop/internal/browser"
	"namedrop/internal/config"
	"namedrop/internal/review"
	"namedrop/internal/review/guard"
)

// serve serves the pages until the context ends.
func (r *reviewer) serve(ctx context.Context, l net.Listener, out io.Writer) error {
	at := l.Addr().(*net.TCPAddr)
	o := review.Options{Proposals: r.proposals, Hosts: guard.Hosts(r.opts.host, at), Transcript: r.transcript, List: r.list, Known: r.knows, Rerun: r.rerun}
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

// browse opens a browser, if there is one, and returns a clean-up function. Because
// other users can see the arguments of a command, the browser gets a file that only
// this user can read, which redirects to the address.
func (r *reviewer) browse(address string) (remove func()) {
	file, remove, err := browser.RedirectFile(address)
	if err != nil {
		r.console.Notice("no browser was opened; open the URL above")
		return remove
	}
	if err := browser.Open(file); err != nil {
		r.console.Notice("no browser found; open the URL above")
	}
	return remove
}
