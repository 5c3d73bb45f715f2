package lexicon

import (
	"embed"
	"fmt"
	"io/fs"

	"gongkai/config/table"
	"gongkai/internal/report"
)

//go:embed *.csv
var files embed.FS

// Label is one wording of an item, heading or group of labels as met in documents. Text is normalised as
// Normalise does.
type Label struct {
	Subject report.Subject
	Axis    string // item, heading, group, subtotal
	Name    string // the item's or heading's name in indicator codes
	Whole   bool   // the text must be the whole label; else it is a distinctive core of it
	Text    string
}

// Section is one wording of a section's heading.
type Section struct {
	Name  string // overview, disclosure, request, appeal, problems, other
	Whole bool
	Text  string
}

// Labels returns the wordings of labels that ship with the program, in the order of the file. The labels that a form
// itself prints are not among them: they come from config/forms.
func Labels() ([]Label, error) { return LoadLabels(files) }

// LoadLabels reads labels.csv.
func LoadLabels(fsys fs.FS) ([]Label, error) {
	rows, err := table.Read(fsys, "labels.csv", "subject", "axis", "name", "match", "text")
	if err != nil {
		return nil, fmt.Errorf("load labels: %w", err)
	}
	labels := make([]Label, 0, len(rows))
	for _, row := range rows {
		whole, err := isWhole(row[3])
		if err != nil {
			return nil, fmt.Errorf("load labels: labels.csv: %s: %w", row[4], err)
		}
		labels = append(labels, Label{Subject: report.Subject(row[0]), Axis: row[1], Name: row[2], Whole: whole, Text: Normalise(row[4])})
	}
	return labels, nil
}

// Sections returns the wordings of section headings that ship with the program.
func Sections() ([]Section, error) {
	rows, err := table.Read(files, "sections.csv", "name", "match", "text")
	if err != nil {
		return nil, fmt.Errorf("load sections: %w", err)
	}
	sections := make([]Section, 0, len(rows))
	for _, row := range rows {
		whole, err := isWhole(row[1])
		if err != nil {
			return nil, fmt.Errorf("load sections: sections.csv: %s: %w", row[2], err)
		}
		sections = append(sections, Section{Name: row[0], Whole: whole, Text: Normalise(row[2])})
	}
	return sections, nil
}

func isWhole(match string) (bool, error) {
	switch match {
	case "whole":
		return true, nil
	case "core":
		return false, nil
	}
	return false, fmt.Errorf("match %q is neither whole nor core", match)
}
