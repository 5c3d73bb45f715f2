package page

import (
	"context"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Card is what a reviewer would send back to an agency about its report, or the agency look at before it publishes.
type Card struct {
	Agency      string        `json:"agency"` // empty where it is not settled, as are the region and the year
	RegionCode  string        `json:"region_code"`
	Region      string        `json:"region"`
	Year        int           `json:"year"`
	Title       string        `json:"title"`
	Path        string        `json:"path"`
	SHA256      string        `json:"sha256"`
	PublishedOn string        `json:"published_on"`
	Subjects    []CardSubject `json:"subjects"`
	Counts      FindingCounts `json:"counts"` // of all findings, also of those that Trim left out
	Findings    []Finding     `json:"findings"`
}

// CardSubject is one table of the report, and what of it was not read.
type CardSubject struct {
	Subject  report.Subject `json:"subject"`
	Form     string         `json:"form"` // empty where there is no such table
	Scope    report.Scope   `json:"scope"`
	Cells    int            `json:"cells"` // that the form prints
	Unread   []Cell         `json:"unread"`
	Inferred int            `json:"inferred"` // solved from glued or damaged digits

	cells map[string]Cell // by the code of the indicator; nil where they were not read from a warehouse
}

// add counts a cell that the form prints.
func (s *CardSubject) add(c Cell) {
	s.Cells++
	if c.State == report.Inferred {
		s.Inferred++
	}
	if !c.State.HasValue() {
		s.Unread = append(s.Unread, c)
	}
}

// Trim counts the findings of the card and then leaves out those that are less severe than the floor.
func (c *Card) Trim(floor report.Severity) {
	c.Counts = CountFindings(c.Findings)
	c.Findings = AtLeast(c.Findings, floor)
}

// StoredCard reads the card of a version, without its findings: those are for Findings to read.
func StoredCard(ctx context.Context, source Source, say messages.Printer, version int64) (c Card, err error) {
	defer fault.Wrap(&err, "card of version %d", version)
	texts, err := newFindingTexts(say)
	if err != nil {
		return c, err
	}
	err = statements().Each(ctx, source, "card", func(scan func(...any) error) error {
		var scope [3]report.Scope
		var form [3]string
		err := scan(&c.Agency, &c.RegionCode, &c.Region, &c.Year, &c.Title, &c.SHA256, &c.Path, &c.PublishedOn,
			&scope[0], &scope[1], &scope[2], &form[0], &form[1], &form[2])
		for i, s := range report.Subjects() {
			c.Subjects = append(c.Subjects, CardSubject{
				Subject: s, Form: form[i], Scope: scope[i], Unread: []Cell{}, cells: map[string]Cell{},
			})
		}
		return err
	}, version)
	if err != nil {
		return c, err
	}
	return c, statements().Each(ctx, source, "card_cell", func(scan func(...any) error) error {
		var subject report.Subject
		var cell Cell
		var zh, en string
		var page, grid, row, column int
		if err := scan(&subject, &cell.Code, &zh, &en, &cell.State, &cell.Value, &cell.Raw, &page, &grid, &row, &column); err != nil {
			return err
		}
		cell.Label, cell.Place = texts.either(zh, en), report.StoredPlace(page, grid, row, column)
		if cell.Raw == "" && cell.Value != nil {
			cell.Raw = *cell.Value // it is stored only where it differs
		}
		for i := range c.Subjects {
			if s := &c.Subjects[i]; s.Subject == subject {
				s.add(cell)
				s.cells[cell.Code] = cell
			}
		}
		return nil
	}, version)
}
