package queries

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"strings"

	"gongkai/config/rules"
)

//go:embed between/*.sql
var betweenFiles embed.FS

// manyReports is from how many reports on the rules between reports are worked out one after another. One query for all keeps
// what each of them looks up in memory to its end: over a million reports 17 GB in place of 7. One by one each is planned by
// itself, which takes 7 s.
const manyReports = 200_000

// BetweenConditions returns conditions of which every row of view warehouse_finding meets exactly one. Whoever wants all its rows
// asks for those of one condition after another: over few reports there is one, over many one for each rule.
func BetweenConditions(ctx context.Context, conn *sql.Conn) (_ []string, err error) {
	defer wrap(&err, "findings between reports")
	return betweenConditions(ctx, conn, manyReports)
}

func betweenConditions(ctx context.Context, conn *sql.Conn, many int) ([]string, error) {
	count, err := betweenSQL("reports")
	if err != nil {
		return nil, err
	}
	var reports int
	if err := conn.QueryRowContext(ctx, count).Scan(&reports); err != nil {
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

// CollectBetween makes the temporary table between_report with the rows of view warehouse_finding, or of one rule of it, in the
// memory that the largest rule needs.
func (s *Session) CollectBetween(ctx context.Context, rule string) (err error) {
	defer wrap(&err, "collect findings between reports")
	if rule != "" {
		return s.collectBetween(ctx, []string{"rule = " + literal(rule)})
	}
	conditions, err := betweenConditions(ctx, s.conn, manyReports)
	if err != nil {
		return err
	}
	return s.collectBetween(ctx, conditions)
}

// collectBetween makes the table with the first condition, which saves planning the view once more for an empty one.
func (s *Session) collectBetween(ctx context.Context, conditions []string) error {
	name := "collect"
	for _, condition := range conditions {
		text, err := betweenSQL(name)
		if err != nil {
			return err
		}
		if _, err := s.conn.ExecContext(ctx, strings.Replace(text, "{condition}", condition, 1)); err != nil {
			return fmt.Errorf("%s: %w", condition, outOfMemory(err))
		}
		name = "add"
	}
	return nil
}

// betweenSQL returns between/<name>.sql.
func betweenSQL(name string) (string, error) {
	text, err := betweenFiles.ReadFile("between/" + name + ".sql")
	return string(text), err
}
