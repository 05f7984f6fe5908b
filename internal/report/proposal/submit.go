package proposal

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/ref"
	"namedrop/internal/terminal"
)

// maxAddress is the maximum length of a URL in bytes, below the limit of GitHub.
const maxAddress = 7500

// SubmitPull prints how to open a pull request without a token: from a fork, with a
// prefilled form, whose address it returns.
func (p *Printer) SubmitPull(k proposals.Proposal, made proposals.Applied, branch string) (address string) {
	repo, file, _ := proposals.OnGitHub(k.List)
	file = cmp.Or(file, "README.md")
	_, name, _ := strings.Cut(repo, "/")
	diff := made.Diff
	if diff == "" {
		diff = made.Patch
	}
	p.Line("1. Fork %s on GitHub and push the change, replacing YOU with your account:", ref.RepositoryURL(repo))
	p.Line("")
	p.Line("git clone %s.git", ref.RepositoryURL("YOU/"+name))
	p.Line("cd %s", name)
	p.Line("git switch --create %s", branch)
	p.Line("git apply <<'PATCH'")
	fmt.Fprint(p.Out, diff)
	p.Line("PATCH")
	if strings.HasSuffix(file, "/") { // the file is new
		p.Line("git add -- %s", terminal.ShellQuoted(path.Clean(file)))
	}
	p.Line("git commit --message %s -- %s", terminal.ShellQuoted(made.Change.Title), terminal.ShellQuoted(path.Clean(file)))
	p.Line("git push --set-upstream origin %s", branch)
	p.Line("")
	p.Line("2. Open this URL, check the text, and submit the form:")
	p.Line("")
	address, whole := prefilled(repo, branch, made)
	p.Line("%s", address)
	if !whole {
		p.Line("")
		p.Line("The text is too long for a URL; paste it into the form:")
		p.Line("")
		fmt.Fprint(p.Out, made.Change.Body)
	}
	return address
}

// SubmitIssue prints the address of the list's issue form with the known answers, and what
// a person must choose in it. It returns the address. Of several forms it takes the first.
func (p *Printer) SubmitIssue(k proposals.Proposal, made proposals.Applied) (address string) {
	repo, _, _ := proposals.OnGitHub(k.List)
	s := made.Forms[0]
	page := ref.RepositoryURL(repo) + "/issues/new?"
	address, byHand := page+s.Query().Encode(), s.ByHand()
	if len(address) > maxAddress {
		address, byHand = page+url.Values{"template": {s.Form.File}}.Encode(), s.All()
	}
	p.Line("The list takes suggestions in an issue form. Open this URL, check the answers, and submit the form:")
	p.Line("")
	p.Line("%s", address)
	if len(byHand) > 0 {
		p.Line("")
		p.Line("The URL cannot contain these answers; enter them in the form:")
		p.Line("")
	}
	for _, l := range byHand {
		p.Line("%s", markdown.Visible(l))
	}
	if !made.Issues {
		p.Line("")
		p.Line("The list does not rule out pull requests: \"extract propose --text %s\" prints the text of one.", k.Title())
	}
	return address
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
