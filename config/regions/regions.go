// Package regions holds the administrative divisions of China with their history since 2008: nation, provinces,
// prefecture-level and county-level divisions, and a few zones that are nobody's division but report by themselves.
//
// A code is not enough to name a place, nor a name: 余杭区 kept its code and lost half its land in 2021, four cities
// have a 鼓楼区. Every look-up therefore takes a year and means the state at 31 December of it. The invariant: in every
// year in which a region is valid its parent is valid too; Load refuses data that break it.
//
// The pseudo rows of statistical lists (市辖区, 县, 省直辖县级行政区划, codes ending in 71 to 79) do not exist here. Towns do
// not either. Where a name has several regions all are returned: to choose one takes evidence that this package has
// not.
//
//	table, err := regions.Embedded()
//	table.ByName("洪泽区", 2023)  // one: 320813
//	table.ByName("鼓楼区", 2023)  // four
package regions

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"gongkai/internal/fault"
)

//go:embed *.csv
var files embed.FS

// Region is one state of one division or zone. A division that was renamed under its code has a Region for each name.
type Region struct {
	Code          string // six digits, or <host>-Z01 for a zone
	Name          string
	Level         string // LevelNation, LevelProvince, LevelCity, LevelCounty
	ParentCode    string // empty for the nation
	Kind          string // KindDivision or KindZone
	ValidFrom     string // first day as 2021-04-01; empty for before 2009
	ValidTo       string // last day; empty while it is in force
	SuccessorCode string // the division that took over most of it; empty where it was divided, or is in force
	Source        string
}

// Levels of a region, downwards.
const (
	LevelNation   = "nation"
	LevelProvince = "province"
	LevelCity     = "city"
	LevelCounty   = "county"
)

// Kinds of a region.
const (
	KindDivision = "division"
	KindZone     = "zone"
)

// Nation is the code of the whole country.
const Nation = "000000"

// In reports whether the region was valid at 31 December of a year. Year 0 stands for any year.
func (r Region) In(year int) bool {
	if year == 0 {
		return true
	}
	return yearOf(r.ValidFrom) <= year && (r.ValidTo == "" || yearOf(r.ValidTo) > year ||
		yearOf(r.ValidTo) == year && strings.HasSuffix(r.ValidTo, "-12-31"))
}

// yearOf is the year of a day like 2021-04-01, 0 for no day.
func yearOf(day string) int {
	year := 0
	for i := 0; i < 4 && i < len(day); i++ {
		year = year*10 + int(day[i]-'0')
	}
	return year
}

// Table is a set of regions. It does not change and may be used from many goroutines.
//
// It is kept with few pointers: it stays as long as the program runs, and every pointer in it is followed whenever garbage is collected.
// As a list of regions with lists by code and by name it was half of what there was to follow, a tenth of the time that reading takes.
type Table struct {
	text     string  // the fields of all regions, one behind the other
	all      []row   // by code and then by time
	names    []entry // those of one name together
	children []int32 // rows, those with one parent together
	byCode   map[string]span
	byName   map[string]span
	below    map[string]span // by the code of the parent
	short    map[string]int  // full name to how much of it is the short name, in bytes
	runes    int             // of the longest name
}

// row says where the fields of a region begin in the text of the table, and where the last one ends.
type row [10]uint32

// span is a part of a list: [from, to).
type span struct{ from, to int32 }

// endToEnd makes one list of those of a map, in the order of their keys, and tells where each lies in it.
func endToEnd[T any](lists map[string][]T) (all []T, at map[string]span) {
	at = make(map[string]span, len(lists))
	for _, key := range slices.Sorted(maps.Keys(lists)) {
		from := int32(len(all))
		all = append(all, lists[key]...)
		at[key] = span{from, int32(len(all))}
	}
	return slices.Clip(all), at
}

// region returns the region in a row.
func (t *Table) region(at int) Region {
	r := &t.all[at]
	field := func(n int) string { return t.text[r[n]:r[n+1]] }
	return Region{
		Code: field(0), Name: field(1), Level: field(2), ParentCode: field(3), Kind: field(4),
		ValidFrom: field(5), ValidTo: field(6), SuccessorCode: field(7), Source: field(8),
	}
}

// Embedded returns the regions that ship with the program.
func Embedded() (*Table, error) { return Load(files) }

// Load reads a table from files laid out as the embedded ones: divisions.csv, aliases.csv and suffixes.csv.
func Load(fsys fs.FS) (_ *Table, err error) {
	defer fault.Wrap(&err, "load regions")
	t := &Table{byCode: map[string]span{}, short: map[string]int{}}
	if err := t.loadDivisions(fsys); err != nil {
		return nil, err
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	if err := t.loadNames(fsys); err != nil {
		return nil, err
	}
	return t, nil
}

// All returns every state of every region, by code and then by time. The slice is the caller's.
func (t *Table) All() []Region {
	all := make([]Region, len(t.all))
	for at := range all {
		all[at] = t.region(at)
	}
	return all
}

// At returns the region that had a code at 31 December of a year; for year 0 the latest that had it.
func (t *Table) At(code string, year int) (Region, bool) {
	states := t.byCode[code]
	for at := states.to - 1; at >= states.from; at-- {
		if r := t.region(int(at)); r.In(year) {
			return r, true
		}
	}
	return Region{}, false
}

// Parent returns the region above one at 31 December of a year, and false for the nation and for what is not there.
func (t *Table) Parent(code string, year int) (Region, bool) {
	r, ok := t.At(code, year)
	if !ok || r.ParentCode == "" {
		return Region{}, false
	}
	return t.At(r.ParentCode, year)
}

// Path returns a region with all that hold it, outermost first and without the nation: 江苏省, 淮安市, 洪泽区.
func (t *Table) Path(code string, year int) []Region {
	var path []Region
	for r, ok := t.At(code, year); ok && r.Code != Nation; r, ok = t.At(r.ParentCode, year) {
		path = append(path, r)
	}
	slices.Reverse(path)
	return path
}

// IsWithin reports whether a region lies inside another, or is it, at 31 December of a year.
func (t *Table) IsWithin(code, ancestor string, year int) bool {
	for r, ok := t.At(code, year); ok; r, ok = t.At(r.ParentCode, year) {
		if r.Code == ancestor {
			return true
		}
	}
	return false
}

// HasChildren reports whether a region had divisions below it at 31 December of a year. 东莞 and three more cities have none.
func (t *Table) HasChildren(code string, year int) bool {
	of := t.below[code]
	return slices.ContainsFunc(t.children[of.from:of.to], func(at int32) bool {
		r := t.region(int(at))
		return r.Kind == KindDivision && r.In(year)
	})
}

// Short returns a name without the word for its level, as 洪泽 for 洪泽区 and 延边 for 延边朝鲜族自治州. It is empty where fewer than
// two characters would be left, as for 赣县.
func (t *Table) Short(name string) string { return name[:t.short[name]] }

// check refuses a table in which a code has two states at once or a region outlives its parent.
func (t *Table) check() error {
	for code, states := range t.byCode {
		for at := int(states.from) + 1; at < int(states.to); at++ {
			before, after := t.region(at-1), t.region(at)
			if before.ValidTo == "" || before.ValidTo >= after.ValidFrom {
				return fmt.Errorf("divisions.csv: %s is %s and %s at once", code, before.Name, after.Name)
			}
		}
	}
	for at := range t.all {
		r := t.region(at)
		if r.Code == Nation {
			continue
		}
		if t.byCode[r.ParentCode] == (span{}) {
			return fmt.Errorf("divisions.csv: %s %s: parent %s is not in the list", r.Code, r.Name, r.ParentCode)
		}
		if r.ValidTo != "" && r.ValidFrom > r.ValidTo {
			return fmt.Errorf("divisions.csv: %s %s: valid_from %s is after valid_to %s", r.Code, r.Name, r.ValidFrom, r.ValidTo)
		}
		if !t.covered(r) {
			return fmt.Errorf("divisions.csv: %s %s: parent %s is not valid for all of its time", r.Code, r.Name, r.ParentCode)
		}
		if r.SuccessorCode != "" && t.byCode[r.SuccessorCode] == (span{}) {
			return fmt.Errorf("divisions.csv: %s %s: successor %s is not in the list", r.Code, r.Name, r.SuccessorCode)
		}
	}
	return nil
}

// covered reports whether the states of the parent, which follow each other, span the time of r.
func (t *Table) covered(r Region) bool {
	states := t.byCode[r.ParentCode]
	first, last := t.region(int(states.from)), t.region(int(states.to)-1)
	if first.ValidFrom > r.ValidFrom {
		return false
	}
	return last.ValidTo == "" || (r.ValidTo != "" && r.ValidTo <= last.ValidTo)
}

func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// trimAny takes the first matching ending off.
func trimAny(s string, endings []string) string {
	for _, ending := range endings {
		if rest, ok := strings.CutSuffix(s, ending); ok {
			return rest
		}
	}
	return s
}
