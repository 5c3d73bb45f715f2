package record

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
)

// history is what was found and decided before, in the reports that a review touches, and what the review adds to it.
type history struct {
	next        time.Time                // the time of the next row
	findings    map[string]ruledFinding  // by id
	verdicts    map[string]ruledVerdict  // the latest of each finding, by id
	ofReport    map[int64][]string       // the findings with a verdict of a report
	adjustments map[int64][]adjustedCell // by report, in the order in which they were made
	cells       map[cellKey]cellNow

	newVerdicts    []verdictRow
	newAdjustments []adjustmentRow
	summary        ReviewSummary
}

// ruledFinding is a finding as its latest version has it.
type ruledFinding struct {
	id         string
	versionID  int64
	reportID   int64
	cells      []string
	suggestion []report.Suggestion
}

// ruledVerdict is the latest verdict on a finding.
type ruledVerdict struct {
	verdict  Verdict
	who, why string
	at       time.Time
}

// adjustedCell is one adjustment. Numbers are texts as report.Value prints them, empty for none.
type adjustedCell struct {
	indicator        int16
	published, value string
	at               time.Time
}

// cellKey names a cell of a version.
type cellKey struct {
	version int64
	code    string
}

// cellNow is the published value of a cell, as text, empty for none.
type cellNow struct {
	indicator int16
	published string
	isCount   bool // of an indicator that is counted, which is whole
}

// readHistory reads all that the rulings of a review depend on.
func readHistory(ctx context.Context, conn *sql.Conn, review Review) (*history, error) {
	h := &history{
		findings: map[string]ruledFinding{}, verdicts: map[string]ruledVerdict{}, ofReport: map[int64][]string{},
		adjustments: map[int64][]adjustedCell{}, cells: map[cellKey]cellNow{},
	}
	var ids []string
	for _, r := range review.Rulings {
		ids = append(ids, r.FindingID)
	}
	if err := h.readFindings(ctx, conn, ids); err != nil {
		return nil, err
	}
	for id, f := range review.Between {
		h.findings[id] = ruledFinding{id: id, versionID: f.VersionID, reportID: f.ReportID, cells: f.Cells}
	}
	var reports []int64
	var found []reportFinding
	var cells []cellRequest
	asked := map[cellRequest]bool{}
	for _, r := range review.Rulings {
		f, ok := h.findings[r.FindingID]
		if !ok {
			return nil, &RulingError{FindingID: r.FindingID, Problem: UnknownFinding}
		}
		reports = append(reports, f.reportID)
		found = append(found, reportFinding{f.reportID, f.id})
		for _, code := range f.codes(r) {
			if c := (cellRequest{f.versionID, code}); !asked[c] {
				asked[c] = true
				cells = append(cells, c)
			}
		}
	}
	if err := h.readVerdicts(ctx, conn, reports, found); err != nil {
		return nil, err
	}
	if err := h.readAdjustments(ctx, conn, reports); err != nil {
		return nil, err
	}
	if err := h.readCells(ctx, conn, cells); err != nil {
		return nil, err
	}
	var err error
	h.next, err = nextTime(ctx, conn, "review_clock", review.RecordedAt)
	return h, err
}

// cellRequest asks for a cell; it goes to the database as JSON.
type cellRequest struct {
	Version int64  `json:"version_id"`
	Code    string `json:"code"`
}

// codes returns the cells that a ruling on the finding may correct.
func (f ruledFinding) codes(r Ruling) []string {
	var codes []string
	for _, s := range f.suggestion {
		codes = append(codes, s.Code)
	}
	for _, c := range r.Corrections {
		codes = append(codes, c.Code)
	}
	return codes
}

func (h *history) readFindings(ctx context.Context, conn *sql.Conn, ids []string) error {
	return each(ctx, conn, "review_finding", ids, func(scan sqlfile.Scan) error {
		var f ruledFinding
		var cells string
		var suggestion sql.NullString
		if err := scan(&f.id, &f.versionID, &f.reportID, &cells, &suggestion); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(cells), &f.cells); err != nil {
			return fmt.Errorf("cells of %s: %w", f.id, err)
		}
		if suggestion.Valid {
			if err := json.Unmarshal([]byte(suggestion.String), &f.suggestion); err != nil {
				return fmt.Errorf("suggestion of %s: %w", f.id, err)
			}
		}
		h.findings[f.id] = f
		return nil
	})
}

// reportFinding is a finding and its report; it goes to the database as JSON.
type reportFinding struct {
	ReportID  int64  `json:"report_id"`
	FindingID string `json:"finding_id"`
}

// readVerdicts reads the verdicts on the findings of the reports, and those on the findings that are ruled on.
func (h *history) readVerdicts(ctx context.Context, conn *sql.Conn, reports []int64, found []reportFinding) error {
	read := func(scan sqlfile.Scan) error {
		var reportID, at int64
		var id string
		var v ruledVerdict
		if err := scan(&reportID, &id, &v.verdict, &v.who, &v.why, &at); err != nil {
			return err
		}
		v.at = time.UnixMicro(at).UTC()
		h.remember(reportID, id, v)
		return nil
	}
	if err := each(ctx, conn, "review_verdict", reports, read); err != nil {
		return err
	}
	return each(ctx, conn, "review_verdict_of", found, read)
}

// remember makes a verdict the latest on its finding.
func (h *history) remember(reportID int64, id string, v ruledVerdict) {
	if _, ok := h.verdicts[id]; !ok {
		h.ofReport[reportID] = append(h.ofReport[reportID], id)
	}
	h.verdicts[id] = v
}

func (h *history) readAdjustments(ctx context.Context, conn *sql.Conn, reports []int64) error {
	return each(ctx, conn, "review_adjustment", reports, func(scan sqlfile.Scan) error {
		var reportID, at int64
		var published, value sql.NullString
		var a adjustedCell
		if err := scan(&reportID, &a.indicator, &published, &value, &at); err != nil {
			return err
		}
		a.at = time.UnixMicro(at).UTC()
		var err error
		if a.published, err = plain(published); err == nil {
			a.value, err = plain(value)
		}
		h.adjustments[reportID] = append(h.adjustments[reportID], a)
		return err
	})
}

func (h *history) readCells(ctx context.Context, conn *sql.Conn, cells []cellRequest) error {
	return each(ctx, conn, "review_cell", cells, func(scan sqlfile.Scan) error {
		var key cellKey
		var c cellNow
		var published sql.NullString
		if err := scan(&key.version, &key.code, &c.indicator, &published, &c.isCount); err != nil {
			return err
		}
		var err error
		c.published, err = plain(published)
		h.cells[key] = c
		return err
	})
}

// plain turns 16.000000 into 16, and NULL into nothing.
func plain(s sql.NullString) (string, error) {
	if !s.Valid {
		return "", nil
	}
	v, err := report.ParseValue(s.String)
	return v.String(), err
}

// each runs sql/<name>.sql with a list as JSON, and hands out the rows.
func each[T any](ctx context.Context, conn *sql.Conn, name string, list []T, row func(sqlfile.Scan) error) error {
	if len(list) == 0 {
		return nil
	}
	encoded, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return statements.Each(ctx, conn.QueryContext, name, row, string(encoded))
}
