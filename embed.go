// Package namedrop embeds the files of the module's root that the program needs
// at run time, because a package can embed only files at or below its directory.
//
// "extract config init" writes [Config] as the user's own configuration file. A
// test in package cmd compares it with the keys and defaults of the program.
// [ExampleList] is the list to which package list falls back. The package contains no code and imports nothing of this module.
package namedrop

import _ "embed"

// Config is config.yaml: every key of the configuration with its default and
// what it does.
//
//go:embed config.yaml
var Config []byte

// ExampleList is cmd/awesome-asyncio.md: the list that is used when no other can be read.
//
//go:embed cmd/awesome-asyncio.md
var ExampleList []byte
