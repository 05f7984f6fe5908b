package pypi

import (
	"encoding/json"
	"errors"
	"fmt"

	"namedrop/internal/sanitize"
)

// object reads a JSON object key by key and hands the decoder to the function
// of each known key, so that no more than one element of a long list is ever
// held as JSON. It reads to the closing brace: an object that is cut short is
// an error.
func object(d *json.Decoder, keys map[string]func(*json.Decoder) error) error {
	if err := open(d, '{'); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return notJSON(err)
		}
		read, known := keys[key.(string)] // the decoder lets nothing else be a key
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

// array calls element in front of each element of a JSON array.
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
		return fmt.Errorf("have %s where %v is due", sanitize.Line(fmt.Sprint(token)), want)
	}
	return nil
}

// skip passes over a value.
func skip(d *json.Decoder) error {
	var ignored json.RawMessage
	return d.Decode(&ignored)
}

// notJSON makes it plain that a document is of another kind altogether.
func notJSON(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON, from byte %d on", syntax.Offset)
	case errors.As(err, &kind):
		return fmt.Errorf("JSON of another kind, at byte %d", kind.Offset)
	}
	return err
}
