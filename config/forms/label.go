package forms

import (
	"slices"
	"strings"

	"gongkai/internal/report"
)

// ItemLabel returns the label of a position's row as the form prints it: the last of the row's labels.
func (p Position) ItemLabel() string {
	last := len(p.Label) - 1
	switch {
	case len(p.Column) > 0:
		return p.Label[last]
	case last == 0:
		return ""
	}
	return p.Label[last-1]
}

// HeadingLabel returns the label of a position's column as the form prints it.
func (p Position) HeadingLabel() string {
	if len(p.Column) > 0 {
		return p.Column[len(p.Column)-1]
	}
	return p.Label[len(p.Label)-1]
}

// labelKey is an item or a heading of a subject, and label how people call it.
type (
	labelKey struct {
		subject    report.Subject
		axis, name string
	}
	label struct{ zh, en string }
)

// Label returns how people call an item or a heading of a subject: in Chinese as the newest form that has it prints it,
// in English as the indicators do. A name that no form has is returned as it is.
func (s *Set) Label(subject report.Subject, axis, name string) (zh, en string) {
	if found, ok := s.labels[labelKey{subject, axis, name}]; ok {
		return found.zh, found.en
	}
	return name, name
}

// collectLabels collects what Label returns: every finding asks for two.
func (s *Set) collectLabels() {
	s.labels = map[labelKey]label{}
	first := func(key labelKey, found label) {
		if _, ok := s.labels[key]; !ok {
			s.labels[key] = found
		}
	}
	for _, role := range []string{RoleCell, RoleSubtotal} {
		for _, form := range slices.Backward(s.Forms) {
			for _, p := range form.Positions {
				if p.Role != role {
					continue
				}
				item, heading := p.Indicator.LabelEN, p.Indicator.LabelEN
				if cut := strings.LastIndex(item, ": "); cut >= 0 {
					item, heading = item[:cut], item[cut+2:]
				}
				first(labelKey{p.Indicator.Subject, AxisItem, p.Indicator.Item}, label{p.ItemLabel(), item})
				first(labelKey{p.Indicator.Subject, AxisHeading, p.Indicator.Heading}, label{p.HeadingLabel(), heading})
			}
		}
	}
}
