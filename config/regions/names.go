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

// entry is one region under one of its names, by its position in Table.all.
type entry struct {
	at   int
	kind NameKind
}

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
	for _, kind := range []NameKind{NameFull, NameAlias, NameShort} {
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
		if len(t.byName[head]) > 0 {
			for _, kind := range []NameKind{NameFull, NameAlias, NameShort} {
				if at := t.named(head, kind, year); len(at) > 0 {
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
func (t *Table) named(name string, kind NameKind, year int) []Region {
	var found []Region
	for _, e := range t.byName[name] {
		if e.kind != kind || !t.all[e.at].In(year) {
			continue
		}
		r := t.all[e.at]
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
		t.byCode[r.Code] = append(t.byCode[r.Code], n)
		t.below[r.ParentCode] = append(t.below[r.ParentCode], n)
		t.all = append(t.all, r)
	}
	return nil
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
	for at, r := range t.all {
		t.name(r.Name, entry{at, NameFull})
		if short := shorten(r.Name, words["level"], words["people"]); short != "" {
			t.short[r.Name] = short
			t.name(short, entry{at, NameShort})
			// 恩施州 for 恩施土家族苗族自治州, 积石山县 for 积石山保安族东乡族撒拉族自治县: a name of its own in daily use.
			plain := short + lastRune(r.Name)
			if strings.HasPrefix(r.Name, short) && plain != r.Name && isAutonomous(r, words["people"], short) {
				t.name(plain, entry{at, NameFull})
			}
		}
	}
	if rows, err = table.Read(fsys, "aliases.csv", "name", "code", "kind"); err != nil {
		return err
	}
	for _, row := range rows {
		states := t.byCode[row[1]]
		if len(states) == 0 {
			return fmt.Errorf("aliases.csv: %s: code %s is not in divisions.csv", row[0], row[1])
		}
		for _, at := range states {
			t.name(row[0], entry{at, NameAlias})
		}
	}
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

func (t *Table) name(name string, e entry) {
	t.byName[name] = append(t.byName[name], e)
	t.runes = max(t.runes, utf8.RuneCountInString(name))
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
