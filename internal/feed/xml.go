package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// Limits of a feed. Feeds need less than ten nested elements, and an item has a few dozens.
const (
	maxDepth    = 200
	maxChildren = 4096
)

var (
	errDeep   = errors.New("elements are nested too deeply for a feed")
	errBroken = errors.New("not a feed that can be read: want RSS, Atom or JSON Feed")
)

// element is an element of a feed in XML, with the children that are needed.
type element struct {
	space    string // namespace in lower case, or the prefix if it is not declared
	name     string // in lower case
	attrs    map[string]string
	text     string // of the element and all in it, if the name is in texts
	children []*element
}

// texts are the elements whose text is needed.
var texts = []string{"title", "link", "guid", "id", "language", "pubdate", "published", "issued", "updated", "modified", "date", "duration"}

// wanted reports whether an element is needed by those that contain it.
func wanted(name string) bool {
	switch name {
	case "enclosure", "transcript", "chapters", "chapter":
		return true
	}
	return slices.Contains(texts, name)
}

// Namespaces. Those of a format have no prefix in most feeds.
var (
	rssSpaces = []string{"", "rss", "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/rss/1.0/",
		"http://channel.netscape.com/rdf/simple/0.9/", "http://my.netscape.com/rdf/simple/0.9/"}
	atomSpaces   = []string{"atom", "atom10", "atom03", "http://www.w3.org/2005/atom", "http://purl.org/atom/ns#"}
	dublinSpaces = []string{"dc", "http://purl.org/dc/elements/1.1/"}
	itunesSpaces = []string{"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd"}
)

// in reports whether an element is in one of the namespaces.
func (e *element) in(spaces []string) bool { return slices.Contains(spaces, e.space) }

// newDecoder returns a decoder that accepts common mistakes: unknown entities, end tags
// that are missing, and control characters.
func newDecoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(printable{bytes.NewReader(data)})
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, fromCharset
	return d
}

// printable leaves out control characters, which XML does not allow.
type printable struct{ io.Reader }

func (r printable) Read(p []byte) (int, error) {
	for {
		n, err := r.Reader.Read(p)
		kept := slices.DeleteFunc(p[:n], func(b byte) bool { return b < ' ' && b != '\t' && b != '\n' && b != '\r' })
		if len(kept) > 0 || err != nil {
			return len(kept), err
		}
	}
}

// charsets are the encodings of feeds besides UTF-8. Directories of podcasts require UTF-8.
// As in browsers, Latin-1 and ASCII are read as Windows-1252, which contains them.
var charsets = map[string]*charmap.Charmap{
	"us-ascii": charmap.Windows1252, "ascii": charmap.Windows1252, "latin1": charmap.Windows1252, "iso-8859-1": charmap.Windows1252, "windows-1252": charmap.Windows1252,
	"iso-8859-2": charmap.ISO8859_2, "iso-8859-15": charmap.ISO8859_15, "windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251, "koi8-r": charmap.KOI8R,
}

func fromCharset(label string, r io.Reader) (io.Reader, error) {
	label = strings.ToLower(strings.TrimSpace(label))
	if label == "utf8" {
		return r, nil
	}
	if c, ok := charsets[label]; ok {
		return c.NewDecoder().Reader(r), nil
	}
	return nil, charsetError(label)
}

// charsetError is the error for a feed in another encoding.
type charsetError string

func (e charsetError) Error() string {
	return fmt.Sprintf("a feed in the encoding %q cannot be read: want UTF-8", string(e))
}

// checkRoot returns an error unless the first element is that of a feed.
func checkRoot(data []byte) error {
	if !bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff \t\r\n"), []byte("<")) {
		return errBroken
	}
	d := newDecoder(data)
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // names are ASCII in all of them
	for {
		token, err := d.Token()
		if err != nil {
			return errBroken
		}
		if start, ok := token.(xml.StartElement); ok {
			switch strings.ToLower(start.Name.Local) {
			case "rss", "rdf", "feed":
				return nil
			}
			return errBroken
		}
	}
}

// unknownCharset returns the charsetError in an error of the decoder, nil if there is none.
func unknownCharset(err error) error {
	var unknown charsetError
	if errors.As(err, &unknown) {
		return unknown
	}
	return nil
}

// readXML reads RSS or Atom.
func readXML(data []byte) (document, error) {
	r := reader{decoder: newDecoder(data)}
	for {
		token, err := r.decoder.Token()
		if err != nil {
			return document{}, cmp.Or(unknownCharset(err), errBroken)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(r.open) == maxDepth {
				return document{}, errDeep
			}
			r.start(t)
		case xml.CharData:
			if r.textOf != nil {
				r.text = append(r.text, t...)
			}
		case xml.EndElement:
			if r.end(); len(r.open) == 0 {
				return r.document, nil
			}
		}
	}
}

// reader reads a document in XML, element by element.
type reader struct {
	decoder  *xml.Decoder
	open     []*element // the elements around the current place
	textOf   *element   // the outermost of them whose text is needed
	text     []byte     // of textOf
	native   []string   // namespaces of the format
	document document
}

func (r *reader) start(t xml.StartElement) {
	e := &element{space: strings.ToLower(strings.TrimSpace(t.Name.Space)), name: strings.ToLower(t.Name.Local)}
	if len(r.open) == 0 {
		r.native = nativeSpaces(e)
	}
	if (len(r.open) == 0 || wanted(e.name)) && len(t.Attr) > 0 {
		e.attrs = make(map[string]string, len(t.Attr))
		for _, a := range t.Attr {
			e.attrs[a.Name.Local] = a.Value
		}
	}
	if r.textOf == nil && slices.Contains(texts, e.name) {
		r.textOf, r.text = e, r.text[:0]
	}
	r.open = append(r.open, e)
}

// nativeSpaces returns the namespaces of the format of a root element. Some feeds declare a
// wrong one for all elements without a prefix.
func nativeSpaces(root *element) []string {
	switch {
	case root.name == "feed":
		return append(slices.Clone(atomSpaces), "", root.space)
	case root.in(atomSpaces), root.in(dublinSpaces), root.in(itunesSpaces):
		return rssSpaces
	}
	return append(slices.Clone(rssSpaces), root.space)
}

// end ends the innermost element. Items are read as soon as they are complete, so that
// a large feed takes little memory.
func (r *reader) end() {
	e := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if r.textOf == e {
		r.textOf, e.text = nil, strings.TrimSpace(string(r.text))
	}
	switch within := len(r.open); {
	case within == 0 || within == 1 && e.name == "channel":
		r.about(e)
	case within <= 2 && e.in(r.native) && (e.name == "item" || e.name == "entry"):
		if i := r.item(e); i.identified() {
			r.document.items = append(r.document.items, i)
		}
	case wanted(e.name):
		if parent := r.open[within-1]; len(parent.children) < maxChildren {
			parent.children = append(parent.children, e)
		}
	}
}

// about reads what the feed says of itself: in the channel of RSS or the root of Atom.
func (r *reader) about(e *element) {
	d := &r.document
	if e.name == "feed" {
		d.language = e.attrs["lang"]
	}
	for _, c := range e.children {
		native := c.in(r.native)
		switch {
		case c.name == "title" && (native || c.in(dublinSpaces) && d.title == ""):
			d.title = c.text
		case c.name == "language" && (native || c.in(dublinSpaces) && d.language == ""):
			d.language = c.text
		case c.name == "link" && d.next == "" && strings.EqualFold(c.attrs["rel"], "next"):
			d.next = c.attrs["href"]
		}
	}
}

// item reads an item of RSS or an entry of Atom.
func (r *reader) item(e *element) item {
	var i item
	for _, c := range e.children {
		switch {
		case c.in(r.native):
			i.set(c)
		case c.name == "transcript":
			i.transcripts = append(i.transcripts, c.attrs)
		case c.name == "chapters":
			i.chapters = append(i.chapters, c)
		case c.name == "duration" && c.in(itunesSpaces):
			i.duration = c.text
		case c.in(dublinSpaces) && c.name == "title" && i.title == "":
			i.title = c.text
		case c.in(dublinSpaces) && c.name == "date", c.in(atomSpaces) && (c.name == "published" || c.name == "updated"):
			if i.updated == "" {
				i.updated = c.text
			}
		}
	}
	return i
}

// identified reports whether an item may have an identification.
func (i item) identified() bool {
	return i.guid != "" || i.link != "" || len(i.enclosures) > 0 || len(i.transcripts) > 0
}

// set sets what an element of the format itself says.
func (i *item) set(e *element) {
	switch e.name {
	case "title":
		i.title = e.text
	case "guid", "id":
		i.guid = e.text
	case "pubdate", "published", "issued":
		i.published = e.text
	case "updated", "modified":
		i.updated = e.text
	case "enclosure":
		i.enclosures = append(i.enclosures, enclosure{e.attrs["url"], e.attrs["type"]})
	case "link":
		i.setLink(e)
	}
}

// setLink sets a link. RSS has it as text, Atom in an attribute and with its relation.
func (i *item) setLink(e *element) {
	switch href := e.attrs["href"]; {
	case href == "":
		i.link = e.text
	case strings.EqualFold(e.attrs["rel"], "enclosure"):
		i.enclosures = append(i.enclosures, enclosure{href, e.attrs["type"]})
	case i.link == "" && (e.attrs["rel"] == "" || e.attrs["rel"] == "alternate"):
		i.link = href
	}
}
