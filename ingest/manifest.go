package ingest

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gongkai/internal/fault"
)

// Manifest says of files what their bytes may not: who reported, for where and when, and where it was published.
type Manifest struct{ entries map[string]Entry }

// Entry is what a manifest says of one file; empty fields say nothing.
type Entry struct {
	Agency     string
	RegionCode string // a code, or a name that only one region has
	Year       int
	Source     string
}

// Entry returns what the manifest says of a file. A nil manifest says nothing.
func (m *Manifest) Entry(path string) Entry {
	if m == nil {
		return Entry{}
	}
	return m.entries[filepath.Clean(path)]
}

// ReadManifest reads a CSV file with the columns path, agency, region_code, year and source, in any order, path alone
// required. Paths are relative to the manifest's folder.
func ReadManifest(path string) (_ *Manifest, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("read manifest %s: %w", path, err)
		}
	}()
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", fault.ErrUsage, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%w: the file is empty; its first line must name the columns", fault.ErrUsage)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
	}
	if _, ok := column["path"]; !ok {
		return nil, fmt.Errorf("%w: there is no column path", fault.ErrUsage)
	}
	m := &Manifest{entries: map[string]Entry{}}
	for n, row := range rows[1:] {
		get := func(name string) string {
			if i, ok := column[name]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		entry := Entry{Agency: get("agency"), RegionCode: get("region_code"), Source: get("source")}
		if year := get("year"); year != "" {
			if entry.Year, err = strconv.Atoi(year); err != nil {
				return nil, fmt.Errorf("%w: line %d: year %q is not a number", fault.ErrUsage, n+2, year)
			}
		}
		name := get("path")
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(path), name)
		}
		m.entries[filepath.Clean(name)] = entry
	}
	return m, nil
}
