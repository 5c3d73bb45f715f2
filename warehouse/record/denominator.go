package record

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// Denominator is how many people a region had in a year.
type Denominator struct {
	RegionCode     string `json:"region_code"`
	Year           int    `json:"year"`
	Kind           string `json:"kind"`  // resident, registered
	Value          int64  `json:"value"` // people
	Source         string `json:"source"`
	IsInterpolated bool   `json:"is_interpolated"` // made of other years' numbers, by whoever imports it
}

// DenominatorList is what one person records at one time.
type DenominatorList struct {
	Who          string
	RecordedAt   time.Time
	DryRun       bool // say what would be written, and write nothing
	Denominators []Denominator
}

// DenominatorSummary says what was written.
type DenominatorSummary struct {
	Recorded  int `json:"recorded"`
	Unchanged int `json:"unchanged"` // that stand already, just so
}

// Denominators records populations in one transaction: all of them or, after an error, none. Nothing is overwritten: of two rows for one
// region, year and kind the later counts. One that stands already is not written again. It returns an error that wraps fault.ErrUsage where
// nobody is named as the one who records.
func Denominators(ctx context.Context, w Writer, l DenominatorList) (out DenominatorSummary, err error) {
	defer fault.Wrap(&err, "record %d denominators", len(l.Denominators))
	if strings.TrimSpace(l.Who) == "" {
		return out, fmt.Errorf("%w: nobody is named", fault.ErrUsage)
	}
	if len(l.Denominators) == 0 {
		return out, nil
	}
	err = w.Transact(ctx, func(conn *sql.Conn) (bool, error) {
		at, err := nextTime(ctx, conn, "denominator_clock", l.RecordedAt)
		if err != nil {
			return false, err
		}
		out.Recorded, err = insert(ctx, conn, "denominator", l.Denominators, sqlfile.Clean(strings.TrimSpace(l.Who)), at.UnixMicro())
		out.Unchanged = len(l.Denominators) - out.Recorded
		return out.Recorded > 0 && !l.DryRun, err
	})
	if err != nil {
		return DenominatorSummary{}, err
	}
	return out, nil
}
