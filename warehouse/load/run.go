package load

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// RunInfo says what one run of the program is.
type RunInfo struct {
	StartedAt     time.Time
	Command       string
	ParserVersion string
	RulesVersion  string
}

// Run is one run of the program that loads batches. It is not safe for several goroutines: batches have an order.
type Run struct {
	writer     Writer
	loader     loader
	info       RunInfo
	id         int64            // 0 until a batch wrote something
	indicators map[string]int16 // by code, read once
	cells      cellColumns      // kept from batch to batch for its memory
}

// Begin starts a run. Nothing is written before a batch of it writes something.
func Begin(w Writer, info RunInfo) *Run { return &Run{writer: w, loader: newLoader(), info: info} }

// Load writes a batch in one transaction. What the warehouse has already is left alone; where it has all of it,
// nothing is written at all. The first of several documents with the same content stands for them all, each with its
// path. After an error nothing of the batch is there, and the run may go on with another.
func (r *Run) Load(ctx context.Context, batch Batch) (_ BatchSummary, err error) {
	defer fault.Wrap(&err, "load batch of %d documents", len(batch.Documents))
	m := merge{run: r}
	if err := r.writer.Transact(ctx, func(conn *sql.Conn) (_ bool, err error) {
		if r.indicators == nil {
			if r.indicators, err = readIndicators(ctx, conn); err != nil {
				return false, err
			}
		}
		if m.prepared, err = prepare(batch, r.info, r.indicators); err != nil {
			return false, err
		}
		m.conn = conn
		return m.execute(ctx)
	}); err != nil {
		return BatchSummary{}, err
	}
	if m.summary.Changed() {
		r.id = m.runID
	}
	return m.summary, nil
}

// readIndicators returns the ids that the indicator codes have in this warehouse.
func readIndicators(ctx context.Context, conn *sql.Conn) (map[string]int16, error) {
	ids := map[string]int16{}
	if err := sqlfile.Rows(ctx, conn.QueryContext, "SELECT code, indicator_id FROM indicator", func(scan sqlfile.Scan) error {
		var code string
		var id int16
		err := scan(&code, &id)
		ids[code] = id
		return err
	}); err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, errors.New("the warehouse knows no indicators: SyncReference comes before the first batch")
	}
	return ids, nil
}
