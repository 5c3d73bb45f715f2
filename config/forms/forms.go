// Package forms holds the legal layouts of the annual report (国办公开办函〔2019〕60号 and 〔2021〕30号) as data: every
// indicator with its fixed id, which of them each form prints and in what order, and which are sums of others.
//
// A new form is a data file, not Go: a row in forms.csv, a <form>.csv beside it, and new rows at the end of
// indicators.csv, whose ids are never reused. Load refuses data that contradict themselves.
//
//	set, err := forms.Embedded()
//	form, _ := set.Form("2021")
//	for _, position := range form.Positions { … }
package forms

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"gongkai/config/table"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

//go:embed *.csv
var files embed.FS

// Indicator is what a cell measures. Code is subject.item.heading.
type Indicator struct {
	ID      int16
	Code    string
	Subject report.Subject
	Item    string
	Heading string
	LabelZH string
	LabelEN string
	Unit    string // 件, 项, 万元, 元
	Kind    string // flow, stock: a stock is not summed over years
	IsTotal bool   // a sum of other indicators, never added to its parts
}

// Form is one legal layout.
type Form struct {
	Name      string
	ValidFrom int // report year
	ValidTo   int // report year, 0 while it is in force
	Document  string
	Positions []Position
	bySubject map[report.Subject][]Position
	frames    map[report.Subject]frame
}

// Position is one indicator on a form.
type Position struct {
	Indicator *Indicator
	Role      string   // RoleCell or RoleSubtotal
	Label     []string // as printed, outermost first; for table 三 the row's labels only
	Column    []string // table 三: the column's labels; empty elsewhere
}

// Roles of a position.
const (
	RoleCell     = "cell"     // printed on the form
	RoleSubtotal = "subtotal" // not on the form; computed for every report, and printed by some
)

// Part says that on one axis of a subject an item or heading is part of a total.
type Part struct {
	Subject           report.Subject
	Axis, Total, Part string
}

// Axes of a Part.
const (
	AxisItem    = "item"
	AxisHeading = "heading"
)

// Set is all of it.
type Set struct {
	Indicators []*Indicator // by id
	Forms      []*Form      // oldest first
	Parts      []Part
	Crosswalk  []Break // how indicators compare from one form to the next
	byCode     map[string]*Indicator
	labels     map[labelKey]label
}

// Embedded returns the forms that ship with the program.
func Embedded() (*Set, error) { return Load(files) }

// Indicator returns the indicator of a code.
func (s *Set) Indicator(code string) (*Indicator, bool) {
	i, ok := s.byCode[code]
	return i, ok
}

// Form returns a form by its name.
func (s *Set) Form(name string) (*Form, bool) {
	for _, f := range s.Forms {
		if f.Name == name {
			return f, true
		}
	}
	return nil, false
}

// Of returns the positions of one subject, in the order of the form. The caller does not change them.
func (f *Form) Of(subject report.Subject) []Position { return f.bySubject[subject] }

// Only returns the set with some of its forms alone: Label calls rows and columns as these print them.
func (s *Set) Only(some []*Form) *Set {
	out := *s
	out.Forms = some
	out.collectLabels()
	return &out
}

// Load reads a set from files laid out as the embedded ones.
func Load(fsys fs.FS) (_ *Set, err error) {
	defer fault.Wrap(&err, "load forms")
	s := &Set{byCode: map[string]*Indicator{}}
	if err := s.loadIndicators(fsys); err != nil {
		return nil, err
	}
	if err := s.loadParts(fsys); err != nil {
		return nil, err
	}
	rows, err := table.Read(fsys, "forms.csv", "form", "valid_from_year", "valid_to_year", "document")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		f := &Form{Name: row[0], Document: row[3], bySubject: map[report.Subject][]Position{}, frames: map[report.Subject]frame{}}
		if f.ValidFrom, err = strconv.Atoi(row[1]); err != nil {
			return nil, fmt.Errorf("forms.csv: form %s: valid_from_year: %w", f.Name, err)
		}
		if row[2] != "" {
			if f.ValidTo, err = strconv.Atoi(row[2]); err != nil {
				return nil, fmt.Errorf("forms.csv: form %s: valid_to_year: %w", f.Name, err)
			}
		}
		if err := s.loadPositions(fsys, f); err != nil {
			return nil, err
		}
		s.Forms = append(s.Forms, f)
	}
	if err := s.loadLayout(fsys); err != nil {
		return nil, err
	}
	if err := s.loadCrosswalk(fsys); err != nil {
		return nil, err
	}
	s.collectLabels()
	return s, nil
}

func (s *Set) loadIndicators(fsys fs.FS) error {
	rows, err := table.Read(fsys, "indicators.csv",
		"indicator_id", "code", "subject", "item", "heading", "label_zh", "label_en", "unit", "kind")
	if err != nil {
		return err
	}
	seen := map[int16]bool{}
	for _, row := range rows {
		id, err := strconv.ParseInt(row[0], 10, 16)
		if err != nil {
			return fmt.Errorf("indicators.csv: %s: %w", row[1], err)
		}
		i := &Indicator{
			ID: int16(id), Code: row[1], Subject: report.Subject(row[2]), Item: row[3], Heading: row[4],
			LabelZH: row[5], LabelEN: row[6], Unit: row[7], Kind: row[8],
		}
		if seen[i.ID] || s.byCode[i.Code] != nil {
			return fmt.Errorf("indicators.csv: %d %s stands twice", i.ID, i.Code)
		}
		if i.Code != string(i.Subject)+"."+i.Item+"."+i.Heading {
			return fmt.Errorf("indicators.csv: code %s is not subject.item.heading", i.Code)
		}
		seen[i.ID] = true
		s.byCode[i.Code] = i
		s.Indicators = append(s.Indicators, i)
	}
	return nil
}

func (s *Set) loadParts(fsys fs.FS) error {
	rows, err := table.Read(fsys, "parts.csv", "subject", "axis", "total", "part")
	if err != nil {
		return err
	}
	total := map[Part]bool{}
	for _, row := range rows {
		p := Part{Subject: report.Subject(row[0]), Axis: row[1], Total: row[2], Part: row[3]}
		if p.Axis != AxisItem && p.Axis != AxisHeading {
			return fmt.Errorf("parts.csv: axis %q is neither item nor heading", p.Axis)
		}
		s.Parts = append(s.Parts, p)
		total[Part{Subject: p.Subject, Axis: p.Axis, Total: p.Total}] = true
	}
	for _, i := range s.Indicators {
		// other is a printed row of its own on the 2019 form and a subtotal on later ones: in both cases it stands
		// beside its parts, and must not be added to them.
		i.IsTotal = total[Part{Subject: i.Subject, Axis: AxisItem, Total: i.Item}] ||
			total[Part{Subject: i.Subject, Axis: AxisHeading, Total: i.Heading}]
	}
	return nil
}

func (s *Set) loadPositions(fsys fs.FS, f *Form) error {
	file := f.Name + ".csv"
	rows, err := table.Read(fsys, file, "position", "code", "role", "label_zh")
	if err != nil {
		return err
	}
	for n, row := range rows {
		if row[0] != strconv.Itoa(n+1) {
			return fmt.Errorf("%s: position %s where %d is due", file, row[0], n+1)
		}
		i, ok := s.byCode[row[1]]
		if !ok {
			return fmt.Errorf("%s: code %s is not in indicators.csv", file, row[1])
		}
		if row[2] != RoleCell && row[2] != RoleSubtotal {
			return fmt.Errorf("%s: %s: role %q is neither cell nor subtotal", file, row[1], row[2])
		}
		p := Position{Indicator: i, Role: row[2]}
		label, column, crossed := strings.Cut(row[3], " × ")
		p.Label = strings.Split(label, " / ")
		if crossed {
			p.Column = strings.Split(column, " / ")
		}
		f.Positions = append(f.Positions, p)
		f.bySubject[p.Indicator.Subject] = append(f.bySubject[p.Indicator.Subject], p)
	}
	return nil
}
