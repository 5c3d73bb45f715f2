package forms

import (
	"fmt"
	"io/fs"

	"gongkai/config/table"
)

// Break says how an indicator of one form compares with one of the next form: a row of crosswalk.csv. A code is empty
// where the other form has nothing to compare with. What no row names (the computed subtotals) compares freely.
type Break struct {
	FromForm, FromCode string
	ToForm, ToCode     string
	Relation           string // exact, near, different, none …: how the two are related
	Comparable         string // ComparableYes, ComparableWithCare or ComparableNo
	Note               string
}

// How two indicators compare.
const (
	ComparableYes      = "yes"
	ComparableWithCare = "with_care"
	ComparableNo       = "no"
)

func (s *Set) loadCrosswalk(fsys fs.FS) error {
	rows, err := table.Read(fsys, "crosswalk.csv", "from_form", "from_code", "to_form", "to_code", "relation", "comparable", "note")
	if err != nil {
		return err
	}
	for n, row := range rows {
		b := Break{row[0], row[1], row[2], row[3], row[4], row[5], row[6]}
		for _, side := range [][2]string{{b.FromForm, b.FromCode}, {b.ToForm, b.ToCode}} {
			if _, ok := s.Form(side[0]); !ok {
				return fmt.Errorf("crosswalk.csv: line %d: there is no form %s", n+2, side[0])
			}
			if _, ok := s.Indicator(side[1]); side[1] != "" && !ok {
				return fmt.Errorf("crosswalk.csv: line %d: there is no indicator %s", n+2, side[1])
			}
		}
		switch b.Comparable {
		case ComparableYes, ComparableWithCare, ComparableNo:
		default:
			return fmt.Errorf("crosswalk.csv: line %d: comparable is yes, with_care or no, not %q", n+2, b.Comparable)
		}
		s.Crosswalk = append(s.Crosswalk, b)
	}
	return nil
}
