package exit

import (
	"errors"
	"testing"
)

func TestExitCodes(t *testing.T) {
	for err, want := range map[error]int{
		nil:                               CodeDone,
		errors.New("x"):                   CodeNothing,
		Usage(errors.New("x")):            CodeUsage,
		Partial(errors.New("x")):          CodePartial,
		errors.New(`unknown command "x"`): CodeUsage,
	} {
		if got := Code(err); got != want {
			t.Errorf("Code(%v) = %d, want %d", err, got, want)
		}
	}
}
