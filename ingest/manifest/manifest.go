// Package manifest reads the tables in which people say of documents what their bytes may not: who reported, for where and when, and
// where it was published.
//
// It stands beside the extractor, which asks it for one file after the other, so that reading documents needs no library of workbooks:
// what that holds from its start on would be marked again and again.
package manifest

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"gongkai/config/regions"
	"gongkai/ingest"
	"gongkai/ingest/sheet"
	"gongkai/internal/fault"
)

// firstYear is the first of which there can be a report: 政府信息公开条例 is in force since 1 May 2008.
const firstYear = 2008

// Manifest says of files what their bytes may not: who reported, for where and when, and where it was published. It knows which of its
// rows were asked for, so that one that names no document can be told. It may be used from many goroutines at once.
type Manifest struct {
	rows  map[string]*known // by absolute path, with slashes
	list  []*known          // in the order of the file
	looks []Look
	// Ignored are the headings of columns that say nothing here.
	Ignored []string
}

// Row names a row of a manifest.
type Row struct {
	Line int    `json:"line"`
	Path string `json:"path"` // as it is written there
	Full string `json:"-"`    // the absolute path that is meant
}

type known struct {
	Row
	entry ingest.Entry
	asked atomic.Bool
}

// Options say how a manifest is read.
type Options struct {
	Headings map[string][]string // of the columns in other languages, by key
	LastYear int                 // the latest that a report can be of; 0 for any
	Today    string              // the last day on which somebody can have looked, as 2024-03-01; empty for any
}

// The kinds of Problem.
const (
	Damaged  = "damaged"  // it holds bytes that cannot be decoded
	NoPath   = "no_path"  // it names no document
	Year     = "year"     // it names a year of which there can be no report
	Region   = "region"   // its region is none, or several, or none in its year
	Conflict = "conflict" // an earlier row says something else of the same document, or the same of a look
	LookOf   = "look"     // it says where somebody looked, and not for which year's report of which region
	Fetched  = "fetched"  // it is no day, or one to come, on which a document can have been fetched
	Day      = "day"      // it is no day on which somebody can have looked for the report of its year
)

// Problem is a row that does not fit.
type Problem struct {
	Line  int
	Kind  string
	Value string // the year, the region or the path
	Year  int    // of the row, with a region
	Other int    // the line of the row that it contradicts
}

// Error is a manifest that is refused, with every row that does not fit. It wraps fault.ErrUsage.
type Error struct {
	Path     string
	Problems []Problem // in the order of the lines
}

// Error counts the rows.
func (e *Error) Error() string {
	p := e.Problems[0]
	return fmt.Sprintf("manifest %s: %d rows do not fit, the first is line %d: %s %s", e.Path, e.Rows(), p.Line, p.Kind, p.Value)
}

// Rows counts the rows; one may have several problems.
func (e *Error) Rows() int {
	n, last := 0, 0
	for _, p := range e.Problems {
		if p.Line != last {
			n, last = n+1, p.Line
		}
	}
	return n
}

// Unwrap returns fault.ErrUsage.
func (e *Error) Unwrap() error { return fault.ErrUsage }

// Entry returns what the manifest says of a file, and notes that it was asked for. A nil manifest says nothing.
func (m *Manifest) Entry(path string) ingest.Entry {
	if m == nil {
		return ingest.Entry{}
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return ingest.Entry{}
	}
	row, ok := m.rows[slashes(full)]
	if !ok {
		return ingest.Entry{}
	}
	row.asked.Store(true)
	return row.entry
}

// Rows returns how many rows there are.
func (m *Manifest) Rows() int { return len(m.list) }

// Unmatched returns the rows whose path was never asked for, in the order of the file.
func (m *Manifest) Unmatched() []Row {
	var out []Row
	for _, row := range m.list {
		if !row.asked.Load() {
			out = append(out, row.Row)
		}
	}
	return out
}

// slashes makes one path of those that mean one file: lists that were made under Windows write r\a.html.
func slashes(path string) string {
	return filepath.ToSlash(filepath.Clean(strings.ReplaceAll(path, `\`, "/")))
}

// Read reads a table with the columns path, agency, region_code (or region), year, source and fetched_on, in any order, path alone
// required. Paths are relative to the manifest's folder. A row without a path, but with a source and a day, says that somebody looked
// there.
// It returns *Error with all rows that do not fit, or what sheet.Read does.
func Read(path string, o Options) (_ *Manifest, err error) {
	defer fault.Wrap(&err, "read manifest %s", path)
	var columns []sheet.Column
	for _, key := range []string{"path", "agency", "region_code", "region", "year", "source", "fetched_on"} {
		columns = append(columns, sheet.Column{Key: key, Headings: o.Headings[key]})
	}
	table, err := sheet.Read(path, columns)
	if err != nil {
		return nil, err
	}
	if !table.There["path"] {
		return nil, &sheet.ColumnError{Key: "path"}
	}
	places, err := regions.Embedded()
	if err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	r := reader{options: o, places: places, found: map[string][]regions.Region{}, looks: map[Look]int{}}
	m := &Manifest{rows: map[string]*known{}, Ignored: table.Ignored}
	for _, line := range table.Rows {
		entry, ok := r.entry(line)
		if !ok {
			continue
		}
		if isLook(line) {
			if look, ok := r.look(line, entry); ok {
				m.looks = append(m.looks, look)
			}
			continue
		}
		if entry.FetchedOn, ok = r.fetched(line); !ok {
			continue
		}
		name := slashes(line.Values["path"])
		if !filepath.IsAbs(filepath.FromSlash(name)) {
			name = slashes(filepath.Join(folder, name))
		}
		row := &known{Row: Row{Line: line.Number, Path: line.Values["path"], Full: filepath.FromSlash(name)}, entry: entry}
		switch earlier, twice := m.rows[name]; {
		case !twice:
			m.rows[name] = row
			m.list = append(m.list, row)
		case earlier.entry != entry:
			r.refuse(Problem{Line: line.Number, Kind: Conflict, Value: row.Path, Other: earlier.Line})
		}
	}
	if len(r.problems) > 0 {
		slices.SortStableFunc(r.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
		return nil, &Error{Path: path, Problems: r.problems}
	}
	return m, nil
}

// reader takes rows and collects what is wrong with them.
type reader struct {
	options  Options
	places   *regions.Table
	found    map[string][]regions.Region // what regions a text and a year mean: a list names few, many times
	looks    map[Look]int                // the line of each, without it
	problems []Problem
}

func (r *reader) refuse(p Problem) { r.problems = append(r.problems, p) }

// entry reads a row, and reports false for one that does not fit.
func (r *reader) entry(line sheet.Row) (ingest.Entry, bool) {
	if line.Damaged {
		r.refuse(Problem{Line: line.Number, Kind: Damaged})
		return ingest.Entry{}, false
	}
	before := len(r.problems)
	if line.Values["path"] == "" && !isLook(line) {
		r.refuse(Problem{Line: line.Number, Kind: NoPath})
	}
	entry := ingest.Entry{Agency: line.Values["agency"], Source: line.Values["source"]}
	if text := line.Values["year"]; text != "" {
		year, err := strconv.Atoi(text)
		if err != nil || year < firstYear || r.options.LastYear > 0 && year > r.options.LastYear {
			r.refuse(Problem{Line: line.Number, Kind: Year, Value: text})
		} else {
			entry.Year = year
		}
	}
	if text := cmp.Or(line.Values["region_code"], line.Values["region"]); text != "" {
		found := r.region(text, entry.Year)
		if len(found) == 1 {
			entry.RegionCode = found[0].Code
		} else {
			r.refuse(Problem{Line: line.Number, Kind: Region, Value: text, Year: entry.Year})
		}
	}
	return entry, len(r.problems) == before
}

// fetched reads the day on which a document was fetched, empty where the row says none, and reports false for one that is none.
func (r *reader) fetched(line sheet.Row) (string, bool) {
	text := line.Values["fetched_on"]
	if text == "" {
		return "", true
	}
	day, ok := sheet.Day(text)
	if !ok || r.options.Today != "" && day > r.options.Today {
		r.refuse(Problem{Line: line.Number, Kind: Fetched, Value: text})
		return "", false
	}
	return day, true
}

// mostName is longer than the name of a region with those of all that hold it.
const mostName = 300

func (r *reader) region(text string, year int) []regions.Region {
	if len(text) > mostName {
		return nil
	}
	key := strconv.Itoa(year) + " " + text
	found, ok := r.found[key]
	if !ok {
		found = r.places.Find(text, year)
		r.found[key] = found
	}
	return found
}
