package job

import (
	"context"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// Batch is one batch of documents. Times are in Asia/Shanghai.
type Batch struct {
	BatchID       int64  `json:"batch_id"`
	RunID         int64  `json:"run_id"`
	Command       string `json:"command"`
	RecordedAt    string `json:"recorded_at"`
	ParserVersion string `json:"parser_version"`
	RulesVersion  string `json:"rules_version"`
	Documents     int    `json:"documents"`
	Reports       int    `json:"reports"`
	Cells         int    `json:"cells"`
	IsWithdrawn   bool   `json:"is_withdrawn"`
	Who           string `json:"who,omitempty"`
	Why           string `json:"why,omitempty"`
	WithdrawnAt   string `json:"withdrawn_at,omitempty"`
}

// Batches lists the batches that a session knows, the latest first.
func Batches(ctx context.Context, source sqlfile.Source) (_ []Batch, err error) {
	defer fault.Wrap(&err, "list batches")
	list := []Batch{}
	err = statements().Each(ctx, source, "batch", func(scan sqlfile.Scan) error {
		var b Batch
		err := scan(&b.BatchID, &b.RunID, &b.Command, &b.RecordedAt, &b.ParserVersion, &b.RulesVersion,
			&b.Documents, &b.Reports, &b.Cells, &b.IsWithdrawn, &b.Who, &b.Why, &b.WithdrawnAt)
		list = append(list, b)
		return err
	})
	return list, err
}
