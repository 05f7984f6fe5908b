package markup

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		src  string
		want Language
	}{
		{"* `A <https://a.example>`_\n* `B <https://b.example>`__\n* `C\n  <https://c.example>`_\n", ReStructuredText},
		{"* A_\n* B_\n* C_\n\n.. _A: https://a.example\n.. _B: https://b.example\n.. _C: https://c.example\n", ReStructuredText},
		{"== Nets\n* https://a.example[A]\n* link:https://b.example[B]\n* {c}[C]\n", AsciiDoc},
		{"= Nets\n* https://a.example[A]\n* [B](https://b.example)\n* [C](https://c.example)\n* [D](https://d.example)\n", ""},
		{"= Nets\n* [B](https://b.example) - like https://b.example[1], https://b.example[2] and https://b.example[3]\n* [C](https://c.example)\n* [D](https://d.example)\n", ""},
		{"* `A <https://a.example>`_\n", ""},
		{"", ""},
	} {
		if got := Of([]byte(c.src)); got != c.want {
			t.Errorf("%q is in %q, want %q", c.src, got, c.want)
		}
	}
}

// TestMarkdown compares translations line by line.
func TestMarkdown(t *testing.T) {
	for _, c := range []struct {
		lang      Language
		src, want string
	}{
		{ReStructuredText, "====\nNets\n====\n\nTwo\n----\n\nThree\n~~~~~\n\nFour\n----\n", "\n# Nets\n\n\n## Two\n\n\n### Three\n\n\n## Four\n\n"},
		{ReStructuredText, ".. note::\n\n   Not `this <https://a.example>`_.\n\nBut `this <https://a.example>`_ and ``that``.\n", "\n\n\n\nBut [this](https://a.example) and `that`.\n"},
		{ReStructuredText, "* `A\n  <https://a.example>`_ - B.\n#. C\n", "* [A](\n  https://a.example) - B.\n1. C\n"},
		{ReStructuredText, "* Name_, `Two words`_ and other_\n\n.. _Name: https://a.example\n.. _two words: https://b.example\n", "* [Name][], [Two words][] and other_\n\n[Name]: https://a.example\n[two words]: https://b.example\n"},
		{ReStructuredText, "+----+\n| a  |\n+----+\n\n===  ===\na    b\n===  ===\n", "\n\n\n\n\n\n\n"},
		{AsciiDoc, "= Nets\n:toc:\n// remark\n[[two]]\n== Two\n\n----\n* https://a.example[A]\n----\n", "# Nets\n\n\n\n## Two\n\n\n\n\n"},
		{AsciiDoc, "** https://a.example[A^] - x\n* https://b.example[\"B, b\",window=_blank]\n. link:https://c.example[]\n", "* [A](https://a.example) - x\n    * [B, b](https://b.example)\n        1. <https://c.example>\n"},
		{AsciiDoc, "https://a.example[A]::\ntext\nhttps://b.example[B]:: text\n\n|===\n| * https://c.example[C]\n|===\n", "+ [A](https://a.example):\n  text\n+ [B](https://b.example): text\n\n\n* [C](https://c.example)\n\n"},
		{AsciiDoc, "[cols=\"2*\"]\n|===\n| Name | Text\n\n| https://a.example[A]\na| Cuts\nwool.\n|7 |https://b.example[B]\n|===\n* C\n", "\n\n\n\n* [A](https://a.example) - Cuts wool.\n\n\n* [B](https://b.example) - 7\n\n* C\n"},
		{AsciiDoc, "[cols=\"1,2,1\"]\n|===\n|https://a.example[A]\n|Cuts\n|MIT\n|https://b.example[B] |Mends |MIT\n", "\n\n\n\n\n\n"},
		{ReStructuredText, ".. list-table:: Looms\n   :header-rows: 1\n\n   * - Name\n     - Text\n   * - `A\n       <https://a.example>`_\n     - Cuts.\n   * - 1\n     - B_\n     -\n\n.. _B: https://b.example\n", "\n\n\n\n\n* [A](https://a.example) - Cuts.\n\n\n* [B][] - 1\n\n\n\n[B]: https://b.example\n"},
		{ReStructuredText, ".. csv-table::\n   :header: Name, Text\n\n   `A <https://a.example>`_, \"Cuts, mends.\"\n", "\n\n\n* [A](https://a.example) - Cuts, mends.\n"},
		{ReStructuredText, "+-----+------+\n| N   | T    |\n+=====+======+\n| `A  | Cuts |\n| <https://a.example>`_ | wool |\n+-----+------+\n", "\n\n\n* [A](https://a.example) - Cuts wool\n\n\n"},
		{ReStructuredText, ".. table:: Looms\n   :widths: auto\n\n   ==========================  ====\n   Name                        Text\n   ==========================  ====\n   `A <https://a.example>`__   Cuts\n                               wool\n   ==========================  ====\n", "\n\n\n\n\n\n* [A](https://a.example) - Cuts wool\n\n\n"},
		{"", "* anything\n", "* anything\n"},
	} {
		if got := string(c.lang.Markdown([]byte(c.src))); got != c.want {
			t.Errorf("%s: %q:\n got %q\nwant %q", c.lang, c.src, got, c.want)
		}
	}
}

// TestEntry checks that no text of a registry becomes markup.
func TestEntry(t *testing.T) {
	for _, c := range []struct {
		lang             Language
		md, beside, want string
	}{
		{ReStructuredText, "* [a\\_\\*b](https://a.example/x_) - C \\*d\\* e\\_ \\|f\\| `g`.", "", "* `a\\_\\*b <https://a.example/x\\_>`_ - C \\*d\\* e\\_ \\|f\\| ``g``."},
		{ReStructuredText, "3. **[a](https://a.example)**", "#. `b <https://b.example>`_", "#. **`a <https://a.example>`_**"},
		{ReStructuredText, "* ![a](https://a.example)", "", "error"},
		{AsciiDoc, "    * [a](https://a.example) - B_c d C++.", "** https://b.example[b]", "** https://a.example[a] - B_c d C++."},
		{AsciiDoc, "+ [a](https://a.example): b", "https://b.example[b]:: c", "https://a.example[a]:: b"},
		{AsciiDoc, "* [a](https://a.example) - \\{b\\}", "", "error"},
		{AsciiDoc, "* [a](https://a.example) - include::b\\[\\]", "", "error"},
		{AsciiDoc, "* [a](https://a.example) - &lt;&lt;b", "", "error"},
	} {
		got, err := NewWriter(c.lang, nil, nil).Entry(c.md, c.beside)
		if err != nil {
			got = "error"
		}
		if got != c.want {
			t.Errorf("%s: %s:\n got %s\nwant %s", c.lang, c.md, got, c.want)
		}
	}
}

// FuzzMarkdown checks that a translation has the lines of its source.
func FuzzMarkdown(f *testing.F) {
	f.Add("* `A\n  <https://a.example>`_\n.. x\n  y\n")
	f.Add("== A\n** https://a.example[b\r\n|===\n")
	f.Fuzz(func(t *testing.T, src string) {
		for _, l := range []Language{ReStructuredText, AsciiDoc} {
			if got := l.Markdown([]byte(src)); bytes.Count(got, []byte("\n")) != strings.Count(src, "\n") {
				t.Errorf("%s: %q has other lines: %q", l, src, got)
			}
		}
	})
}

// TestLong checks that hostile lists are translated at once.
func TestLong(t *testing.T) {
	for _, s := range []string{"`", "[", "https://a.example[", "`a <https://a", "* ", ".. _", "\\", "image:https://x[", "a_ ", "x::", "=\n", "== ", "|===\n", "|", "* - a\n", ".. list-table::\n * - a\n", "== ==\na\n"} {
		src := []byte(strings.Repeat(s, 200_000/len(s)))
		done := make(chan bool)
		go func() {
			Of(src)
			ReStructuredText.Markdown(src)
			AsciiDoc.Markdown(src)
			NewWriter(AsciiDoc, src, src).Entry(string(src), "")
			NewWriter(ReStructuredText, src, src).Entry(string(src), "")
			close(done)
		}()
		select {
		case <-done:
		case <-time.After(time.Minute):
			t.Fatalf("%q repeated takes too long", s)
		}
	}
}
