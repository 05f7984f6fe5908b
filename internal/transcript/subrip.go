package transcript

// readSubRip reads SubRip, and WebVTT that lost its header. SubRip has no
// specification: a blank line may stand inside a cue, and the number of a cue
// may be missing.
func readSubRip(w *writer) error {
	c := captions{writer: w}
	if err := c.read(); err != nil {
		return err
	}
	c.write()
	return nil
}
