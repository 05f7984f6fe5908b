package layout

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// required matches a line of go.mod that requires a version of a module.
var required = regexp.MustCompile(`(?m)^(?:require )?\s*(\S+\.\S+/\S+|\S+\.\S+) (v\d+\.\d+\.\d+\S*)`)

// TestBeamModule: the module in beam, which builds the packages of this one, requires no
// older version of a module. Otherwise go refuses to build it.
func TestBeamModule(t *testing.T) {
	ours, theirs := versions(t, "../../go.mod"), versions(t, "../../beam/go.mod")
	for module, version := range ours {
		if got, ok := theirs[module]; ok && older(got, version) {
			t.Errorf("beam/go.mod requires %s %s, and go.mod %s: run make tidy", module, got, version)
		}
	}
}

func versions(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, m := range required.FindAllStringSubmatch(string(data), -1) {
		all[m[1]] = m[2]
	}
	if len(all) < 10 {
		t.Fatalf("%s: only %d modules found", file, len(all))
	}
	return all
}

// older compares two versions: their numbers, then what follows as text, which is right
// for commits with a date.
func older(a, b string) bool {
	plain := strings.NewReplacer("v", "", "+incompatible", "")
	an, arest, _ := strings.Cut(plain.Replace(a), "-")
	bn, brest, _ := strings.Cut(plain.Replace(b), "-")
	as, bs := strings.Split(an, "."), strings.Split(bn, ".")
	for i := range min(len(as), len(bs)) {
		x, _ := strconv.Atoi(as[i])
		y, _ := strconv.Atoi(bs[i])
		if x != y {
			return x < y
		}
	}
	return arest != brest && arest != "" && (brest == "" || arest < brest)
}

func TestOlder(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"v0.0.16", "v0.0.31", true}, {"v0.10.0", "v0.9.0", false}, {"v1.0.0", "v1.0.0", false}, {"v1.0.0-rc.1", "v1.0.0", true},
		{"v0.0.0-20260101000000-aaaaaaaaaaaa", "v0.0.0-20260202000000-000000000000", true}, {"v2.0.0+incompatible", "v2.0.1+incompatible", true},
	} {
		if older(test.a, test.b) != test.want {
			t.Errorf("%s is older than %s: want %v", test.a, test.b, test.want)
		}
	}
}
