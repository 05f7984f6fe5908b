package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/outdir"
)

// talk is a transcript that says its own name.
func talk(name string) string { return "00:00:01 This is " + name + ".\n" }

// write writes files below a new directory and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func zipOf(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, talk(name))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipOf(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	fmt.Fprint(w, text)
	w.Close()
	return b.String()
}

// read returns a line for each input: its name below dir and what it says, or the error.
func read(t *testing.T, s *Set, dir string, args ...string) []string {
	t.Helper()
	var all []string
	for in, err := range s.Inputs(t.Context(), args) {
		line := in.Name + ": "
		if err == nil {
			line, err = line+said(t, in), problemOf(t, in)
		}
		if err != nil {
			line = "error: " + err.Error()
		}
		if line = filepath.ToSlash(line); dir != "" {
			line = strings.ReplaceAll(line, filepath.ToSlash(dir)+"/", "")
		}
		all = append(all, line)
	}
	return all
}

func said(t *testing.T, in episode.Input) string {
	if tr, err := in.Read(t.Context()); err == nil {
		return tr.Paragraphs[0].Text
	}
	return ""
}

func problemOf(t *testing.T, in episode.Input) error {
	_, err := in.Read(t.Context())
	return err
}

func TestFiles(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt": talk("b"), "a/2.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nThis is 2.\n", "a/1.srt": "1\n00:00:01,000 --> 00:00:02,000\nThis is 1.\n",
		"a/.hidden.txt": talk("hidden"), ".git/c.txt": talk("c"), "a/picture.png": "no", "a/deep/er/3.txt": talk("3"), "named.log": talk("log"),
		"z.txt.gz": gzipOf(talk("z")), "all.zip": zipOf(t, "y/2.txt", "y/1.txt", ".hidden/3.txt", "__MACOSX/4.txt", "y/picture.png", "../5.txt"),
	})
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, link := range []struct{ from, to string }{{at("a/deep/loop"), at("a")}, {at("a/deep/link.txt"), at("b.txt")}} {
		if err := os.Symlink(link.to, link.from); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	zipped := []string{"all.zip/y/1.txt: This is y/1.txt.", "all.zip/y/2.txt: This is y/2.txt."}
	below := []string{"a/1.srt: This is 1.", "a/2.vtt: This is 2.", "a/deep/er/3.txt: This is 3.", "a/deep/link.txt: This is b."}
	for name, c := range map[string]struct{ args, want []string }{
		"files in the order given": {[]string{at("b.txt"), at("named.log"), at("a/1.srt")}, []string{"b.txt: This is b.", "named.log: This is log.", "a/1.srt: This is 1."}},
		"a directory":              {[]string{dir}, slices.Concat(below, zipped, []string{"b.txt: This is b.", "z.txt.gz: This is z."})},
		"a pattern":                {[]string{at("a/*.vtt")}, []string{"a/2.vtt: This is 2."}},
		"a pattern of all":         {[]string{at("a/**")}, below},
		"a pattern in depth":       {[]string{at("**/*.{txt,srt}")}, []string{"a/1.srt: This is 1.", "a/deep/er/3.txt: This is 3.", "a/deep/link.txt: This is b.", "b.txt: This is b."}},
		"a pattern of directories": {[]string{at("?")}, below},
		"an archive":               {[]string{at("all.zip")}, zipped},
		"a member of an archive":   {[]string{at("all.zip/y/2.txt")}, zipped[1:]},
		"no such member":           {[]string{at("all.zip/y/3.txt")}, []string{"error: all.zip/y/3.txt: all.zip has no such transcript"}},
		"compressed":               {[]string{at("z.txt.gz")}, []string{"z.txt.gz: This is z."}},
		"nothing matches":          {[]string{at("*.ass"), at("b.txt")}, []string{"error: *.ass: no file matches", "b.txt: This is b."}},
		"no such file":             {[]string{at("c.txt"), at("b.txt")}, []string{"error: stat c.txt: no such file or directory", "b.txt: This is b."}},
		"another scheme":           {[]string{"ftp://x.test/a.txt"}, []string{"error: ftp://x.test/a.txt: not an http or https address"}},
		"no network":               {[]string{"https://x.test/a.txt"}, []string{"error: https://x.test/a.txt: the network is not used here; download the file"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, &Set{}, dir, c.args...); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
	local := slices.Collect(Local([]string{dir, "-", "https://x.test/"}))
	if len(local) != 7 || !slices.Contains(local, at("all.zip")) {
		t.Errorf("local files: %q", local)
	}
}

// TestWritten checks that files written by an earlier run are not read as transcripts.
func TestWritten(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": talk("a")})
	if _, err := (outdir.Dir{Path: dir}).Write(map[string][]byte{"report.md": []byte("# Report\n")}); err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, &Set{}, dir, dir), []string{"a.txt: This is a."}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestEmptyDirectory(t *testing.T) {
	dir := t.TempDir()
	if got := read(t, &Set{}, dir, dir); len(got) != 1 || !strings.Contains(got[0], "no transcripts found") {
		t.Errorf("got %q", got)
	}
}

// TestLazy checks that sources are opened only when needed.
func TestLazy(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": talk("a")})
	for in := range (&Set{}).Inputs(t.Context(), []string{filepath.Join(dir, "a.txt"), "https://x.test/"}) {
		if in.Name != filepath.Join(dir, "a.txt") {
			t.Errorf("first is %s", in.Name)
		}
		break
	}
}

func TestStandardInput(t *testing.T) {
	s := &Set{Stdin: strings.NewReader(talk("typed"))}
	for range 2 { // an input may be read more than once
		if got := read(t, s, "", "-"); !slices.Equal(got, []string{"-: This is typed."}) {
			t.Errorf("got %q", got)
		}
	}
	if got := read(t, &Set{}, "", "-"); !strings.HasPrefix(got[0], "error: standard input: not available") {
		t.Errorf("got %q", got)
	}
	if _, err := s.Open(t.Context(), "-"); err == nil {
		t.Error("standard input was opened in a later run")
	}
}

// TestBombs checks that a file with an implausible compression ratio is an error.
func TestBombs(t *testing.T) {
	long := strings.Repeat("00:00:01 Again and again.\n", 1<<18)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.Create("a.txt")
	fmt.Fprint(f, long)
	w.Close()
	dir := write(t, map[string]string{"a.txt.gz": gzipOf(long), "a.zip": b.String(), "cut.txt.gz": gzipOf(talk("a"))[:30], "no.zip": "PK", "no.txt.gz": "no"})
	got := strings.Join(read(t, &Set{}, dir, dir), "\n")
	for _, want := range []string{
		"error: a.txt.gz: decompresses to more than a transcript can contain", "error: a.zip/a.txt: decompresses to more than a transcript can contain",
		"error: cut.txt.gz: damaged: unexpected EOF", "error: no.zip: not a ZIP archive, or damaged", "error: no.txt.gz: not a gzip file",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// TestOverlap checks that overlapping members, which make a small archive arbitrarily
// large, are an error.
func TestOverlap(t *testing.T) {
	whole := []byte(zipOf(t, "a.txt", "b.txt", "c.txt"))
	first := bytes.Index(whole, []byte("PK\x01\x02"))
	for at := first; ; { // let every entry of the directory point to the first member
		next := bytes.Index(whole[at+4:], []byte("PK\x01\x02"))
		copy(whole[at+20:at+24], []byte{0xff, 0, 0, 0}) // compressed size
		copy(whole[at+42:at+46], []byte{0, 0, 0, 0})    // offset
		if next < 0 {
			break
		}
		at += 4 + next
	}
	dir := write(t, map[string]string{"a.zip": string(whole)})
	if got := read(t, &Set{}, dir, filepath.Join(dir, "a.zip")); len(got) != 1 || !strings.Contains(got[0], "overlap") {
		t.Errorf("got %q", got)
	}
}

func TestBefore(t *testing.T) {
	day := time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		date, since time.Time
		want        bool
	}{{day, day, false}, {day.AddDate(0, 0, -1), day, true}, {time.Time{}, day, false}, {day, time.Time{}, false}} {
		if got := Before(c.date, c.since); got != c.want {
			t.Errorf("%v before %v: %v", c.date, c.since, got)
		}
	}
}

// FuzzArchive checks that archives and gzip files cannot make the readers panic or read
// endlessly.
func FuzzArchive(f *testing.F) {
	f.Add([]byte(gzipOf(talk("a"))), true)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	m, _ := w.Create("a.txt")
	fmt.Fprint(m, talk("a"))
	w.Close()
	f.Add(b.Bytes(), false)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte, compressed bool) {
		path := filepath.Join(dir, "a.zip")
		if compressed {
			path = filepath.Join(dir, "a.txt.gz")
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		for in, err := range (&Set{}).Inputs(t.Context(), []string{path}) {
			if err == nil {
				in.Read(t.Context())
			}
		}
	})
}

func TestOnce(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": talk("a"), "b.txt": talk("b")})
	t.Chdir(dir)
	got := read(t, &Set{}, "", "b.txt", dir, "./b.txt", "*.txt", "")
	want := []string{"b.txt: This is b.", filepath.Join(dir, "a.txt") + ": This is a.", "error: an argument is empty; name a transcript"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
