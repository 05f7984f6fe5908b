package audit

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"

	"namedrop/internal/audit"
	"namedrop/internal/markdown"
	"namedrop/internal/sanitize"
)

// The types of a SARIF log, limited to what GitHub reads, see
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string      `json:"id"`
		Name             string      `json:"name"`
		ShortDescription sarifText   `json:"shortDescription"`
		FullDescription  sarifText   `json:"fullDescription"`
		Help             sarifText   `json:"help"`
		Default          sarifConfig `json:"defaultConfiguration"`
		Properties       sarifTags   `json:"properties"`
	}
	sarifConfig struct {
		Level audit.Severity `json:"level"`
	}
	sarifTags struct {
		Tags []string `json:"tags"`
	}
	sarifInvocation struct {
		Successful bool `json:"executionSuccessful"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        audit.Severity    `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

// helps explain a kind and what to do about it.
var helps = map[audit.Kind]string{
	audit.Dead:        "The address answers 404 or 410, its host does not exist, or its certificate has expired or is for another host. The request was repeated.",
	audit.Gone:        "PyPI no longer has a project of this name.",
	audit.Anchor:      "The link points to a heading that the list does not have.",
	audit.Renamed:     "The project's own metadata declares it discontinued or names a replacement.",
	audit.Archived:    "The owners have archived the repository; it accepts no changes.",
	audit.Abandoned:   "There has been no push and no release for audit.stale_months months.",
	audit.Yanked:      "The latest release on PyPI was yanked by its owners.",
	audit.Duplicate:   "Two entries are about the same project, by address, redirect or name.",
	audit.Moved:       "The address redirects permanently. Whoever takes over the old address receives the readers of the list.",
	audit.Unformatted: "The entry is formatted unlike most entries of the list.",
}

// SARIF writes the findings as a SARIF 2.1.0 log, which GitHub shows next to the lines
// of the list. Links that could not be checked are not included. The list is named by
// its path from the root of its repository. A finding is identified by its kind, entry
// and URL, independent of its line.
func SARIF(w io.Writer, r Report) error {
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "extract audit", InformationURI: "https://github.com/namedrop/extract", Rules: rules()}},
		Invocations: []sarifInvocation{{!r.Partial}},
		ColumnKind:  "unicodeCodePoints",
		Results:     []sarifResult{},
	}
	seen := map[string]int{}
	for _, f := range r.Findings {
		run.Results = append(run.Results, result(r.Path, f, seen))
	}
	enc := json.NewEncoder(sanitize.JSONTo(w))
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func rules() []sarifRule {
	var all []sarifRule
	for _, k := range audit.Kinds {
		all = append(all, sarifRule{
			ID: string(k), Name: capital(string(k)), ShortDescription: sarifText{capital(titles[k])}, FullDescription: sarifText{helps[k]}, Help: sarifText{helps[k]},
			Default: sarifConfig{k.Severity()}, Properties: sarifTags{[]string{"awesome-list"}},
		})
	}
	return all
}

// result converts a finding. Findings that differ only in their place are numbered, as
// GitHub requires for fingerprints.
func result(path string, f audit.Finding, seen map[string]int) sarifResult {
	id := fmt.Sprintf("%s %q %q", f.Kind, f.Name, f.URL)
	seen[id]++
	sum := sha256.Sum256([]byte(id))
	said := f.What
	if f.Advice != "" {
		said += ". " + capital(f.Advice)
	}
	if name := cmp.Or(f.Name, f.URL); name != "" {
		said = name + ": " + said
	}
	rule := 0
	for audit.Kinds[rule] != f.Kind {
		rule++
	}
	return sarifResult{
		RuleID: string(f.Kind), RuleIndex: rule, Level: f.Severity(), Message: sarifText{plain(said)},
		Locations:    []sarifLocation{{sarifPhysical{sarifArtifact{(&url.URL{Path: path}).EscapedPath()}, sarifRegion{f.Line, f.Column}}}},
		Fingerprints: map[string]string{"auditFinding/v1": fmt.Sprintf("%s:%d", hex.EncodeToString(sum[:16]), seen[id])},
	}
}

// plain escapes text so that SARIF sees no link or placeholder: "[text](1)" and "{0}"
// have a meaning there.
func plain(s string) string {
	var out []rune
	for _, r := range markdown.Clean(s) {
		if r == '[' || r == ']' || r == '{' || r == '}' || r == '\\' {
			out = append(out, '\\')
			if r == '{' || r == '}' {
				out[len(out)-1] = r // doubled
			}
		}
		out = append(out, r)
	}
	return string(out)
}
