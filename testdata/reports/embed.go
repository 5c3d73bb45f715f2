// Package reports holds a few real annual reports on government information disclosure, with the true value of every
// cell, for tests and for `gongkai demo`. README.md says where each came from and why it may be copied.
package reports

import (
	"embed"
	"io/fs"
)

//go:embed *.txt *.html *.md *.csv
var files embed.FS

// Files returns the folder: the documents, reports.csv (whose each is) and cells.csv (what each prints; an empty value
// is a cell printed blank).
func Files() fs.FS { return files }

// Documents lists the names of the documents, sorted.
func Documents() []string {
	return []string{
		"pingtan_jinjing_2019.html",
		"pingtan_zone_2014.txt",
		"pingtan_zone_2019.txt",
		"pingtan_zone_2021.txt",
		"pingtan_zone_2023.html",
		"pingtan_zone_2023.txt",
		"shanghai_general_office_2019.html",
		"shanghai_stc_2024.md",
		"suqian_city_2023.txt",
		"zibo_research_office_2024.txt",
	}
}
