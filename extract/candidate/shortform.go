package candidate

import (
	"iter"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic/pronounce"
	"namedrop/internal/ref"
	"namedrop/internal/words"
)

// shortForm is a project that may be named without an affix of its name.
type shortForm struct {
	project int    // its number in the catalog
	head    string // the head of its family, which must be named in the transcript, too; "" for none
}

// Affixes that only mark a project as a Python package, which speakers usually
// drop.
var (
	droppedPrefixes = []string{"python-", "py-", "apache-"}
	droppedSuffixes = []string{"-python", "-py", "-python3", "-sdk", "-client", "-orm", "-learn"}
)

// standardLibrary are modules that come with Python: "asyncio" is the module, not
// a short form of trio-asyncio.
var standardLibrary = words.Set(`argparse ast asyncio base64 bisect calendar collections concurrent configparser contextlib copy csv
	ctypes curses dataclasses datetime decimal difflib dis distutils doctest email enum functools getpass glob gzip hashlib
	heapq html http imaplib importlib inspect ipaddress itertools json locale logging lzma mailbox marshal math mimetypes
	multiprocessing numbers operator optparse pathlib pdb pickle platform pprint profile queue random readline secrets select
	shelve shlex shutil signal smtplib socket sqlite3 ssl statistics string struct subprocess tarfile tempfile textwrap
	threading time timeit tkinter tokenize tomllib traceback tracemalloc turtle types typing unicodedata unittest urllib uuid
	venv warnings wave weakref webbrowser xml zipapp zipfile zlib`)

// minShortForm is the least number of letters of a short form.
const minShortForm = 4

// manyProjects is about the number of embedded projects.
const manyProjects = 10_000

// shortForms returns the short forms of projects by their letters. The head of
// pytest-mock is pytest.
func shortForms(projects iter.Seq2[int, *catalog.Project]) map[string][]shortForm {
	all := map[string][]shortForm{}
	known, inRepository := make(map[string]bool, manyProjects), make(map[string]int, manyProjects)
	for _, p := range projects {
		known[p.Name] = true
		inRepository[p.Repository]++
	}
	add := func(rest string, s shortForm) {
		if key := catalog.Letters(rest); len(key) >= minShortForm && !known[ref.Normalize(rest)] {
			all[key] = append(all[key], s)
		}
	}
	for i, p := range projects {
		if repo := repositoryForm(p); repo != "" && inRepository[p.Repository] == 1 {
			add(repo, shortForm{i, ""})
		}
		head, tail, _ := strings.Cut(p.Name, "-")
		switch rest := stripAffixes(p.Name); {
		case tail == "":
		case rest != p.Name:
			add(rest, shortForm{i, ""})
		case known[head] && !standardLibrary[catalog.Letters(tail)]:
			add(tail, shortForm{i, head})
		}
	}
	return all
}

// repositoryForm returns the name of a project's repository if speakers may use it
// in place of a longer name: "ibis" for ibis-framework, "repo2docker" for
// jupyter-repo2docker, else "". A repository that is named by the last word of
// the project, such as vision of torchvision, is too general.
func repositoryForm(p *catalog.Project) string {
	_, repo, _ := strings.Cut(p.Repository, "/")
	repo = stripAffixes(ref.Normalize(repo))
	name, part := catalog.Letters(p.Name), catalog.Letters(repo)
	switch {
	case part == name || part == catalog.Letters(stripAffixes(p.Name)) || standardLibrary[part]:
		return ""
	case strings.HasPrefix(name, part), strings.HasSuffix(name, part) && !pronounce.IsWord(part):
		return repo
	}
	return ""
}

// stripAffixes removes all dropped affixes from a name.
func stripAffixes(name string) string {
	for _, affix := range droppedPrefixes {
		name = strings.TrimPrefix(name, affix)
	}
	for again := true; again; {
		again = false
		for _, affix := range droppedSuffixes {
			if cut, ok := strings.CutSuffix(name, affix); ok {
				name, again = cut, true
			}
		}
	}
	return name
}
