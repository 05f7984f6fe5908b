package feed

import (
	"bytes"
	"encoding/json"
)

// jsonFeed is a JSON Feed, https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Title    string
	Language string
	NextURL  string `json:"next_url"`
	Items    []struct {
		ID          json.RawMessage // a string, or by mistake a number
		URL         string
		Title       string
		Published   string `json:"date_published"`
		Modified    string `json:"date_modified"`
		Attachments []struct {
			URL  string
			Type string `json:"mime_type"`
		}
	}
}

// readJSON reads a JSON Feed.
func readJSON(data []byte) (document, error) {
	var f jsonFeed
	if err := json.Unmarshal(data, &f); err != nil {
		return document{}, errBroken
	}
	d := document{title: f.Title, language: f.Language, next: f.NextURL}
	for _, from := range f.Items {
		i := item{title: from.Title, guid: textOf(from.ID), link: from.URL, published: from.Published, updated: from.Modified}
		for _, a := range from.Attachments {
			i.enclosures = append(i.enclosures, enclosure{a.URL, a.Type})
		}
		d.items = append(d.items, i)
	}
	return d, nil
}

// textOf returns the text of a string, and any other value as it is written.
func textOf(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}

func isJSON(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff \t\r\n"), []byte("{"))
}

// isJSONFeed looks for the version that every JSON Feed must state.
func isJSONFeed(head []byte) bool {
	return isJSON(head) && bytes.Contains(head, []byte("jsonfeed.org/version/"))
}
