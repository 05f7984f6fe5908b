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
	"unicode"

	"namedrop/internal/exit"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/ref"
	"namedrop/internal/store"
	"namedrop/propose/pulltext"
)

// maxAddress is the maximum length of a URL in bytes, below the limit of GitHub.
const maxAddress = 7500

// text prints the text of the pull request for a proposal, so that a person can answer
// its open questions.
func (p *proposer) text(ctx context.Context) error {
	k, made, _, err := p.made(ctx, p.opts.text)
	if err != nil {
		return err
	}
	p.document.show(k, proposals.Sent{Applied: made})
	fmt.Fprint(p.out, made.Change.Body)
	for _, q := range made.Open {
		fmt.Fprintf(p.console, "extract: answer before sending: %s\n", markdown.Clean(q))
	}
	return nil
}

// answer accepts a proposal with answers to the questions of the list's template.
func (p *proposer) answer(ctx context.Context, k proposals.Proposal, e store.Entry) (proposals.Proposal, error) {
	var replies []pulltext.Reply
	for _, a := range p.opts.answers {
		question, text, ok := strings.Cut(a, "=")
		if !ok {
			return k, exit.Usage(fmt.Errorf("--answer %q: want QUESTION=TEXT", a))
		}
		replies = append(replies, pulltext.Reply{Question: question, Text: text})
	}
	s, err := p.sender()
	if err != nil {
		return k, exit.Usage(err)
	}
	return s.Answer(ctx, k, e, replies, p.opts.reason)
}

// made finds a proposal by name and returns it with its pull request and branch name.
func (p *proposer) made(ctx context.Context, name string) (k proposals.Proposal, made proposals.Applied, branch string, err error) {
	all, err := p.all(ctx)
	if err != nil {
		return k, made, "", err
	}
	if k, err = proposals.Find(all, name); err != nil {
		return k, made, "", unnamed(err, all, name)
	}
	s, err := p.sender()
	if err != nil {
		return k, made, "", exit.Usage(err)
	}
	made, branch, err = s.Text(ctx, k)
	return k, made, branch, err
}

// web prints how to submit a pull request without a token: commands that push the
// branch to a fork, and the URL of a prefilled form.
func (p *proposer) web(ctx context.Context) error {
	k, made, branch, err := p.made(ctx, p.opts.web)
	if err != nil {
		return err
	}
	if _, _, ok := proposals.OnGitHub(k.List); !ok {
		return exit.Usage(fmt.Errorf("%s is not on GitHub; write a patch with --out DIR instead", k.List))
	}
	p.document.show(k, proposals.Sent{Applied: made})
	if len(made.Forms) > 0 {
		return p.webForm(k, made)
	}
	return p.webPull(k, made, branch)
}

// webPull prints how to open a pull request: from a fork, with a prefilled form.
func (p *proposer) webPull(k proposals.Proposal, made proposals.Applied, branch string) error {
	repo, file, _ := proposals.OnGitHub(k.List)
	file = cmp.Or(file, "README.md")
	_, name, _ := strings.Cut(repo, "/")
	diff := made.Diff
	if diff == "" {
		diff = made.Patch
	}
	p.line("1. Fork %s on GitHub and push the change, replacing YOU with your account:", ref.RepositoryURL(repo))
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
	p.line("2. Open this URL, check the text, and submit the form:")
	p.line("")
	address, whole := prefilled(repo, branch, made)
	p.line("%s", address)
	if !whole {
		p.line("")
		p.line("The text is too long for a URL; paste it into the form:")
		p.line("")
		fmt.Fprint(p.out, made.Change.Body)
	}
	return p.finishWeb(made.Open, address)
}

// finishWeb prints the questions that are still open, and opens the address on request.
func (p *proposer) finishWeb(open []string, address string) error {
	for _, q := range open {
		fmt.Fprintf(p.console, "extract: answer before sending: %s\n", markdown.Clean(q))
	}
	if p.opts.open {
		return openBrowser(address)
	}
	return nil
}

// webForm prints the address of the list's issue form with the known answers, and what a
// person must choose in it. Of several forms it takes the first.
func (p *proposer) webForm(k proposals.Proposal, made proposals.Applied) error {
	repo, _, _ := proposals.OnGitHub(k.List)
	s := made.Forms[0]
	page := ref.RepositoryURL(repo) + "/issues/new?"
	address, byHand := page+s.Query().Encode(), s.ByHand()
	if len(address) > maxAddress {
		address, byHand = page+url.Values{"template": {s.Form.File}}.Encode(), s.All()
	}
	p.line("The list takes suggestions in an issue form. Open this URL, check the answers, and submit the form:")
	p.line("")
	p.line("%s", address)
	if len(byHand) > 0 {
		p.line("")
		p.line("The URL cannot contain these answers; enter them in the form:")
		p.line("")
	}
	for _, l := range byHand {
		p.line("%s", markdown.Visible(l))
	}
	if !made.Issues {
		p.line("")
		p.line("The list does not rule out pull requests: \"extract propose --text %s\" prints the text of one.", k.Title())
	}
	return p.finishWeb(s.Open, address)
}

// prefilled returns the URL of GitHub's form for a pull request from a fork, with title
// and text. If the text does not fit, it is left out and whole is false.
func prefilled(repo, branch string, made proposals.Applied) (address string, whole bool) {
	base := ref.RepositoryURL(repo) + "/compare/HEAD...YOU:" + strings.ReplaceAll(url.PathEscape(branch), "%2F", "/")
	values := url.Values{"expand": {"1"}, "title": {made.Change.Title}, "body": {made.Change.Body}}
	if address = base + "?" + values.Encode(); len(address) <= maxAddress {
		return address, true
	}
	values.Del("body")
	return base + "?" + values.Encode(), false
}

// shellWord returns a text as a word of a POSIX shell, quoted only if it must be.
func shellWord(s string) string {
	special := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./:@%+,", r)
	}
	if s == "" || strings.ContainsFunc(s, special) {
		return quoted(s)
	}
	return s
}

// quoted returns a text quoted for a POSIX shell.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// written reads the text of a pull request from a file, "" for no file.
func written(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	data, err := os.ReadFile(file)
	switch {
	case err != nil:
		return "", exit.Usage(fmt.Errorf("--body: %w", err))
	case len(strings.TrimSpace(string(data))) == 0:
		return "", exit.Usage(fmt.Errorf("--body: %s is empty", file))
	case len(data) > maxBody:
		return "", exit.Usage(fmt.Errorf("--body: %s is longer than %d bytes", file, maxBody))
	case pulltext.IsOpen(string(data)):
		return "", exit.Usage(fmt.Errorf("--body: %s still has a question marked TODO", file))
	}
	return string(data), nil
}

// maxBody is the maximum length of the text of a pull request in bytes.
const maxBody = 60_000

// validateWeb returns an error for flags for sending by hand that cannot be combined.
func (o proposeOptions) validateWeb() error {
	switch {
	case (o.line != "" || o.body != "") && len(o.accept) == 0:
		return errors.New("--line and --body need --accept NAME")
	case len(o.answers) > 0 && (len(o.accept) == 0 || o.body+o.line != ""):
		return errors.New("--answer needs --accept NAME, and cannot be combined with --body or --line")
	case o.open && o.web == "":
		return errors.New("--open needs --web NAME")
	case o.offline && o.web != "":
		return errors.New("--web reads the list from GitHub; leave out --offline")
	}
	return nil
}
