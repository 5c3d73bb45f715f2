package queries

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"gongkai/config/rules"
	"gongkai/internal/fault"
)

// manyReports is from how many reports on the rules between reports are worked out one after another. One query for all keeps
// what each of them looks up in memory to its end: over a million reports 17 GB in place of 7. One by one each is planned by
// itself, which takes 7 s.
const manyReports = 200_000

// CollectBetween makes the temporary table between_report of a connection, with the rows of view warehouse_finding, in the memory that
// its largest rule needs.
func CollectBetween(ctx context.Context, conn *sql.Conn) (err error) {
	defer fault.Wrap(&err, "collect findings between reports")
	conditions, err := betweenConditions(ctx, conn, manyReports)
	if err != nil {
		return err
	}
	return collectBetween(ctx, conn, conditions)
}

// CollectBetween is the function of that name on a session, for all rules or, unless it is empty, for one.
func (s *Session) CollectBetween(ctx context.Context, rule string) (err error) {
	if rule == "" {
		return CollectBetween(ctx, s.conn)
	}
	defer fault.Wrap(&err, "collect findings between reports")
	return collectBetween(ctx, s.conn, []string{"rule = " + literal(rule)})
}

// betweenConditions returns conditions of which every row of view warehouse_finding meets exactly one: over few reports there is one,
// over many one for each rule.
func betweenConditions(ctx context.Context, conn *sql.Conn, many int) ([]string, error) {
	var reports int
	if err := statements.One(ctx, conn.QueryContext, "between/reports", nil, &reports); err != nil {
		return nil, err
	}
	if reports < many {
		return []string{"TRUE"}, nil
	}
	all, err := rules.Embedded()
	if err != nil {
		return nil, err
	}
	return eachRule(all), nil
}

// eachRule returns a condition for each rule between reports, and one for any other, so that no finding is lost. The rule stands in
// the statement, not in a parameter: only so are the other rules left out of the plan.
func eachRule(all *rules.Set) (conditions []string) {
	var known []string
	for _, r := range all.Rules {
		if r.Level == rules.LevelWarehouse {
			known = append(known, literal(r.ID))
			conditions = append(conditions, "rule = "+literal(r.ID))
		}
	}
	return append(conditions, "rule NOT IN ("+strings.Join(known, ", ")+")")
}

// collectBetween makes the table with the first condition, which saves planning the view once more for an empty one.
func collectBetween(ctx context.Context, conn *sql.Conn, conditions []string) error {
	name := "between/collect"
	for _, condition := range conditions {
		text, err := statements.Text(name)
		if err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, strings.Replace(text, "{condition}", condition, 1)); err != nil {
			return fmt.Errorf("%s: %w", condition, outOfMemory(err))
		}
		name = "between/add"
	}
	return nil
}
