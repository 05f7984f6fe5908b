package config

import (
	"fmt"
	"maps"
	"math"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
)

// Settings holds the values of all keys and where each was set.
type Settings struct {
	v        *viper.Viper
	defaults map[string]any   // by key; each value has the type that the key wants
	places   map[string]place // by key; none for a default
	files    []string         // files that were read
	faults   faults
	notes    []string // files that were ignored, for -v
}

// place is where a key was set.
type place struct {
	name string // "config.yaml:3", "EXTRACT_LIST_SOURCE", "--list"
	rank int    // order of faults: files by line, then the rest
}

// line returns the place of a line in the file that was read last.
func (s *Settings) line(n int) place {
	return place{s.files[len(s.files)-1] + ":" + strconv.Itoa(n), len(s.files)<<32 + n}
}

// outside returns the place of a variable or flag.
func outside(name string) place { return place{name, math.MaxInt - 1} }

// fault is an error in the value of a key.
type fault struct {
	key, text string // the text names the key
	at        *place // nil for the place that set the key
}

// faults collects errors in the order they are found. Only the first is reported, see
// [settings.first].
type faults []fault

// want adds a fault of a key unless ok, and returns ok.
func (f *faults) want(ok bool, key, format string, args ...any) bool {
	if !ok {
		*f = append(*f, fault{key: key, text: key + " " + fmt.Sprintf(format, args...)})
	}
	return ok
}

// newSettings returns the defaults.
func newSettings() (*Settings, error) {
	s := &Settings{v: viper.New(), places: map[string]place{}}
	var err error
	if s.defaults, err = byKey(defaults()); err != nil {
		return nil, err
	}
	for key, value := range s.defaults {
		s.v.SetDefault(key, value)
	}
	return s, nil
}

// byKey returns the values of a configuration by key.
func byKey(c Config) (map[string]any, error) {
	sections := map[string]any{}
	if err := mapstructure.Decode(c, &sections); err != nil {
		return nil, err
	}
	v := viper.New()
	for section, values := range sections {
		v.SetDefault(section, values)
	}
	values := map[string]any{}
	for _, key := range v.AllKeys() {
		values[key] = v.Get(key)
	}
	return values, nil
}

// keys returns all keys, sorted.
func (s *Settings) keys() []string { return slices.Sorted(maps.Keys(s.defaults)) }

// first returns the fault with the lowest rank, nil if there is none.
func (s *Settings) first() error {
	if len(s.faults) == 0 {
		return nil
	}
	f := slices.MinFunc(s.faults, func(a, b fault) int { return s.placeOf(a).rank - s.placeOf(b).rank })
	return fmt.Errorf("%s: %s", s.placeOf(f).name, f.text)
}

// placeOf returns the place of a fault; faults of defaults rank last.
func (s *Settings) placeOf(f fault) place {
	if f.at != nil {
		return *f.at
	}
	if at, ok := s.places[f.key]; ok {
		return at
	}
	return place{"configuration", math.MaxInt}
}

// variable returns the environment variable of a key.
func variable(key string) string {
	return variablePrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

const variablePrefix = "EXTRACT_"

// readEnvironment reads the environment variables. An unknown variable with our
// prefix is an error: most likely it is misspelt, and ignoring it could send requests
// to the wrong hosts. An empty variable sets an empty string or list; keys of other
// kinds keep their value.
func (s *Settings) readEnvironment() error {
	known := map[string]string{}
	for _, key := range s.keys() {
		known[variable(key)] = key
	}
	for _, entry := range slices.Sorted(slices.Values(os.Environ())) {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, variablePrefix) {
			continue
		}
		key, ok := known[name]
		if !ok {
			return fmt.Errorf("unknown environment variable %s; %s", name, variableHint(name, slices.Sorted(maps.Keys(known))))
		}
		s.setText(key, name, value)
	}
	return nil
}

// setText sets a key from a variable.
func (s *Settings) setText(key, name, value string) {
	kind := kindOf(s.defaults[key])
	if value == "" && kind != aText && kind != aList {
		return
	}
	s.places[key] = outside(name)
	shown := strconv.Quote(value)
	if key == tokenKey {
		shown = "invalid"
	}
	if s.faults.want(kind.accepts(value), key, "is %s, want %s", shown, kind) {
		s.v.Set(key, value)
	}
}

// kind is the type of a value, as messages name it.
type kind string

const (
	aText     kind = "a string"
	aList     kind = "a list of strings"
	aNumber   kind = "a number"
	aCount    kind = "a whole number"
	aSwitch   kind = "true or false"
	aDuration kind = "a duration with a unit, such as 90s, 5m or 24h"
)

// kindOf returns the kind of a key from its default.
func kindOf(value any) kind {
	t := reflect.TypeOf(value)
	switch {
	case t == reflect.TypeFor[time.Duration]():
		return aDuration
	case t.Kind() == reflect.Slice:
		return aList
	case t.Kind() == reflect.Float64:
		return aNumber
	case t.Kind() == reflect.Int:
		return aCount
	case t.Kind() == reflect.Bool:
		return aSwitch
	}
	return aText
}

// accepts reports whether a text can be parsed as a value of the kind.
func (k kind) accepts(text string) bool {
	var err error
	switch k {
	case aNumber:
		_, err = strconv.ParseFloat(text, 64)
	case aCount:
		_, err = strconv.Atoi(text)
	case aSwitch:
		_, err = strconv.ParseBool(text)
	case aDuration:
		_, err = time.ParseDuration(text)
	}
	return err == nil
}
