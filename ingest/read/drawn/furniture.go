package drawn

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// dropFurniture takes page numbers and repeated header and footer lines out of pages, so that they neither
// part a table nor stand in the middle of a sentence. The first of a repeated line is kept.
func dropFurniture(all [][]item, pages []Page) {
	type place struct {
		text string
		y    int
	}
	seen := map[place]int{}
	at := func(l line, p Page) (place, bool) {
		if l.bottom > headOfPage*p.Height && l.top < footOfPage*p.Height {
			return place{}, false
		}
		return place{strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '0'
			}
			return r
		}, squeeze(l.text())), int(math.Round(l.baseline / 4))}, true
	}
	for n, items := range all {
		for _, i := range items {
			if k, ok := at(i.line, pages[n]); i.table == nil && ok {
				seen[k]++
			}
		}
	}
	kept := map[place]bool{}
	for n, items := range all {
		rest := items
		all[n] = slices.DeleteFunc(slices.Clone(items), func(i item) bool {
			if i.table != nil {
				return false
			}
			k, ok := at(i.line, pages[n])
			if !ok {
				return false
			}
			if isPageNumber(i.line.text()) && alone(i, rest) {
				return true
			}
			again := seen[k] > 1 && kept[k]
			kept[k] = true
			return again
		})
	}
}

// isPageNumber reports whether a line is nothing but one number of at most four digits between strokes: 3, - 3 -,
// — 3 —, 3/5, 第3页.
func isPageNumber(text string) bool {
	digits, others := 0, 0
	for _, r := range squeeze(text) {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.Is(unicode.Han, r):
			others++
		case !unicode.IsPunct(r) && !unicode.IsSymbol(r):
			return false
		}
	}
	return digits > 0 && digits <= 6 && others <= 4 && (others == 0 || digits <= 3)
}

// alone reports whether no other line or table comes near a line: a last row of numbers is no page number.
func alone(i item, all []item) bool {
	for _, other := range all {
		if other.table == nil && other.line.baseline == i.line.baseline {
			continue
		}
		top, bottom := other.line.top, other.line.bottom
		if other.table != nil {
			top, bottom = other.table.ys[0], other.table.ys[len(other.table.ys)-1]
			if other.table.holds((i.line.left+i.line.right)/2, (i.line.top+i.line.bottom)/2) {
				return false
			}
		}
		if top < i.line.bottom+alongside*i.line.em && bottom > i.line.top-alongside*i.line.em {
			return false
		}
	}
	return true
}
