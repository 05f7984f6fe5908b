package extract

import (
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/ref"
)

// short is a name that is said without its affix.
type short struct {
	project *catalog.Project
	head    string // the project of whose family it is, which must be named, too; "" for none
}

// Affixes that only say that a project is one of Python, and are hardly ever
// said aloud.
var (
	prefixes = []string{"python-", "py-", "apache-"}
	suffixes = []string{"-python", "-py", "-python3", "-sdk", "-client", "-orm", "-learn"}
)

// standardLibrary are modules that come with Python. Who says "asyncio" means
// the module and not the tail of trio-asyncio.
var standardLibrary = wordSet(`argparse ast asyncio base64 bisect calendar collections concurrent configparser contextlib copy csv
	ctypes curses dataclasses datetime decimal difflib dis distutils doctest email enum functools getpass glob gzip hashlib
	heapq html http imaplib importlib inspect ipaddress itertools json locale logging lzma mailbox marshal math mimetypes
	multiprocessing numbers operator optparse pathlib pdb pickle platform pprint profile queue random readline secrets select
	shelve shlex shutil signal smtplib socket sqlite3 ssl statistics string struct subprocess tarfile tempfile textwrap
	threading time timeit tkinter tokenize tomllib traceback tracemalloc turtle types typing unicodedata unittest urllib uuid
	venv warnings wave weakref webbrowser xml zipapp zipfile zlib`)

// leastShort is how many letters must be left of a name.
const leastShort = 4

// shortNames returns the projects that may be said without their affix, by the
// letters that are left. Of "pytest-mock" the head is pytest.
func shortNames(projects []catalog.Project) map[string][]short {
	all := map[string][]short{}
	known := map[string]bool{}
	for _, p := range projects {
		known[p.Name] = true
	}
	add := func(rest string, s short) {
		if key := catalog.Letters(rest); len(key) >= leastShort && !known[ref.Normalize(rest)] {
			all[key] = append(all[key], s)
		}
	}
	for i := range projects {
		p := &projects[i]
		head, tail, _ := strings.Cut(p.Name, "-")
		switch rest := bare(p.Name); {
		case tail == "":
		case rest != p.Name:
			add(rest, short{p, ""})
		case known[head] && !standardLibrary[catalog.Letters(tail)]:
			add(tail, short{p, head})
		}
	}
	return all
}

// bare cuts all affixes from a name.
func bare(name string) string {
	for _, affix := range prefixes {
		name = strings.TrimPrefix(name, affix)
	}
	for again := true; again; {
		again = false
		for _, affix := range suffixes {
			if cut, ok := strings.CutSuffix(name, affix); ok {
				name, again = cut, true
			}
		}
	}
	return name
}
