package regions

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/config/table"
)

// NameKind says what sort of name a region was found by.
type NameKind string

// The kinds of names.
const (
	NameFull  NameKind = "full"  // 洪泽区
	NameShort NameKind = "short" // 洪泽
	NameAlias NameKind = "alias" // 平潭综合实验区 for 平潭县
)

// entry is one region under one of its names, by its position in Table.all. kind is the position in kinds.
type entry struct{ at, kind int32 }

// kinds are the kinds of names in the order in which they are looked at.
func kinds() [3]NameKind { return [...]NameKind{NameFull, NameAlias, NameShort} }

const (
	asFull int32 = iota
	asAlias
	asShort
)

// Prefix is a name that a text begins with, and the regions that have it.
type Prefix struct {
	Name    string
	Kind    NameKind
	Regions []Region
}

// ByName returns the regions with a name at 31 December of a year, by code: the full name, the name without the word
// for its level, or an alias. Full names and aliases come before short names; nothing is returned twice. For year 0
// a region counts under every name that it ever had.
func (t *Table) ByName(name string, year int) []Region {
	var found []Region
	for kind := asFull; kind <= asShort; kind++ {
		for _, r := range t.named(name, kind, year) {
			if !slices.ContainsFunc(found, func(f Region) bool { return f.Code == r.Code }) {
				found = append(found, r)
			}
		}
	}
	return found
}

// Prefixes returns the names that text begins with at 31 December of a year, the longest first.
func (t *Table) Prefixes(text string, year int) []Prefix {
	var found []Prefix
	head := firstRunes(text, t.runes)
	for len(head) > 0 {
		if _, ok := t.byName[head]; ok {
			for i, kind := range kinds() {
				if at := t.named(head, int32(i), year); len(at) > 0 {
					found = append(found, Prefix{Name: text[:len(head)], Kind: kind, Regions: at})
				}
			}
		}
		_, last := utf8.DecodeLastRuneInString(head)
		head = head[:len(head)-last]
	}
	return found
}

// named returns the regions under one kind of name, one a code.
func (t *Table) named(name string, kind int32, year int) []Region {
	var found []Region
	of := t.byName[name]
	for _, e := range t.names[of.from:of.to] {
		if e.kind != kind {
			continue
		}
		r := t.region(int(e.at))
		if !r.In(year) {
			continue
		}
		if n := len(found); n > 0 && found[n-1].Code == r.Code {
			found[n-1] = r // a later state of the same code
			continue
		}
		found = append(found, r)
	}
	return found
}

func (t *Table) loadDivisions(fsys fs.FS) error {
	rows, err := table.Read(fsys, "divisions.csv", "code", "name", "level", "parent_code", "kind",
		"valid_from", "valid_to", "successor_code", "source")
	if err != nil {
		return err
	}
	var text strings.Builder
	below := map[string][]int32{}
	for n, row := range rows {
		r := Region{
			Code: row[0], Name: row[1], Level: row[2], ParentCode: row[3], Kind: row[4],
			ValidFrom: row[5], ValidTo: row[6], SuccessorCode: row[7], Source: row[8],
		}
		if n > 0 && (rows[n-1][0] > r.Code || rows[n-1][0] == r.Code && rows[n-1][5] >= r.ValidFrom) {
			return fmt.Errorf("divisions.csv: %s %s is out of order", r.Code, r.Name)
		}
		switch r.Level {
		case LevelNation, LevelProvince, LevelCity, LevelCounty:
		default:
			return fmt.Errorf("divisions.csv: %s %s: level %q is unknown", r.Code, r.Name, r.Level)
		}
		if r.Kind != KindDivision && r.Kind != KindZone {
			return fmt.Errorf("divisions.csv: %s %s: kind %q is neither division nor zone", r.Code, r.Name, r.Kind)
		}
		for _, day := range []string{r.ValidFrom, r.ValidTo} {
			if day != "" && (len(day) != 10 || day[4] != '-' || day[7] != '-') {
				return fmt.Errorf("divisions.csv: %s %s: %q is not a day like 2021-04-01", r.Code, r.Name, day)
			}
		}
		t.add(&text, row)
		below[r.ParentCode] = append(below[r.ParentCode], int32(n))
	}
	t.text = text.String()
	for at := range t.all {
		code := t.region(at).Code
		of, known := t.byCode[code]
		if !known {
			of.from = int32(at)
		}
		of.to = int32(at) + 1
		t.byCode[code] = of
	}
	t.children, t.below = endToEnd(below)
	return nil
}

// add adds a region with these fields.
func (t *Table) add(text *strings.Builder, fields []string) {
	var r row
	for i, field := range fields {
		r[i] = uint32(text.Len())
		text.WriteString(field)
	}
	r[len(fields)] = uint32(text.Len())
	t.all = append(t.all, r)
}

func (t *Table) loadNames(fsys fs.FS) error {
	rows, err := table.Read(fsys, "suffixes.csv", "kind", "text")
	if err != nil {
		return err
	}
	words := map[string][]string{}
	for _, row := range rows {
		words[row[0]] = append(words[row[0]], row[1])
	}
	names := map[string][]entry{}
	add := func(name string, at int, kind int32) {
		names[name] = append(names[name], entry{int32(at), kind})
		t.runes = max(t.runes, utf8.RuneCountInString(name))
	}
	for at := range t.all {
		r := t.region(at)
		add(r.Name, at, asFull)
		if short := shorten(r.Name, words["level"], words["people"]); short != "" {
			t.short[r.Name] = len(short) // it is what the name begins with
			add(short, at, asShort)
			// 恩施州 for 恩施土家族苗族自治州, 积石山县 for 积石山保安族东乡族撒拉族自治县: a name of its own in daily use.
			plain := short + lastRune(r.Name)
			if strings.HasPrefix(r.Name, short) && plain != r.Name && isAutonomous(r, words["people"], short) {
				add(plain, at, asFull)
			}
		}
	}
	if rows, err = table.Read(fsys, "aliases.csv", "name", "code", "kind"); err != nil {
		return err
	}
	for _, row := range rows {
		states, known := t.byCode[row[1]]
		if !known {
			return fmt.Errorf("aliases.csv: %s: code %s is not in divisions.csv", row[0], row[1])
		}
		for at := states.from; at < states.to; at++ {
			add(row[0], int(at), asAlias)
		}
	}
	t.names, t.byName = endToEnd(names)
	return nil
}

// isAutonomous reports whether the name of a city or county has a people in it, behind the short name.
func isAutonomous(r Region, peoples []string, short string) bool {
	rest := strings.TrimPrefix(r.Name, short)
	return r.Level != LevelProvince && slices.ContainsFunc(peoples, func(p string) bool { return strings.HasPrefix(rest, p) })
}

func lastRune(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// shorten takes the word for the level off a name, and in autonomous areas those for the peoples; it returns nothing
// where less than two characters or the name itself would be left.
func shorten(name string, levels, peoples []string) string {
	short := trimAny(name, levels)
	if short == name {
		return ""
	}
	for trimmed := trimAny(short, peoples); trimmed != short && utf8.RuneCountInString(trimmed) > 1; {
		short = trimmed
		trimmed = trimAny(short, peoples)
	}
	if utf8.RuneCountInString(short) < 2 {
		return ""
	}
	return short
}
