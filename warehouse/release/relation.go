package release

import "strings"

// Relation is a roll-up of which a release holds the rows of its year: what cannot be had from its totals and members, and is small. It
// has a column year.
type Relation struct {
	Name string
	Kept string // which rows of the year are held
}

// Relations lists them.
func Relations() []Relation {
	const all = "TRUE"
	return []Relation{
		{"rate", all},
		{"region_panel", all},
		{"coverage", all},
		{"region_break", "previous_year = year - 1"}, // of earlier years a release has no totals to compare with
		{"region_cell", all},
		{"reconciliation_gap", all},
		{"system_member", all},
		{"system_total", all},
	}
}

// Tables are the views that a release holds in tables of their own.
func Tables() []string {
	return []string{"region_indicator", "region_member", "region_total", "preferred_total"}
}

// held lists all that is frozen, so that a release made before something was is told from one that has no row of it.
func held() []string {
	names := Tables()
	for _, r := range Relations() {
		names = append(names, r.Name)
	}
	return names
}

// over returns sql/<name>.sql for the relation.
func (r Relation) over(name string) (string, error) {
	text, err := statements.Text(name)
	return strings.NewReplacer("{relation}", r.Name, "{kept}", r.Kept).Replace(text), err
}
