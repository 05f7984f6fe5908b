package round

import (
	"errors"
	"testing"
)

// TestFeedsError: an interrupt before the first feed has answered is no failure of feeds.
func TestFeedsError(t *testing.T) {
	interrupted := errors.New("interrupted after 0 transcripts")
	if err := feedsError(0, 0, interrupted); err != interrupted {
		t.Error(err)
	}
	if err := feedsError(1, 1, nil); err == nil || err.Error() != "the feed could not be read" {
		t.Error(err)
	}
}
