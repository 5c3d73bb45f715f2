package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Dataset says what is cited. Of an export of what is known now there is a licence at most; of a release everything.
type Dataset struct {
	Release string // its id; empty for what is known now
	Year    int
	Final   bool   // no more changes are expected
	Created string // when the release was made, as RFC 3339 writes it; an export of what is known now tells no time
	Creator string // who passes the data on; empty: the program stands for whoever ran it
	Licence Licence
	// ReferenceChanged: the names of regions and indicators are those of today, and differ from those that the release was made with.
	ReferenceChanged bool
}

// Licence is what whoever passes the data on allows. Without an ID nothing is said.
type Licence struct {
	ID    string // of SPDX
	Title string
	URL   string
}

// titleZH and titleEN are the title of a release, in the languages of its readers.
func (d Dataset) titleZH() string {
	return fmt.Sprintf("%d年政府信息公开工作年度报告统计数据", d.Year)
}

func (d Dataset) titleEN() string {
	return fmt.Sprintf("Statistics of the annual reports on government information disclosure in China, %d", d.Year)
}

// status of a release, as its own pages have it.
func (d Dataset) status() string {
	if d.Final {
		return "final"
	}
	return "provisional"
}

// day is that on which the release was made.
func (d Dataset) day() string {
	day, _, _ := strings.Cut(d.Created, "T")
	return day
}

// creator is who is cited as author.
func (d Dataset) creator() string { return cmp.Or(d.Creator, programName) }

// programName stands for a creator who did not name himself.
const programName = "Gongkai"

// version of what is written: the id of a release, else a hash of the files, so that equal data have an equal version.
func (w *writer) version() string {
	if w.options.Dataset.Release != "" {
		return w.options.Dataset.Release
	}
	hash := sha256.New()
	for _, f := range w.manifest.Files {
		if f.Format != "" {
			fmt.Fprintf(hash, "%s  %s\n", f.SHA256, f.Path)
		}
	}
	return "sha256-" + hex.EncodeToString(hash.Sum(nil)[:8])
}
