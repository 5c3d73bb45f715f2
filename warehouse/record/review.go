package record

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
)

// Verdict is what a person decided about a finding.
type Verdict string

// The verdicts. Reopened takes an earlier one back.
const (
	Accepted  Verdict = "accepted"  // the finding is right
	Dismissed Verdict = "dismissed" // there is nothing wrong
	Reopened  Verdict = "open"
)

// Ruling is one verdict on one finding.
type Ruling struct {
	FindingID string
	Verdict   Verdict
	Who       string
	Why       string // may be empty with Reopened only
	// Corrections are the values that an accepted finding calls for. Where there are none, those that the finding
	// suggests are taken; one that suggests nothing is refused, unless NoAdjustment says that no number changes.
	Corrections  []Correction
	NoAdjustment bool
}

// Correction is the value that a cell should have had.
type Correction struct {
	Code  string
	Value report.Value
}

// BetweenFinding is a finding of a rule between reports. A view makes it, so table finding does not have it.
type BetweenFinding struct {
	VersionID int64
	ReportID  int64
	Cells     []string // indicator codes that it names, all of this report; none where a whole table is meant
}

// Review is a set of rulings that are made together.
type Review struct {
	Rulings []Ruling
	// Between are those of the findings that a rule between reports makes, by id.
	Between    map[string]BetweenFinding
	RecordedAt time.Time
	DryRun     bool // say what would be written, and write nothing
}

// ReviewSummary says what a review wrote.
type ReviewSummary struct {
	Verdicts    int `json:"verdicts"`
	Adjustments int `json:"adjustments"` // cells that now have another adjusted value
	Restored    int `json:"restored"`    // cells that have their published value again
	Unchanged   int `json:"unchanged"`   // rulings that stand already, just so
}

// Changed reports whether the review wrote anything.
func (s ReviewSummary) Changed() bool { return s.Verdicts > 0 }

// RulingProblem says why a ruling cannot be made.
type RulingProblem string

// The problems.
const (
	UnknownFinding  RulingProblem = "unknown"       // the warehouse has no such finding
	NoSuggestion    RulingProblem = "no_suggestion" // it suggests no value, or two for one cell
	ForeignCell     RulingProblem = "foreign_cell"  // a correction of a cell that the finding does not name
	SameValue       RulingProblem = "same_value"    // a correction to the value that is published
	BrokenCount     RulingProblem = "broken_count"  // a correction of a count to a number that is not whole
	ConflictingCell RulingProblem = "conflict"      // another accepted finding gave the cell another value
	Incomplete      RulingProblem = "incomplete"    // no verdict, or nobody, or no reason
)

// RulingError is a ruling that was refused, and with it the whole review. It wraps fault.ErrUsage.
type RulingError struct {
	FindingID string
	Problem   RulingProblem
	Code      string // of the cell, where it is about one
}

// Error names the finding, the problem and the cell.
func (e *RulingError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("finding %s: %s %s", e.FindingID, e.Problem, e.Code))
}

// Unwrap returns fault.ErrUsage.
func (e *RulingError) Unwrap() error { return fault.ErrUsage }

// Rule records what a person decided, in one transaction: all rulings or, after an error, none. Nothing is overwritten:
// a verdict is a row of table verdict, and an adjusted cell a row of table adjustment, of which the latest count. The
// adjustments of a verdict have its time, to the microsecond, which no other verdict shares; so a later verdict on
// the finding can take back just what this one changed. A cell that two accepted findings correct keeps its adjusted
// value until both are taken back.
//
// A ruling that stands already is not written again. One that cannot be made gives a *RulingError.
func Rule(ctx context.Context, w Writer, review Review) (_ ReviewSummary, err error) {
	defer fault.Wrap(&err, "rule on %d findings", len(review.Rulings))
	for _, r := range review.Rulings {
		if err := r.check(); err != nil {
			return ReviewSummary{}, err
		}
	}
	if len(review.Rulings) == 0 {
		return ReviewSummary{}, nil
	}
	var out ReviewSummary
	err = w.Transact(ctx, func(conn *sql.Conn) (bool, error) {
		p, err := readHistory(ctx, conn, review)
		if err != nil {
			return false, err
		}
		for _, r := range review.Rulings {
			r.Who, r.Why = sqlfile.Clean(r.Who), sqlfile.Clean(r.Why) // as the table keeps them, to be compared with what it has
			if err := p.rule(r); err != nil {
				return false, err
			}
		}
		out = p.summary
		if review.DryRun || !out.Changed() {
			return false, nil
		}
		return true, p.write(ctx, conn)
	})
	if err != nil {
		return ReviewSummary{}, err
	}
	return out, nil
}

// check refuses a ruling that nobody could account for later.
func (r Ruling) check() error {
	switch r.Verdict {
	case Accepted:
	case Dismissed, Reopened:
		if len(r.Corrections) > 0 {
			return &RulingError{FindingID: r.FindingID, Problem: Incomplete}
		}
	default:
		return &RulingError{FindingID: r.FindingID, Problem: Incomplete}
	}
	if strings.TrimSpace(r.Who) == "" || (strings.TrimSpace(r.Why) == "" && r.Verdict != Reopened) {
		return &RulingError{FindingID: r.FindingID, Problem: Incomplete}
	}
	return nil
}
