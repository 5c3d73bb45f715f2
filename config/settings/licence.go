package settings

import (
	_ "embed"

	"gongkai/config/table"
)

// Export says what stands beside data that leave the warehouse.
type Export struct {
	Licence string // the SPDX id of a licence for data; empty: nothing is said
	Creator string // who is cited as the author of a release; empty: the program
}

// Licence is a licence that data can be passed on under.
type Licence struct {
	ID    string // of SPDX; all are known to version 1.2.0 of the Citation File Format
	Title string
	URL   string
}

//go:embed licences.csv
var licences []byte

// Licences lists the licences that the setting export.licence can name.
func Licences() ([]Licence, error) {
	rows, err := table.Parse(licences, "id", "title", "url")
	if err != nil {
		return nil, err
	}
	var out []Licence
	for _, row := range rows {
		out = append(out, Licence{row[0], row[1], row[2]})
	}
	return out, nil
}

// FindLicence returns the licence of an id; that of an empty one is empty.
func FindLicence(id string) (Licence, error) {
	list, err := Licences()
	if err != nil {
		return Licence{}, err
	}
	for _, l := range list {
		if l.ID == id {
			return l, nil
		}
	}
	return Licence{}, nil
}

// licence refuses what is no id of Licences: a misspelt one would be passed on with the data.
func licence(id string) *flaw {
	list, err := Licences()
	if err != nil {
		return &flaw{kind: KindFile}
	}
	var ids []string
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	return oneOf(append([]string{""}, ids...)...)(id)
}
