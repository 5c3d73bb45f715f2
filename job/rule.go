package job

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/warehouse/record"
)

// RuleOptions say what Rule records.
type RuleOptions struct {
	Store Store
	// Rulings are made of what the open warehouse says, so that nobody can change it between the look and the verdict.
	Rulings func(ctx context.Context, source sqlfile.Source) ([]record.Ruling, error)
	DryRun  bool // say what would be written, and write nothing
}

// RuleSummary says what was ruled.
type RuleSummary struct {
	DryRun   bool `json:"dry_run"`
	Findings int  `json:"findings"` // that were ruled on
	record.ReviewSummary
	Snapshot string `json:"snapshot,omitempty"`
}

// Rule records what a person decided about findings, all of it or nothing, and publishes. A ruling that cannot be made gives a
// *record.RulingError.
func Rule(ctx context.Context, o RuleOptions) (_ RuleSummary, err error) {
	out := RuleSummary{DryRun: o.DryRun}
	w, err := o.Store.Open(ctx)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	review := record.Review{RecordedAt: o.Store.Now(), DryRun: o.DryRun}
	if review.Rulings, err = o.Rulings(ctx, w.DB().QueryContext); err != nil {
		return out, err
	}
	out.Findings = len(review.Rulings)
	if review.Between, err = between(ctx, w.DB().QueryContext, review.Rulings); err != nil {
		return out, err
	}
	if out.ReviewSummary, err = record.Rule(ctx, w, review); err != nil || o.DryRun {
		return out, err
	}
	// Also where nothing changed: a run that was killed before it published is made good by the next.
	published, err := Publish(ctx, w)
	if err != nil {
		return out, fmt.Errorf("check: %w", err)
	}
	out.Snapshot = published.Path
	return out, nil
}

// between returns those of the findings ruled on that a rule between reports makes.
func between(ctx context.Context, source sqlfile.Source, rulings []record.Ruling) (map[string]record.BetweenFinding, error) {
	var ids []string
	for _, r := range rulings {
		ids = append(ids, r.FindingID)
	}
	encoded, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	out := map[string]record.BetweenFinding{}
	err = statements().Each(ctx, source, "finding_between", func(scan sqlfile.Scan) error {
		var id, code string
		var f record.BetweenFinding
		err := scan(&id, &f.VersionID, &f.ReportID, &code)
		if code != "" {
			f.Cells = []string{code}
		}
		out[id] = f
		return err
	}, string(encoded))
	return out, err
}

// InUnit are the corrections that the choice of a unit makes of a finding that offers both readings of its amounts; none of another.
func InUnit(f *page.Finding, unit card.MoneyUnit) (out []record.Correction, err error) {
	chosen, _ := f.InUnit(unit)
	for _, s := range chosen {
		v, err := report.ParseValue(s.Value)
		if err != nil {
			return nil, err
		}
		out = append(out, record.Correction{Code: s.Code, Value: v})
	}
	return out, nil
}
