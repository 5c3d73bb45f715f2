package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"

	"gongkai/warehouse/record"
)

//go:embed sql/finding_between.sql
var findingBetweenSQL string

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
