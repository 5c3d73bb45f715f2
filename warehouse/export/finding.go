package export

import (
	"context"
	"fmt"
	"strings"

	"gongkai/config/rules"
)

// manyReports is from how many reports on the rules between reports are worked out one after another. One query for all keeps
// what each of them looks up in memory to its end: over a million reports 17 GB in place of 7. One by one each is planned by
// itself, which takes 7 s.
const manyReports = 200_000

// findings makes the table between_report that sql/warehouse_finding.sql reads: the rows of view warehouse_finding.
func (w *writer) findings(ctx context.Context) error {
	all, err := rules.Embedded()
	if err != nil {
		return err
	}
	create, err := statement("between_report")
	if err != nil {
		return err
	}
	var reports int
	if err := w.conn.QueryRowContext(ctx, "SELECT count(*) FROM report").Scan(&reports); err != nil {
		return err
	}
	filters := []string{"TRUE"}
	if reports >= w.options.manyReports {
		filters = eachRule(all)
	}
	if _, err := w.conn.ExecContext(ctx, create); err != nil {
		return err
	}
	for _, filter := range filters {
		if _, err := w.conn.ExecContext(ctx, "INSERT INTO between_report FROM warehouse_finding WHERE "+filter); err != nil {
			return fmt.Errorf("findings where %s: %w", filter, err)
		}
	}
	return nil
}

// eachRule returns a filter for each rule between reports, and one for any other, so that no finding is lost. The rule stands in the
// statement, not in a parameter: only so are the other rules left out of the plan.
func eachRule(all *rules.Set) (filters []string) {
	var known []string
	for _, r := range all.Rules {
		if r.Level == rules.LevelWarehouse {
			known = append(known, quote(r.ID))
			filters = append(filters, "rule = "+quote(r.ID))
		}
	}
	return append(filters, "rule NOT IN ("+strings.Join(known, ", ")+")")
}
