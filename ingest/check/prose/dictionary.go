package prose

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/config/lexicon"
)

// kind is the part that a word plays in a statement.
type kind uint8

// The kinds. unknown is a run of characters that no word covers.
const (
	unknown kind = iota
	number
	boundary // , ; : between clauses
	open     // (
	shut     // )
	receive
	handle
	conclude
	object      // the request, named in full: 政府信息公开申请
	application // 申请 alone
	result
	applicant
	carry
	appeal
	outcome
	issue
	document
	fee
	charge
	negative
	happen
	channel
	part
	year // of the calendar; time words of the lexicon are timeWord
	timeWord
	compare
	near
	subject
	body
	joint
	filler
	neutral
	block
	basis // 按照, 根据: the body named next is not the one that acts
	unit
)

// kinds are the names of kinds in prose.csv.
func kinds() map[string]kind {
	return map[string]kind{
		"receive": receive, "handle": handle, "conclude": conclude, "object": object, "application": application,
		"result": result, "applicant": applicant, "carry": carry, "appeal": appeal, "outcome": outcome, "issue": issue,
		"document": document, "fee": fee, "charge": charge, "negative": negative, "happen": happen, "channel": channel,
		"part": part, "time": timeWord, "compare": compare, "subject": subject, "body": body, "joint": joint,
		"filler": filler, "neutral": neutral, "block": block, "basis": basis,
	}
}

// isTelling reports whether a word of this kind is part of a statement, not of what surrounds it.
func (k kind) isTelling() bool { return k >= receive && k <= channel && k != negative }

// word is an entry of a dictionary.
type word struct {
	kind kind
	name string
	text []rune
}

// dictionary finds the longest word that begins at a place. Almost every word begins with a Han character, which is
// looked up in an array: the text is passed over once, a character at a time.
type dictionary struct {
	han   [hanEnd - hanStart]uint16 // 1 + index into first; 0 for none
	other map[rune]uint16
	first [][]word
}

const (
	hanStart = 0x3400
	hanEnd   = 0xA000
)

func (d *dictionary) add(k kind, w lexicon.ProseWord) error {
	text := []rune(w.Text)
	list := d.list(text[0])
	if list == nil {
		d.first = append(d.first, nil)
		list = &d.first[len(d.first)-1]
		if r := text[0]; r >= hanStart && r < hanEnd {
			d.han[r-hanStart] = uint16(len(d.first))
		} else {
			if d.other == nil {
				d.other = map[rune]uint16{}
			}
			d.other[r] = uint16(len(d.first))
		}
	}
	if slices.ContainsFunc(*list, func(o word) bool { return string(o.text) == w.Text }) {
		return fmt.Errorf("%s stands twice in prose.csv", w.Text)
	}
	*list = append(*list, word{k, w.Name, text})
	return nil
}

func (d *dictionary) list(r rune) *[]word {
	var i uint16
	if r >= hanStart && r < hanEnd {
		i = d.han[r-hanStart]
	} else {
		i = d.other[r]
	}
	if i == 0 {
		return nil
	}
	return &d.first[i-1]
}

// sort puts the longest words first.
func (d *dictionary) sort() {
	for _, list := range d.first {
		slices.SortStableFunc(list, func(a, b word) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
}

// find returns the longest word at the beginning of text.
func (d *dictionary) find(text []rune) *word {
	list := d.list(text[0])
	if list == nil {
		return nil
	}
next:
	for i := range *list {
		w := &(*list)[i]
		if len(w.text) > len(text) {
			continue
		}
		for n := 1; n < len(w.text); n++ {
			if text[n] != w.text[n] {
				continue next
			}
		}
		return w
	}
	return nil
}
