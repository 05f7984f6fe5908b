package propose

import (
	"sync"

	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/propose/listform"
	"namedrop/propose/outline"
)

// List is a list prepared for any number of proposals. What proposals need to know about
// all entries is computed when it is first needed. It is safe for concurrent use.
type List struct {
	src       []byte // in Markdown
	original  []byte // in the markup language of the list
	parsed    *markdown.List
	groups    []outline.Group
	generated func() *GeneratedError
	model     func() *fit.Model
	form      func() *listform.List
	collation func() outline.Key
}

// NewList prepares a list, which must have been read from src. The model is the one that
// package fit learned from outline.FitList, or nil to learn it when it is needed. None of
// them must be changed afterwards.
func NewList(src []byte, list *markdown.List, m *fit.Model) *List {
	original := src
	if list.Markup != "" {
		src, list = markdown.Translate(src, list.Markup)
	}
	groups := outline.Groups(list)
	return &List{
		src: src, original: original, parsed: list, groups: groups,
		generated: sync.OnceValue(func() *GeneratedError { return Generated(original) }),
		model: sync.OnceValue(func() *fit.Model {
			if m != nil {
				return m
			}
			return fit.Learn(outline.FitGroups(list, groups), nil)
		}),
		form:      sync.OnceValue(func() *listform.List { return listform.Survey(src, groups) }),
		collation: sync.OnceValue(func() outline.Key { return outline.Collation(groups) }),
	}
}
