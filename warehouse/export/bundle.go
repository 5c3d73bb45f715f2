package export

import "gongkai/internal/fault"

// BundleRelations returns what a bundle holds of the release that the session shows: everything that is frozen in it, and the reference
// tables.
func BundleRelations() (_ []Relation, err error) {
	defer fault.Wrap(&err, "relations of a bundle")
	out := []Relation{
		{Name: "release", Key: []string{"release_id"}},
		{Name: "release_input", Key: []string{"region_code", "agency"}},
		{Name: "release_total", Key: []string{"year", "region_code", "basis", "code"}},
		{Name: "rate", Key: []string{"year", "region_code", "code"}},
		{Name: "region_panel", Key: []string{"year", "region_code"}, Bound: panelBounds()},
		{Name: "coverage", Key: []string{"year", "region_code", "subject"}},
		{Name: "reconciliation", Key: []string{"year", "region_code", "subject", "item", "heading"}},
		{Name: "year_on_year", Key: []string{"year", "region_code", "code"}},
	}
	for i := range out {
		if out[i].SQL, err = statements.Text("bundle/" + out[i].Name); err != nil {
			return nil, err
		}
	}
	reference := []Relation{
		{Name: "indicator", Key: []string{"code"}},
		{Name: "region", Key: []string{"code", "valid_from"}},
	}
	for i := range reference {
		if reference[i].SQL, err = statements.Text(reference[i].Name); err != nil {
			return nil, err
		}
	}
	return append(out, reference...), nil
}
