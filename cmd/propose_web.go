package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"namedrop/internal/browser"
	"namedrop/internal/exit"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/propose/pulltext"
)

// text prints the text of the pull request for a proposal, so that a person can answer
// its open questions.
func (p *proposer) text(ctx context.Context) error {
	k, made, _, err := p.made(ctx, p.opts.text)
	if err != nil {
		return err
	}
	p.document.Show(k, proposals.Sent{Applied: made})
	fmt.Fprint(p.Out, made.Change.Body)
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
	p.document.Show(k, proposals.Sent{Applied: made})
	if len(made.Forms) > 0 {
		return p.finishWeb(made.Forms[0].Open, p.SubmitIssue(k, made))
	}
	return p.finishWeb(made.Open, p.SubmitPull(k, made, branch))
}

// finishWeb prints the questions that are still open, and opens the address on request.
func (p *proposer) finishWeb(open []string, address string) error {
	for _, q := range open {
		fmt.Fprintf(p.console, "extract: answer before sending: %s\n", markdown.Clean(q))
	}
	if p.opts.open {
		return browser.Open(address)
	}
	return nil
}

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
