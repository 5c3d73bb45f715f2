package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/report"
	"gongkai/warehouse/record"
)

//go:embed sql/finding_between.sql
var findingBetweenSQL string

// otherReport is the report that a rule between reports compares with; zero where it compares with none.
type otherReport struct {
	agency string
	year   int
}

// betweenTexts are the messages of the rules between reports. Views find them, so no finding is stored and its message
// is made when it is shown.
type betweenTexts struct {
	rules *rules.Set
	forms *forms.Set
}

func newBetweenTexts() (b betweenTexts, err error) {
	if b.rules, err = rules.Embedded(); err != nil {
		return b, err
	}
	b.forms, err = forms.Embedded()
	return b, err
}

// betweenMessage fills the message of a rule between reports. A side without a value is one where nothing is published.
func (a *app) betweenMessage(b betweenTexts, f *listedFinding, other otherReport) string {
	rule, ok := b.rules.Rule(f.Rule)
	if !ok {
		return f.Rule
	}
	side := func(value *string) string {
		if value == nil {
			return a.say.Text("check.no_value")
		}
		return *value
	}
	var row, column, cell string
	if len(f.Printed) > 0 {
		cell = f.Printed[0].Label
		if parts := strings.Split(f.Printed[0].Code, "."); len(parts) == 3 { // subject.item.heading
			row = a.either(b.forms.Label(report.Subject(parts[0]), forms.AxisItem, parts[1]))
			column = a.either(b.forms.Label(report.Subject(parts[0]), forms.AxisHeading, parts[2]))
		}
	}
	return strings.NewReplacer("{left}", side(f.Left), "{right}", side(f.Right), "{row}", row, "{column}", column,
		"{cell}", cell, "{other}", other.agency).Replace(a.either(rule.MessageZH, rule.MessageEN))
}

// between returns those findings of a list of ids that a rule between reports makes.
func between(ctx context.Context, source querySource, ids []string) (_ map[string]record.BetweenFinding, err error) {
	encoded, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := source(ctx, findingBetweenSQL, string(encoded))
	if err != nil {
		return nil, fmt.Errorf("findings between reports: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	out := map[string]record.BetweenFinding{}
	for rows.Next() {
		var id, code string
		var f record.BetweenFinding
		if err := rows.Scan(&id, &f.VersionID, &f.ReportID, &code); err != nil {
			return nil, fmt.Errorf("findings between reports: %w", err)
		}
		if code != "" {
			f.Cells = []string{code}
		}
		out[id] = f
	}
	return out, rows.Err()
}
