package pypi

import (
	"encoding/json"
	"errors"
	"fmt"

	"namedrop/internal/sanitize"
)

// object reads a JSON object key by key and calls the function of each known key with
// the decoder, so that at most one element of a long list is in memory as JSON. It
// reads to the closing brace: a truncated object is an error.
func object(d *json.Decoder, keys map[string]func(*json.Decoder) error) error {
	if err := open(d, '{'); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return notJSON(err)
		}
		read, known := keys[key.(string)] // the decoder accepts only strings as keys
		if !known {
			read = skip
		}
		if err := read(d); err != nil {
			return notJSON(err)
		}
	}
	_, err := d.Token()
	return notJSON(err)
}

// array calls element before each element of a JSON array.
func array(d *json.Decoder, element func() error) error {
	if err := open(d, '['); err != nil {
		return err
	}
	for d.More() {
		if err := element(); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

func open(d *json.Decoder, want json.Delim) error {
	token, err := d.Token()
	if err != nil {
		return notJSON(err)
	}
	if token != want {
		return fmt.Errorf("got %s, want %v", sanitize.Line(fmt.Sprint(token)), want)
	}
	return nil
}

// skip skips a value.
func skip(d *json.Decoder) error {
	var ignored json.RawMessage
	return d.Decode(&ignored)
}

// notJSON rewords an error about a document that is not the expected JSON.
func notJSON(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("invalid JSON at byte %d", syntax.Offset)
	case errors.As(err, &kind):
		return fmt.Errorf("unexpected JSON type at byte %d", kind.Offset)
	}
	return err
}
