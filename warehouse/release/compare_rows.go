package release

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// DifferingRelation is a relation of which a release holds other rows than the views give.
type DifferingRelation struct {
	Relation    string `json:"relation"`
	Compared    int    `json:"compared"`     // rows that the release holds
	OnlyStored  int    `json:"only_stored"`  // of them, those that the views do not give
	OnlyRebuilt int    `json:"only_rebuilt"` // rows that they give and the release does not hold
}

// CompareRows builds again all that a release holds beside its totals, and returns how many rows it compared and the relations that
// differ. What a release of an earlier version does not hold is not compared, nor a column that it or the views lack. The source is
// as for CompareTotals.
func CompareRows(ctx context.Context, source sqlfile.Source, r Release) (compared int, differing []DifferingRelation, err error) {
	defer fault.Wrap(&err, "compare the rows of %s", r.ID)
	var names string
	if err := statements.One(ctx, source, "held", []any{r.ID}, &names); err != nil {
		return 0, nil, err
	}
	differing = []DifferingRelation{}
	for _, part := range comparedParts() {
		if !slices.Contains(strings.Fields(names), part.name) {
			continue
		}
		stored, rebuilt, err := part.texts(ctx, source, r)
		if err != nil {
			return 0, nil, err
		}
		d := DifferingRelation{Relation: part.name}
		text, err := statements.Text("compare_rows")
		if err != nil {
			return 0, nil, err
		}
		text = strings.NewReplacer("{stored}", stored, "{rebuilt}", rebuilt).Replace(text)
		err = sqlfile.Rows(ctx, source, text, func(scan sqlfile.Scan) error {
			return scan(&d.Compared, &d.OnlyStored, &d.OnlyRebuilt)
		}, r.Year, r.ID)
		if err != nil {
			return 0, nil, fmt.Errorf("%s: %w", part.name, err)
		}
		compared += d.Compared
		if d.OnlyStored+d.OnlyRebuilt > 0 {
			differing = append(differing, d)
		}
	}
	return compared, differing, nil
}

// comparedPart is one thing that a release holds, and how it is stated as it is stored and as the views give it.
type comparedPart struct {
	name  string
	texts func(ctx context.Context, source sqlfile.Source, r Release) (stored, rebuilt string, err error)
}

func comparedParts() []comparedPart {
	twoFiles := func(stored, rebuilt string) func(context.Context, sqlfile.Source, Release) (string, string, error) {
		return func(context.Context, sqlfile.Source, Release) (string, string, error) {
			a, err := statements.Text(stored)
			if err != nil {
				return "", "", err
			}
			b, err := statements.Text(rebuilt)
			return a, b, err
		}
	}
	parts := []comparedPart{
		{"region_member", twoFiles("stored_members", "members")},
		{"preferred_total", twoFiles("stored_previous", "previous")},
	}
	for _, relation := range Relations() {
		parts = append(parts, comparedPart{relation.Name, relation.texts})
	}
	return parts
}

// texts states the rows of a relation by the columns that both the release and the view have, all of which are in each row.
func (r Relation) texts(ctx context.Context, source sqlfile.Source, of Release) (stored, rebuilt string, err error) {
	text, err := r.over("stored_columns")
	if err != nil {
		return "", "", err
	}
	var old, now []string
	err = sqlfile.Rows(ctx, source, text, func(scan sqlfile.Scan) error {
		var name, kind string
		if err := scan(&name, &kind); err != nil {
			return err
		}
		column := `"` + name + `"`
		then := `CAST(json_extract_string(content, '$.` + column + `') AS ` + kind + `)`
		switch kind {
		case "DOUBLE": // a sum of such is not the same to the last bit each time
			column, then = `printf('%.12g', `+column+`)`, `printf('%.12g', `+then+`)`
		case "BIGINT": // an earlier version froze counts as decimals; what is not whole must not be made so
			column, then = `CAST(`+column+` AS DECIMAL(38, 6))`, strings.ReplaceAll(then, "BIGINT", "DECIMAL(38, 6)")
		}
		old, now = append(old, then+` AS "`+name+`"`), append(now, column+` AS "`+name+`"`)
		return nil
	}, of.ID)
	if err != nil {
		return "", "", err
	}
	if len(old) == 0 { // it holds no row, and any that the views give is one too many
		old, now = []string{"1 AS n"}, []string{"1 AS n"}
	}
	if stored, err = r.over("stored_row"); err != nil {
		return "", "", err
	}
	if rebuilt, err = r.over("rebuilt_row"); err != nil {
		return "", "", err
	}
	with := func(text string, columns []string) string {
		return strings.ReplaceAll(text, "{columns}", strings.Join(columns, ", "))
	}
	return with(stored, old), with(rebuilt, now), nil
}
