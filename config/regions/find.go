package regions

import (
	"slices"
	"strings"
)

// Find returns the regions that a person may mean by a text at 31 December of a year (year 0: ever): a code, a name as ByName
// knows it, or names from the outside in, as 南京市鼓楼区, 江苏南京鼓楼 or 江苏省/鼓楼区. One region is a settled answer, several are
// the choices, none means that nothing has such a name.
func (t *Table) Find(text string, year int) []Region {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t/>›·　", r) }), "")
	if r, ok := t.At(text, year); ok {
		return []Region{r}
	}
	if found := t.ByName(text, year); len(found) > 0 {
		return found
	}
	var found []Region
	for _, prefix := range t.Prefixes(text, year) {
		for _, inner := range t.Find(strings.TrimPrefix(text, prefix.Name), year) {
			inside := slices.ContainsFunc(prefix.Regions, func(r Region) bool {
				return r.Code != inner.Code && t.isEverWithin(inner, r.Code)
			})
			if inside && !slices.ContainsFunc(found, func(f Region) bool { return f.Code == inner.Code }) {
				found = append(found, inner)
			}
		}
	}
	return found
}

// isEverWithin reports whether a state of a region lies inside another region, whatever the name that one had.
func (t *Table) isEverWithin(r Region, ancestor string) bool {
	for r.ParentCode != "" {
		if r.ParentCode == ancestor {
			return true
		}
		parent, ok := t.At(r.ParentCode, 0)
		if !ok {
			return false
		}
		r = parent
	}
	return false
}
