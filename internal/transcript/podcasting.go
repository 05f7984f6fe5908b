package transcript

// readPodcasting reads the JSON of the podcast namespace:
// https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md.
// Its segments are sentences or single words; either are joined as captions
// are.
func readPodcasting(w *writer) error {
	j := &joiner{writer: w}
	r := newJSONReader(w.source)
	err := r.object(func(key string) error {
		if key != "segments" {
			return r.skip()
		}
		return r.array(func() error { return readBody(r, j) })
	})
	if err != nil {
		return err
	}
	return r.finish()
}

// readBody reads a segment and writes its body.
func readBody(r *jsonReader, j *joiner) error {
	var speaker, start, end, body scalar
	err := r.object(func(key string) error {
		switch key {
		case "speaker":
			return r.value(&speaker)
		case "startTime":
			return r.value(&start)
		case "endTime":
			return r.value(&end)
		case "body":
			return r.value(&body)
		}
		return r.skip()
	})
	if err != nil {
		return err
	}
	it := item{text: body, speaker: speakerName([]byte(speaker.text()))}
	if it.start, it.end, err = r.interval(start, end); err != nil {
		return err
	}
	j.item(it, false)
	return nil
}
