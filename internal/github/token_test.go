package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestTokenIsNotShown(t *testing.T) {
	token := NewToken(secret)
	c := client(t, says(500, `{"message": "fault"}`))
	_, err := c.Repository(t.Context(), "a/b")
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "token", token, "in", struct{ T Token }{token}, "err", err)
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "token", token, "in", struct{ T Token }{token}, "client", c)
	coded, _ := json.Marshal(struct{ T Token }{token})
	shown := []string{token.String(), string(coded), log.String()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, value := range []any{token, &token, struct{ t Token }{token}, c, *c, err} {
			shown = append(shown, fmt.Sprintf(verb, value))
		}
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		shown = append(shown, fmt.Sprintf("%+v %#v", e, e))
	}
	for _, s := range shown {
		if strings.Contains(s, secret) || strings.Contains(s, fmt.Sprintf("%x", secret)) {
			t.Errorf("the token is shown: %s", s)
		}
	}
	if NewToken(" \n").String() != "" || token.String() == "" {
		t.Error("white space is a token, or a token is none")
	}
}
