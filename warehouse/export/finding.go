package export

import (
	"context"
	"fmt"
)

// findings makes the table between_report that sql/warehouse_finding.sql reads: the rows of view warehouse_finding, those of one
// condition after another. The first makes the table, which saves planning the view once more for an empty one.
func (w *writer) findings(ctx context.Context) error {
	into := "CREATE OR REPLACE TEMP TABLE between_report AS"
	for _, condition := range w.options.Between {
		if _, err := w.conn.ExecContext(ctx, into+" FROM warehouse_finding WHERE "+condition); err != nil {
			return fmt.Errorf("%s: %w", condition, err)
		}
		into = "INSERT INTO between_report"
	}
	return nil
}
