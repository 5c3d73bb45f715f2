package forms

import (
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

// Label returns how people call an item or a heading of a subject: in Chinese as the newest form that has it prints it,
// in English as the indicators do. A name that no form has is returned as it is.
func (s *Set) Label(subject report.Subject, axis, name string) (zh, en string) {
	for _, role := range []string{RoleCell, RoleSubtotal} {
		for i := len(s.Forms) - 1; i >= 0; i-- {
			for _, p := range s.Forms[i].Of(subject) {
				if p.Role != role {
					continue
				}
				item, heading := p.Indicator.LabelEN, p.Indicator.LabelEN
				if cut := strings.LastIndex(item, ": "); cut >= 0 {
					item, heading = item[:cut], item[cut+2:]
				}
				switch {
				case axis == AxisItem && p.Indicator.Item == name:
					return p.ItemLabel(), item
				case axis == AxisHeading && p.Indicator.Heading == name:
					return p.HeadingLabel(), heading
				}
			}
		}
	}
	return name, name
}
