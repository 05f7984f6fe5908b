// Package source turns the arguments of a command into episodes.
//
// An argument is a file, a directory, a pattern such as "talks/**/*.vtt", a ZIP archive,
// a file compressed with gzip, "-" for standard input, or the http or https address of a
// transcript, an archive or a podcast feed. [Set.Inputs] yields an [episode.Input] for
// each transcript, in the order of the arguments and then of the names, or of the feed.
// It works ahead of its caller by nothing: directories are read, archives opened and
// feeds fetched when their turn comes, and a transcript when its Open is called. So the
// memory does not grow with the number of transcripts.
//
// Everything is bounded: the size of a transcript ([transcript.MaxSize]), how much a
// compressed one may grow (archive.go), and the size, time and redirects of answers
// ([Web]). Below a directory, hidden files and what extract itself wrote are left out, and
// links to directories are not followed.
package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/transcript"
)

// StandardInput is the argument that stands for standard input.
const StandardInput = "-"

// Set resolves arguments. It is safe for concurrent use if Notice is.
type Set struct {
	Address episode.Address // of episodes whose source does not know one
	Since   time.Time       // episodes that their source dates earlier are an episode.ErrOld; zero for none
	Stdin   io.Reader       // for "-"; nil if there is none
	Web     *Web            // for addresses; nil if there is none

	// Notice, if not nil, is called with a sentence, without a full stop, about what
	// was left out.
	Notice func(string)

	once  sync.Once // reads Stdin
	typed []byte
	fault error
}

// yield passes on an input or its error. It reports whether to continue.
type yield func(episode.Input, error) bool

// Inputs yields the inputs of the arguments. A file that several arguments name is yielded
// once. An error concerns one argument or one episode; its input has no more than a name,
// and the others follow.
func (s *Set) Inputs(ctx context.Context, args []string) iter.Seq2[episode.Input, error] {
	return func(give func(episode.Input, error) bool) {
		if len(args) > 1 {
			give = once(give)
		}
		for _, arg := range args {
			if ctx.Err() != nil || !s.expand(ctx, arg, s.recent(give)) {
				return
			}
		}
	}
}

// once leaves out files that were passed on before.
func once(give yield) yield {
	passed := map[string]bool{}
	return func(in episode.Input, err error) bool {
		file, unknown := filepath.Abs(in.Name)
		if err != nil || unknown != nil || in.Name == StandardInput || IsAddress(in.Name) {
			return give(in, err)
		}
		if passed[file] {
			return true
		}
		passed[file] = true
		return give(in, nil)
	}
}

// recent replaces inputs that are known to be too old by an error.
func (s *Set) recent(give yield) yield {
	return func(in episode.Input, err error) bool {
		if err == nil && Before(in.Date, s.Since) {
			err = episode.ErrOld
		}
		return give(in, err)
	}
}

// Before reports whether a date is known and earlier than since; a zero since is earlier
// than all.
func Before(date, since time.Time) bool {
	return !date.IsZero() && date.Before(since)
}

// expand yields the inputs of one argument.
func (s *Set) expand(ctx context.Context, arg string, give yield) bool {
	switch {
	case arg == "":
		return give(episode.Input{}, errors.New("an argument is empty; name a transcript"))
	case arg == StandardInput:
		return give(s.standardInput(), nil)
	case IsAddress(arg):
		return s.address(ctx, arg, give)
	case strings.Contains(arg, "://"):
		return give(failed(arg, errors.New("not an http or https address")))
	}
	switch info, err := os.Stat(arg); {
	case err == nil && info.IsDir():
		return s.directory(ctx, arg, give)
	case err == nil:
		return s.file(ctx, arg, give)
	case errors.Is(err, fs.ErrNotExist) && isPattern(arg):
		return s.pattern(ctx, arg, give)
	default:
		if archive, member, ok := memberOf(arg); ok {
			return s.member(arg, archive, member, give)
		}
		return give(episode.Input{Name: arg}, err)
	}
}

// failed returns the input and the error for something that cannot be read.
func failed(name string, err error) (episode.Input, error) {
	return episode.Input{Name: name}, fmt.Errorf("%s: %w", name, err)
}

// IsAddress reports whether an argument is an http or https address.
func IsAddress(arg string) bool {
	scheme, _, ok := strings.Cut(arg, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// IsSingle reports whether an argument names one transcript: standard input, a file
// that is not an archive, or an address whose name does not look like an archive. An
// address may still turn out to be a feed.
func IsSingle(arg string) bool {
	if arg == StandardInput || IsAddress(arg) {
		return !isArchive(arg)
	}
	info, err := os.Stat(arg)
	if err != nil {
		return !isPattern(arg)
	}
	return !info.IsDir() && !isArchive(arg)
}

// named is an input with the name and address of a file.
func (s *Set) named(name string, open func(context.Context) (io.ReadCloser, error)) episode.Input {
	stem := episode.Stem(strings.TrimSuffix(name, gzipped))
	return episode.Input{Name: name, Address: s.Address.Of(stem), Open: open}
}

func (s *Set) standardInput() episode.Input {
	return s.named(StandardInput, func(context.Context) (io.ReadCloser, error) {
		s.once.Do(s.readStandardInput)
		return io.NopCloser(bytes.NewReader(s.typed)), s.fault
	})
}

// readStandardInput stores standard input, because an input may be opened more than
// once.
func (s *Set) readStandardInput() {
	if s.Stdin == nil {
		s.fault = errors.New("standard input: not available here; name a file")
		return
	}
	s.typed, s.fault = io.ReadAll(io.LimitReader(s.Stdin, transcript.MaxSize+1))
	if s.fault != nil {
		s.fault = fmt.Errorf("standard input: %w", s.fault)
	}
}

// notice passes on a notice.
func (s *Set) notice(format string, args ...any) {
	if s.Notice != nil {
		s.Notice(fmt.Sprintf(format, args...))
	}
}

// Local yields the files that the arguments name, directly or by directory or pattern,
// so that they are not overwritten. For members of archives, it yields the archive.
func Local(args []string) iter.Seq[string] {
	return func(give func(string) bool) {
		s := &Set{}
		last := ""
		for _, arg := range args {
			switch {
			case arg == StandardInput, strings.Contains(arg, "://"):
				continue
			case IsSingle(arg):
				if !give(arg) {
					return
				}
				continue
			}
			s.expand(context.Background(), arg, func(in episode.Input, err error) bool {
				file := in.Name
				if archive, _, ok := memberOf(file); ok {
					file = archive
				}
				same := file == last
				last = file
				return err != nil || same || give(file)
			})
		}
	}
}

// Open returns the input that had this name in an earlier run, without metadata from
// its feed.
func (s *Set) Open(ctx context.Context, name string) (episode.Input, error) {
	if name == StandardInput {
		return failed("standard input", errors.New("cannot be read again; save the transcript in a file"))
	}
	if IsAddress(name) {
		return s.transcript(name), nil
	}
	for in, err := range s.Inputs(ctx, []string{name}) {
		return in, err
	}
	return failed(name, fs.ErrNotExist)
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
