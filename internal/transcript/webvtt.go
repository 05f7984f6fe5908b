package transcript

// readWebVTT reads WebVTT: https://www.w3.org/TR/webvtt1/. What stands before
// the first cue, the identifiers and settings of cues, and NOTE, STYLE and
// REGION blocks are skipped. A cue that is commented out stays out.
func readWebVTT(w *writer) error {
	c := captions{writer: w, strict: true}
	if err := c.read(); err != nil {
		return err
	}
	c.write()
	return nil
}
