package textedit

import "bytes"

var newline = []byte("\n")

// equalLines returns how many bytes at the start and at the end of two texts need not be
// compared line by line, because the same lines stand there in both. It leaves more
// unchanged lines around the changes than these have, which is enough for the comparison
// to have the same result as that of the whole texts, and more than the context of a
// diff.
func equalLines(old, new []byte) (head, tail int) {
	head = bytes.LastIndexByte(old[:commonPrefix(old, new)], '\n') + 1
	tail = commonSuffix(old[head:], new[head:])
	if end := bytes.IndexByte(old[len(old)-tail:], '\n'); end < 0 {
		tail = 0
	} else {
		tail -= end + 1
	}
	keep := max(countLines(old[head:len(old)-tail]), countLines(new[head:len(new)-tail])) + 1 + contextLines
	for range keep {
		head = bytes.LastIndexByte(old[:max(head-1, 0)], '\n') + 1
	}
	return head, tail - len(leading(old[len(old)-tail:], keep))
}

// leading returns the first n lines of a text, and the blank ones after them up to one
// that is not blank (see anchored).
func leading(text []byte, n int) []byte {
	end := 0
	for l := range bytes.Lines(text) {
		if end += len(l); n <= 1 && len(bytes.TrimSpace(l)) > 0 {
			break
		}
		n--
	}
	return text[:end]
}

// block is the number of bytes that are compared at once.
const block = 4096

// commonPrefix returns the number of bytes with which both texts start.
func commonPrefix(a, b []byte) int {
	n := 0
	for n+block <= min(len(a), len(b)) && bytes.Equal(a[n:n+block], b[n:n+block]) {
		n += block
	}
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// commonSuffix returns the number of bytes with which both texts end.
func commonSuffix(a, b []byte) int {
	n := 0
	for n+block <= min(len(a), len(b)) && bytes.Equal(a[len(a)-n-block:len(a)-n], b[len(b)-n-block:len(b)-n]) {
		n += block
	}
	for n < min(len(a), len(b)) && a[len(a)-n-1] == b[len(b)-n-1] {
		n++
	}
	return n
}
