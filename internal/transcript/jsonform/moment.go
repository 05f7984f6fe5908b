package jsonform

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript/speech"
)

// The keys of times, more exact first.
var (
	startKeys = []string{"start", "startTime", "start_time", "startMs", "start_ms", "tStartMs", "offsetMilliseconds",
		"startOffset", "offset", "offsetInTicks", "begin", "from", "ts", "timestamps", "timestamp", "time", "Offset", "StartTime", "startTimeMs", "adjustedStart"}
	endKeys    = []string{"end", "endTime", "end_time", "endMs", "end_ms", "endOffset", "to", "end_ts", "stop", "EndTime", "endTimeMs", "adjustedEnd"}
	lengthKeys = []string{"duration", "dur", "dDurationMs", "durationMilliseconds", "durationInTicks", "durationMs", "duration_ms", "Duration"}
)

// units maps suffixes of keys to units.
var units = []struct {
	suffix string
	unit   float64
}{{"Milliseconds", 1e-3}, {"InTicks", 1e-7}, {"Ms", 1e-3}, {"_ms", 1e-3}}

// interval reads the two times of an object.
func (r *reader) interval(n int) (start, end moment) {
	at := r.get(n, startKeys...)
	if offsets := r.get(n, "offsets"); at == 0 && r.nodes[offsets].kind == '{' { // whisper.cpp: milliseconds
		start, end = r.pair(offsets)
		return start.scale(1e-3), end.scale(1e-3)
	}
	if k := r.nodes[at].kind; k == '[' || k == '{' { // "timestamp": [0, 2.4], "timestamps": {"from": …}
		if start, end = r.pair(at); start.ok {
			return start, end
		}
	}
	start = r.moment(at)
	if to := r.get(n, endKeys...); to != 0 {
		return start, r.moment(to)
	}
	if length := r.moment(r.get(n, lengthKeys...)); length.ok && start.ok && length.scaled == start.scaled {
		end = start
		end.value += length.value
	}
	return start, end
}

// scale returns a number of a unit as seconds.
func (m moment) scale(unit float64) moment {
	m.value, m.scaled = m.value*unit, true
	return m
}

// pair reads two times in an array, or in an object with "from" and "to".
func (r *reader) pair(n int) (start, end moment) {
	if r.nodes[n].kind == '[' {
		a := r.nodes[n].first
		b := r.nodes[a].next
		return r.moment(a), r.moment(b)
	}
	return r.moment(r.get(n, "from", "start")), r.moment(r.get(n, "to", "end"))
}

// isoForm is a duration of ISO 8601, as Azure writes it: PT1M2.5S.
var isoForm = pattern.Lazy(`^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$`)

// moment reads a time: a number, a clock, "1.5s", an ISO duration, or an object of
// seconds and nanoseconds.
func (r *reader) moment(n int) moment {
	if n == 0 {
		return moment{}
	}
	v := r.nodes[n]
	if v.kind == '{' {
		secs, _ := r.number(r.get(n, "seconds"))
		nanos, _ := r.number(r.get(n, "nanos"))
		f := secs + nanos/1e9
		return moment{strconv.FormatFloat(f, 'f', -1, 64), f, true, true}
	}
	text := strings.TrimSpace(r.text(n))
	if text == "" {
		return moment{}
	}
	if f, ok := r.number(n); ok {
		m := moment{text: text, value: f, ok: true}
		for _, u := range units {
			if strings.HasSuffix(v.key, u.suffix) {
				m.value, m.scaled = f*u.unit, true
			}
		}
		if m.value > 1e12 {
			return r.lost(n)
		}
		return m
	}
	if m := isoForm().FindStringSubmatch(text); m != nil {
		total := 0.0
		for _, part := range m[1:] {
			f, _ := strconv.ParseFloat(part, 64)
			total = total*60 + f
		}
		return moment{text, total, true, true}
	}
	if st, ok := speech.Value(text, time.Second); ok {
		return moment{text, st.Time.Seconds(), true, true}
	}
	return r.lost(n)
}

// lost counts a time that cannot be read.
func (r *reader) lost(n int) moment {
	text := r.text(n)
	if r.bad++; r.bad == 1 {
		r.first = fmt.Sprintf("%q on line %d", text, r.LineAt(r.nodes[n].Start))
	}
	return moment{}
}

// note describes what was lost, "" for nothing.
func (r *reader) note() string {
	switch r.bad {
	case 0:
		return ""
	case 1:
		return "one time could not be read and was ignored: " + r.first
	}
	return fmt.Sprintf("%d times could not be read and were ignored: the first is %s", r.bad, r.first)
}
