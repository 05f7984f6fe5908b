package speech

import (
	"slices"
	"testing"
	"time"
)

func TestLines(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"a\nb\n", []string{"a", "b"}},
		{"a\r\nb", []string{"a", "b"}},
		{"a\rb\r", []string{"a", "b"}},
		{"a\rb\nc\r\n\r\n\rd", []string{"a", "b", "c", "", "", "d"}},
		{"a\r\r\nb", []string{"a", "", "b"}},
		{BOM + "a\n\n", []string{"a", ""}},
		{"", nil},
	}
	for _, tt := range tests {
		src := Source{Data: []byte(tt.in)}
		var got []string
		for l := range src.Lines() {
			got = append(got, string(src.Bytes(l.Span)))
			if l.Number != len(got) || src.LineAt(l.Start) != l.Number {
				t.Errorf("%q: line %d of %q has number %d, %d", tt.in, len(got), got, l.Number, src.LineAt(l.Start))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestParseClock(t *testing.T) {
	tests := []struct {
		text string
		n    int // of the timestamp in text
		time time.Duration
		ok   bool
	}{
		{"00:01:02 x", 8, 62 * time.Second, true},
		{"1:00:00", 7, time.Hour, true},
		{"4:05", 4, 245 * time.Second, true},
		{"75:30", 5, 75*time.Minute + 30*time.Second, true},
		{"00:00:01.5", 10, 1500 * time.Millisecond, true},
		{"00:00:01,250", 12, 1250 * time.Millisecond, true},
		{"00:00:01, and", 8, time.Second, true},
		{"00:00:01.1234567890", 8, time.Second, true},
		{"9999:59:59", 10, 9999*time.Hour + 59*time.Minute + 59*time.Second, true},
		{"00:99", 5, 99 * time.Second, true},
		{"00:60:00", 8, time.Hour, true},
		{"10000:00:00", 0, 0, false},
		{"1:2:3", 0, 0, false},
		{"00:000", 0, 0, false},
		{"00:00:00:00", 0, 0, false},
		{"12", 0, 0, false},
		{"", 0, 0, false},
	}
	for _, tt := range tests {
		n := ClockLen([]byte(tt.text))
		if n != tt.n {
			t.Errorf("ClockLen(%q) = %d, want %d", tt.text, n, tt.n)
		}
		if n == 0 {
			continue
		}
		st, ok := ParseClock(tt.text[:n])
		if st.Time != tt.time || ok != tt.ok {
			t.Errorf("ParseClock(%q) = %v, %v, want %v, %v", tt.text[:n], st.Time, ok, tt.time, tt.ok)
		}
	}
}

func TestParseOddClocks(t *testing.T) {
	tests := []struct {
		text string
		time time.Duration
		ok   bool
	}{
		{"0:0:0.0", 0, true},
		{"00:00:0,500", 500 * time.Millisecond, true},
		{"0:0:2.510", 2510 * time.Millisecond, true},
		{"00:00:90,740", 90740 * time.Millisecond, true},
		{"-00:00:01,000", 0, true},
		{"00:01:05:12", 65*time.Second + 480*time.Millisecond, true},
		{"00;01;05;00", 65 * time.Second, true},
		{"00:00:01:99", 2*time.Second - 1, true},
		{"5", 0, false},
		{"1:2:3:4:5", 0, false},
		{"00::01", 0, false},
		{":01", 0, false},
		{"00:01.", time.Second, true},
		{"99999:00", 0, false},
	}
	for _, tt := range tests {
		if st, ok := ParseClock(tt.text); st.Time != tt.time || ok != tt.ok {
			t.Errorf("ParseClock(%q) = %v, %v, want %v, %v", tt.text, st.Time, ok, tt.time, tt.ok)
		}
	}
}

func TestValue(t *testing.T) {
	tests := []struct {
		text string
		unit time.Duration
		time time.Duration
		ok   bool
	}{
		{"1.5s", time.Millisecond, 1500 * time.Millisecond, true},
		{"500ms", time.Second, 500 * time.Millisecond, true},
		{"2m", time.Second, 2 * time.Minute, true},
		{"1500", time.Millisecond, 1500 * time.Millisecond, true},
		{"10.578947368421053", time.Second, 10578947 * time.Microsecond, true},
		{"-1", time.Second, 0, true},
		{"1e300", time.Second, 0, false},
		{"NaN", time.Second, 0, false},
		{"soon", time.Second, 0, false},
		{"", time.Second, 0, false},
	}
	for _, tt := range tests {
		if st, ok := Value(tt.text, tt.unit); st.Time != tt.time || ok != tt.ok {
			t.Errorf("Value(%q, %v) = %v, %v, want %v, %v", tt.text, tt.unit, st.Time, ok, tt.time, tt.ok)
		}
	}
}

func TestIsName(t *testing.T) {
	names := []string{"Ann", "Michael Kennedy", "Dr. O'Brien-Smith", "Ludwig van Dale", "Maria de la Cruz", "Ann & Bob", "Jane Doe (she/her)",
		"Jane Doe, CEO", "李小龙", "@gardener_42", "jane_doe", "SPEAKER_00", "speaker 1", "spk_0", "Speaker A", "\"Doc\" Martin", "JM", "Ängla Öström", "Иван Петров", "McKay", "d'Artagnan"}
	for _, name := range names {
		if !IsName([]byte(name)) {
			t.Errorf("%q is not taken for a name", name)
		}
	}
	for _, text := range []string{"", "so do i", "I use numpy. And you", "what is that?", "one thing", "it was at noon"} {
		if IsName([]byte(text)) {
			t.Errorf("%q is taken for a name", text)
		}
	}
}

func TestBracketed(t *testing.T) {
	tests := []struct {
		text, name string
		n          int
	}{
		{"[SPEAKER_00]: Hello", "SPEAKER_00", 14},
		{"[SPEAKER_00] Hello", "SPEAKER_00", 13},
		{"(speaker 0) Hello", "speaker 0", 12},
		{"[Ann Lee]: Hello", "Ann Lee", 11},
		{"[Ann Lee] Hello", "Ann Lee", 10},
		{"[Ann Lee]", "", 0},
		{"(Ann Lee) Hello", "", 0},
		{"[Music] Hello", "", 0},
		{"[Laughs] Hello", "", 0},
		{"[Soft Music] Hello", "", 0},
		{"[laughs] Hello", "", 0},
	}
	for _, tt := range tests {
		if name, n := Bracketed([]byte(tt.text)); name != tt.name || n != tt.n {
			t.Errorf("Bracketed(%q) = %q, %d, want %q, %d", tt.text, name, n, tt.name, tt.n)
		}
	}
}

// TestSlice cuts a text of verbatim and decoded runs everywhere.
func TestSlice(t *testing.T) {
	src := Source{Data: []byte("AT&amp;T x")}
	runs := src.Escaped(Span{0, len(src.Data)})
	text := string(src.View(runs))
	if text != "AT&T x" || Size(runs) != len(text) {
		t.Fatalf("%q of %d bytes", text, Size(runs))
	}
	for lo := range len(text) + 1 {
		for hi := lo; hi <= len(text); hi++ {
			if got := string(src.View(Slice(runs, lo, hi))); got != text[lo:hi] {
				t.Errorf("Slice(%d, %d) is %q, want %q", lo, hi, got, text[lo:hi])
			}
		}
	}
}

// TestCheapForms compares IsName, which avoids the form of all names where it can, with
// that form.
func TestCheapForms(t *testing.T) {
	tokens := []string{"", "Ann", "de", "the", "of,", "them", "speaker", "Speaker", "speakers", "unknown", "man", "a", "A", "x1", "some_one", "'some word", "word'", "(he", "him)", "Mc", "McA", "d'or", "O'x", "\"it", "it\"", "“it", "it”", "is»", "«", "7", "guest-", "ſpk", "É", "them\n", "li,", "@x/y&z.", "\xff"}
	prose, ascii := 0, 0
	for _, a := range tokens {
		for _, b := range tokens {
			for _, c := range tokens {
				for _, d := range []string{"", " Lee", " them", " (she)", ", y Bo", " van de la den Bo", " Bo Al Cy Di Ed"} {
					text := []byte(a + " " + b + " " + c + d)
					if isProse(text) {
						prose++
					} else if isASCII(text) {
						ascii++
					}
					if got, want := IsName(text), nameOnly().Match(text); got != want {
						t.Errorf("IsName(%q) is %v", text, got)
					}
				}
			}
		}
	}
	if prose < 1000 || ascii < 1000 {
		t.Errorf("only %d texts are prose, and %d others ASCII", prose, ascii)
	}
}
