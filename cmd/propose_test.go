package cmd

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"namedrop/internal/exit"
)

// TestProposeUnwritten: output that cannot be written, as on a full disk, is an error.
func TestProposeUnwritten(t *testing.T) {
	alone(t)
	out, err := os.Open(os.DevNull) // which is not for writing
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	var messages bytes.Buffer
	code := Main(t.Context(), []string{"propose", "--offline"}, Env{Out: out, Err: &messages})
	if code != exit.CodePartial || !strings.Contains(messages.String(), os.DevNull) {
		t.Errorf("exit code %d, %s", code, &messages)
	}
}
