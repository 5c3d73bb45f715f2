package load

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"gongkai/internal/sqlfile"
)

// merge writes one prepared batch: the small tables are staged and compared with what is there by set-based SQL,
// then only the cells of versions that are new are handed over.
type merge struct {
	conn     *sql.Conn
	run      *Run
	prepared *prepared
	runID    int64
	batchID  int64
	summary  BatchSummary
}

// added is a version that is new, with the id that it got.
type added struct {
	id      int64
	version *version
}

// execute runs the whole merge in the transaction that is open. Where nothing is new it is to be rolled back: then not even
// the write-ahead log grows.
func (m *merge) execute(ctx context.Context) (changed bool, err error) {
	if err := m.compare(ctx); err != nil || !m.summary.Changed() {
		return false, err
	}
	return true, m.write(ctx)
}

// compare stages the batch and counts what of it is new.
func (m *merge) compare(ctx context.Context) error {
	if err := m.exec(ctx, "staging"); err != nil {
		return err
	}
	if err := stage(m.conn, m.prepared, m.run.info); err != nil {
		return fmt.Errorf("stage: %w", err)
	}
	if err := m.exec(ctx, "changes"); err != nil {
		return err
	}
	s := &m.summary
	s.Documents = len(m.prepared.documents)
	var nextRun, nextBatch, last int64
	if err := statements.One(ctx, m.conn.QueryContext, "summary", nil,
		&s.NewDocuments, &s.NewPaths, &s.Judgements, &s.Reports, &s.Unchanged, &nextRun, &nextBatch, &last); err != nil {
		return err
	}
	// Were the clock set back, a batch would change what an earlier day answers.
	if after := time.UnixMicro(last).UTC(); after.After(m.prepared.recordedAt) {
		m.prepared.recordedAt = after
	}
	if s.NewDocuments+s.NewPaths+s.Judgements+s.Reports > 0 {
		s.BatchID, m.batchID = nextBatch, nextBatch
		if m.runID = m.run.id; m.runID == 0 {
			m.runID = nextRun
		}
	}
	return nil
}

// write inserts all that is new, the ledger last.
func (m *merge) write(ctx context.Context) error {
	info := m.run.info
	batch := sql.Named("batch_id", m.batchID)
	recorded := sql.Named("recorded_at", m.prepared.recordedAt)
	parser := sql.Named("parser_version", info.ParserVersion)
	rules := sql.Named("rules_version", info.RulesVersion)
	for _, step := range []struct {
		name string
		args []any
	}{
		{"document", []any{batch}},
		{"judgement", []any{batch, recorded}},
		{"document_path", []any{batch}},
		{"agency", []any{recorded}},
		{"report_version", []any{batch, recorded, parser, rules}},
	} {
		if err := m.exec(ctx, step.name, step.args...); err != nil {
			return err
		}
	}
	versions, err := m.added(ctx)
	if err != nil {
		return err
	}
	if err := m.writeDetails(ctx, versions); err != nil {
		return err
	}
	if m.run.id == 0 {
		if err := m.exec(ctx, "run", sql.Named("run_id", m.runID), sql.Named("started_at", info.StartedAt.UTC()),
			sql.Named("command", sqlfile.Clean(info.Command)), parser, rules); err != nil {
			return err
		}
	}
	return m.exec(ctx, "batch", batch, sql.Named("run_id", m.runID), recorded,
		sql.Named("documents", m.summary.Documents), sql.Named("reports", m.summary.Reports),
		sql.Named("cells", m.summary.Cells))
}

func (m *merge) writeDetails(ctx context.Context, versions []added) error {
	if len(versions) == 0 {
		return nil
	}
	if err := appendDetails(m.conn, versions); err != nil {
		return fmt.Errorf("details: %w", err)
	}
	if err := m.exec(ctx, "finding"); err != nil {
		return err
	}
	cells := &m.run.cells
	cells.reset()
	for _, v := range versions {
		cells.add(v.id, v.version.report.Cells, m.run.indicators)
	}
	if m.summary.Cells = cells.len(); m.summary.Cells == 0 {
		return nil
	}
	insert, err := statements.Text("cell")
	if err != nil {
		return err
	}
	if err := m.run.loader.load(ctx, m.conn, cells, insert); err != nil {
		return fmt.Errorf("cells: %w", err)
	}
	return nil
}

// added returns the versions that this batch inserted, in the order of the batch.
func (m *merge) added(ctx context.Context) ([]added, error) {
	var out []added
	err := statements.Each(ctx, m.conn.QueryContext, "new_version", func(scan sqlfile.Scan) error {
		var slot int
		var a added
		if err := scan(&slot, &a.id); err != nil {
			return err
		}
		a.version = &m.prepared.versions[slot]
		out = append(out, a)
		return nil
	})
	return out, err
}

func (m *merge) exec(ctx context.Context, name string, args ...any) error {
	_, err := statements.Exec(ctx, m.conn, name, args...)
	return err
}
