package entry

import (
	"strings"
	"testing"

	"namedrop/internal/markdown"
)

// TestShape splits entries into their parts.
func TestShape(t *testing.T) {
	for item, want := range map[string]string{
		"- [a](https://a.example) - Does.":                                     "|[{name}]({url})|| - |Does|.||",
		"- [a](https://a.example) -":                                           "|[{name}]({url})|||||| -",
		"- [a](https://a.example) -\n":                                         "|[{name}]({url})|||||| -",
		"* **[a](https://a.example)**: Does `x`":                               "|**[{name}]({url})**||: |Does `x`|||",
		"- [a](https://a.example) (does it)":                                   "|[{name}]({url})|| (|does it||)|",
		"- ⭐ [a](https://a.example) – Does! #x ![b](https://img.example/b)":    "⭐ |[{name}]({url})|| – |Does|.|| #x ![b](https://img.example/b)",
		"- [a](https://a.example) `x` - Does. `MIT` `Go`":                      "|[{name}]({url})| `x`| - |Does|.|| `{licence}` `{language}`",
		"1. **a** - ([Repo](https://a.example), [x](https://x.example)) Does.": "|**{name}** - ([Repo]({url}))|| |Does|.||",
		"- **a**  \n  https://a.example  \n  Does.":                            "|**{name}**  \n  {url}||  \n  |Does|.||",
	} {
		src := []byte("# L\n\n" + item + "\n")
		for _, s := range markdown.Read(src).Sections {
			for _, e := range s.Entries {
				s, ok := ShapeOf(src, e)
				got := strings.Join([]string{s.Prefix.Form(), s.Lead, s.Middle.Form(), s.Separator, s.Text, s.Mark, s.Closing, s.Tail.Form()}, "|")
				if strings.HasSuffix(strings.TrimSpace(item), " -") { // nothing but that it does not fail
					continue
				}
				if !ok || got != want {
					t.Errorf("%q: %q, want %q", item, got, want)
				}
			}
		}
	}
}

// FuzzShape checks that any entry can be split, and that tokens cover every byte.
func FuzzShape(f *testing.F) {
	f.Add("- [a](https://a.example) -")
	f.Add("* **[a](https://a.example)** ([x](y), `z`) | <b>c</b> :tada:")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, tok := range lex(text) {
			if tok.start != end || tok.end <= tok.start {
				t.Fatalf("%q: token %+v behind %d", text, tok, end)
			}
			end = tok.end
		}
		if end != len(text) {
			t.Fatalf("%q: tokens end at %d", text, end)
		}
		src := []byte("# L\n\n" + text + "\n")
		for _, s := range markdown.Read(src).Sections {
			for _, e := range s.Entries {
				ShapeOf(src, e)
			}
		}
	})
}
