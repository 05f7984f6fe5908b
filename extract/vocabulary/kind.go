package vocabulary

import "namedrop/internal/catalog"

// The kinds of names, as indices into kindNames.
const (
	KindUnique = iota
	kindWord
	kindProper
	kindTerm
	kindIndexWord
	KindIndexOther
)

// NameKind is the index into kindNames. Names known only from the index or from an entry
// of the list have no mark; the word tables say whether they are English words.
func (v *Vocabulary) NameKind(p *catalog.Project) int {
	unmarked := p.Synced || p.Entry
	switch {
	case unmarked && catalog.IsTerm(catalog.Letters(p.Name)):
		return kindTerm
	case unmarked && v.isWord(catalog.Letters(p.Name)):
		return kindIndexWord
	case p.Synced:
		return KindIndexOther
	}
	switch p.Mark {
	case catalog.Word:
		return kindWord
	case catalog.Proper:
		return kindProper
	case catalog.Term:
		return kindTerm
	}
	return KindUnique
}
