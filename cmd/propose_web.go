package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"strings"

	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/ref"
	"namedrop/propose"
)

// maxAddress is the length in bytes of the longest address that GitHub accepts, with room
// to spare.
const maxAddress = 7500

// text prints the text of the pull request that a proposal would become, for a person to
// answer what is open in it.
func (p *proposer) text(ctx context.Context, token github.Token) error {
	_, made, _, err := p.made(ctx, token, p.opts.text)
	if err != nil {
		return err
	}
	fmt.Fprint(p.out, made.Change.Body)
	for _, q := range made.Open {
		fmt.Fprintf(p.console, "extract: to be answered: %s\n", markdown.Clean(q))
	}
	return nil
}

// made returns a proposal by its name, with the pull request that it would become and
// the name of its branch.
func (p *proposer) made(ctx context.Context, token github.Token, name string) (k proposals.Proposal, made proposals.Applied, branch string, err error) {
	all, err := p.all(ctx)
	if err != nil {
		return k, made, "", err
	}
	if k, err = proposals.Find(all, name); err != nil {
		return k, made, "", usageError{err}
	}
	s, err := p.sender(token)
	if err != nil {
		return k, made, "", usageError{err}
	}
	made, branch, err = s.Text(ctx, k)
	return k, made, branch, err
}

// web prints how a person submits a pull request without a token: the commands that push
// the branch from a fork, and the address of a form that is filled in.
func (p *proposer) web(ctx context.Context, token github.Token) error {
	k, made, branch, err := p.made(ctx, token, p.opts.web)
	if err != nil {
		return err
	}
	repo, file, _ := proposals.OnGitHub(k.List)
	file = cmp.Or(file, "README.md")
	_, name, _ := strings.Cut(repo, "/")
	diff := made.Diff
	if diff == "" {
		diff = made.Patch
	}
	p.line("1. Fork %s on GitHub and push the change, with your account in place of YOU:", ref.RepositoryURL(repo))
	p.line("")
	p.line("git clone %s.git", ref.RepositoryURL("YOU/"+name))
	p.line("cd %s", name)
	p.line("git switch --create %s", branch)
	p.line("git apply <<'PATCH'")
	fmt.Fprint(p.out, diff)
	p.line("PATCH")
	p.line("git commit --message %s -- %s", quoted(made.Change.Title), quoted(path.Clean(file)))
	p.line("git push --set-upstream origin %s", branch)
	p.line("")
	p.line("2. Open this address, read the text, and submit it:")
	p.line("")
	address, whole := prefilled(repo, branch, made)
	p.line("%s", address)
	if !whole {
		p.line("")
		p.line("The text is too long for an address; paste it:")
		p.line("")
		fmt.Fprint(p.out, made.Change.Body)
	}
	for _, q := range made.Open {
		fmt.Fprintf(p.console, "extract: to be answered: %s\n", markdown.Clean(q))
	}
	if p.opts.open {
		return openBrowser(address)
	}
	return nil
}

// prefilled is the address of GitHub's form for a pull request from a fork, filled in. It
// is not whole if the text does not fit.
func prefilled(repo, branch string, made proposals.Applied) (address string, whole bool) {
	base := ref.RepositoryURL(repo) + "/compare/HEAD...YOU:" + strings.ReplaceAll(url.PathEscape(branch), "%2F", "/")
	values := url.Values{"expand": {"1"}, "title": {made.Change.Title}, "body": {made.Change.Body}}
	if address = base + "?" + values.Encode(); len(address) <= maxAddress {
		return address, true
	}
	values.Del("body")
	return base + "?" + values.Encode(), false
}

// quoted is a text as one word of a shell.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// written is the text of a pull request in a file that a person wrote.
func written(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	data, err := os.ReadFile(file)
	switch {
	case err != nil:
		return "", usageError{fmt.Errorf("--body: %w", err)}
	case len(strings.TrimSpace(string(data))) == 0:
		return "", usageError{fmt.Errorf("--body: %s is empty", file)}
	case len(data) > maxBody:
		return "", usageError{fmt.Errorf("--body: %s is longer than %d bytes", file, maxBody)}
	case propose.IsOpen(string(data)):
		return "", usageError{fmt.Errorf("--body: %s still has a question marked TODO", file)}
	}
	return string(data), nil
}

// maxBody is the length in bytes of the longest text of a pull request.
const maxBody = 60_000

// validateWeb refuses flags of a person's own submission that make no sense together.
func (o proposeOptions) validateWeb() error {
	switch {
	case (o.line != "" || o.body != "") && o.accept == "":
		return errors.New("--line and --body are for --accept NAME")
	case o.open && o.web == "":
		return errors.New("--open is for --web NAME")
	case o.offline && o.web+o.text != "":
		return errors.New("--web and --text read the list from GitHub; leave out --offline")
	}
	return nil
}
