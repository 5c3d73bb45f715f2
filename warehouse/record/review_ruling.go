package record

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"gongkai/internal/report"
)

// verdictRow is a row of table verdict on its way there, as JSON.
type verdictRow struct {
	FindingID string  `json:"finding_id"`
	Verdict   Verdict `json:"verdict"`
	Who       string  `json:"who"`
	Why       *string `json:"why"`
	At        int64   `json:"micros"` // microseconds since 1970
}

// adjustmentRow is a row of table adjustment on its way there, as JSON.
type adjustmentRow struct {
	ReportID  int64   `json:"report_id"`
	Indicator int16   `json:"indicator_id"`
	Published *string `json:"published_value"`
	Value     *string `json:"value"`
	Who       string  `json:"who"`
	Why       *string `json:"why"`
	At        int64   `json:"micros"`
}

func (h *history) rule(r Ruling) error {
	f := h.findings[r.FindingID]
	made := h.made(f.reportID, f.id)
	wanted, err := h.wanted(f, r)
	if err != nil {
		return err
	}
	last, ruled := h.verdicts[f.id]
	if !ruled && r.Verdict == Reopened {
		h.summary.Unchanged++ // nothing to take back
		return nil
	}
	if ruled && last.verdict == r.Verdict && last.who == r.Who && last.why == r.Why && sameCells(made, wanted) {
		h.summary.Unchanged++
		return nil
	}
	at := h.tick()
	h.remember(f.reportID, f.id, ruledVerdict{r.Verdict, r.Who, r.Why, at})
	h.newVerdicts = append(h.newVerdicts, verdictRow{f.id, r.Verdict, r.Who, optional(r.Why), at.UnixMicro()})
	h.summary.Verdicts++
	for _, a := range wanted {
		h.adjust(f.reportID, a, r, at)
		h.summary.Adjustments++
	}
	for _, a := range made {
		if slices.ContainsFunc(wanted, func(w adjustedCell) bool { return w.indicator == a.indicator }) {
			continue
		}
		// A later time than that of the verdict: what is restored is not what the verdict corrects.
		value, others := h.agreed(f, a)
		if !others {
			value = a.published
			h.summary.Restored++
		}
		h.adjust(f.reportID, adjustedCell{indicator: a.indicator, published: a.published, value: value}, r, h.tick())
	}
	return nil
}

// wanted returns the adjustments that a ruling calls for.
func (h *history) wanted(f ruledFinding, r Ruling) ([]adjustedCell, error) {
	if r.Verdict != Accepted || r.NoAdjustment {
		return nil, nil
	}
	corrections, explicit := r.Corrections, true
	if len(corrections) == 0 {
		explicit = false
		for _, s := range f.suggestion {
			v, err := report.ParseValue(s.Value)
			if err != nil {
				return nil, fmt.Errorf("suggestion of %s: %w", f.id, err)
			}
			corrections = append(corrections, Correction{s.Code, v})
		}
	}
	if len(corrections) == 0 {
		return nil, &RulingError{FindingID: f.id, Problem: NoSuggestion}
	}
	var out []adjustedCell
	for i, c := range corrections {
		cell, ok := h.cells[cellKey{f.versionID, c.Code}]
		// A finding about a document as a whole names no cell: then any cell of the report may be meant.
		named := len(f.cells) == 0 || slices.Contains(f.cells, c.Code) ||
			slices.ContainsFunc(f.suggestion, func(s report.Suggestion) bool { return s.Code == c.Code })
		if !ok || !named {
			return nil, &RulingError{FindingID: f.id, Problem: ForeignCell, Code: c.Code}
		}
		if slices.ContainsFunc(corrections[:i], func(o Correction) bool { return o.Code == c.Code }) {
			return nil, &RulingError{FindingID: f.id, Problem: NoSuggestion, Code: c.Code} // two values for one cell
		}
		a := adjustedCell{indicator: cell.indicator, published: cell.published, value: c.Value.String()}
		if cell.isCount && !c.Value.IsWhole() {
			return nil, &RulingError{FindingID: f.id, Problem: BrokenCount, Code: c.Code}
		}
		if a.value == a.published {
			return nil, &RulingError{FindingID: f.id, Problem: SameValue, Code: c.Code}
		}
		if other, ok := h.agreed(f, a); ok && other != a.value && !explicit {
			return nil, &RulingError{FindingID: f.id, Problem: ConflictingCell, Code: c.Code}
		}
		out = append(out, a)
	}
	return out, nil
}

// made returns the adjustments that come from the verdict on a finding, where it is accepted.
func (h *history) made(reportID int64, finding string) []adjustedCell {
	v, ok := h.verdicts[finding]
	if !ok || v.verdict != Accepted {
		return nil
	}
	var out []adjustedCell
	for _, a := range h.adjustments[reportID] {
		if a.at.Equal(v.at) {
			out = append(out, a)
		}
	}
	return out
}

// agreed returns the value that another accepted finding gave to a cell, the latest of them.
func (h *history) agreed(f ruledFinding, cell adjustedCell) (value string, ok bool) {
	var latest time.Time
	for _, id := range h.ofReport[f.reportID] {
		if id == f.id {
			continue
		}
		for _, a := range h.made(f.reportID, id) {
			if a.indicator == cell.indicator && a.published == cell.published && a.at.After(latest) {
				value, ok, latest = a.value, true, a.at
			}
		}
	}
	return value, ok
}

func (h *history) adjust(reportID int64, a adjustedCell, r Ruling, at time.Time) {
	a.at = at
	h.adjustments[reportID] = append(h.adjustments[reportID], a)
	h.newAdjustments = append(h.newAdjustments, adjustmentRow{
		ReportID: reportID, Indicator: a.indicator, Published: optional(a.published), Value: optional(a.value),
		Who: r.Who, Why: optional(r.Why), At: at.UnixMicro(),
	})
}

// tick returns the time of the next row, another each time.
func (h *history) tick() time.Time {
	at := h.next
	h.next = at.Add(time.Microsecond)
	return at
}

func (h *history) write(ctx context.Context, conn *sql.Conn) error {
	if _, err := insert(ctx, conn, "review_new_verdict", h.newVerdicts); err != nil {
		return err
	}
	_, err := insert(ctx, conn, "review_new_adjustment", h.newAdjustments)
	return err
}

// sameCells reports whether two lists adjust the same cells to the same values.
func sameCells(made, wanted []adjustedCell) bool {
	if len(made) != len(wanted) {
		return false
	}
	for _, w := range wanted {
		if !slices.ContainsFunc(made, func(m adjustedCell) bool {
			return m.indicator == w.indicator && m.published == w.published && m.value == w.value
		}) {
			return false
		}
	}
	return true
}

// optional returns nil, that is NULL, for an empty text.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
