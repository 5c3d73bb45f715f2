package record

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
	"gongkai/warehouse/key"
)

// Body is a row of table agency: who reports, for where.
type Body struct {
	Name       string `json:"name"`
	RegionCode string `json:"region_code"`
	Level      string `json:"level"`
	Kind       string `json:"kind"`
	System     string `json:"system"` // empty outside a vertical system
}

// AgencyID is the id of the body with a name and a region.
func AgencyID(name, region string) int64 {
	return key.Agency(sqlfile.Clean(name), sqlfile.Clean(region))
}

// ID is the id of the body.
func (b Body) ID() int64 { return AgencyID(b.Name, b.RegionCode) }

// Override is what a person settled about a document: one field, for one report of it or for all.
type Override struct {
	SHA256  string `json:"sha256"`
	Ordinal int    `json:"ordinal"` // from 1; 0 for every report of the document
	Field   string `json:"field"`   // agency, region_code, year, scope, scope_disclosure, scope_request, scope_appeal
	Value   string `json:"value"`   // empty: as it was read
	Why     string `json:"why"`
	// AsRead writes an empty value also where nothing stands: what another document of the report says is not taken over.
	AsRead bool `json:"as_read"`
}

// Alias says that a name stands for a body, in the region of the body.
type Alias struct {
	AgencyID int64  `json:"agency_id"`
	Name     string `json:"name"`
	Why      string `json:"why"`
}

// AgencyChange is what a body is from now on. Days are written 2024-03-01, or empty where there is no limit.
type AgencyChange struct {
	AgencyID  int64  `json:"agency_id"`
	Name      string `json:"name"`
	Level     string `json:"level"`
	Kind      string `json:"kind"`
	System    string `json:"system"`
	ValidFrom string `json:"valid_from"`
	ValidTo   string `json:"valid_to"`
	Since     string `json:"since"`
	Why       string `json:"why"`
}

// Successor says that a body took over from another.
type Successor struct {
	AgencyID    int64  `json:"agency_id"`
	SuccessorID int64  `json:"successor_id"`
	Since       string `json:"since"`
	Why         string `json:"why"`
}

// RegisterEntry says whether a body is expected to report for a year.
type RegisterEntry struct {
	AgencyID int64  `json:"agency_id"`
	Year     int    `json:"year"`
	Status   string `json:"status"` // expected, exempt, merged, nil
	Contact  string `json:"contact"`
	Receipts *bool  `json:"receipts"` // whether what comes in is recorded; nil leaves what stands
	Why      string `json:"why"`
}

// Deadline is a day that a person imported: of the year after the one that a report is about. Month and Day 0 take back what was imported
// before of these years.
type Deadline struct {
	Purpose    string `json:"purpose"` // file, publish
	Level      string `json:"level"`
	Body       string `json:"body"`        // government, department, vertical
	RegionCode string `json:"region_code"` // empty for everywhere
	Month      int    `json:"month"`
	Day        int    `json:"day"`
	FromYear   int    `json:"from_year"`
	ToYear     int    `json:"to_year"` // 0 while it holds
	Source     string `json:"source"`
	Why        string `json:"why"`
}

// Look says that somebody looked for a report at an address on a day and did not find it.
type Look struct {
	AgencyID    int64  `json:"agency_id"` // 0: for the report of the government of the region
	RegionCode  string `json:"region_code"`
	Year        int    `json:"year"`
	Address     string `json:"address"`
	LookedOn    string `json:"looked_on"`    // 2024-03-01
	IsWithdrawn bool   `json:"is_withdrawn"` // that it was said before was a mistake
	Why         string `json:"why"`
}

// Entries is what one person records at one time about bodies and about who gave which report.
type Entries struct {
	Who        string
	RecordedAt time.Time
	DryRun     bool // say what would be written, and write nothing

	Bodies     []Body // that must be there; one that is keeps its sort
	Overrides  []Override
	Aliases    []Alias
	Changes    []AgencyChange
	Successors []Successor
	Register   []RegisterEntry
	Deadlines  []Deadline
	Looks      []Look
}

// EntrySummary says what was written.
type EntrySummary struct {
	Bodies     int `json:"bodies"`
	Overrides  int `json:"overrides"`
	Aliases    int `json:"aliases"`
	Changes    int `json:"changes"`
	Successors int `json:"successors"`
	Register   int `json:"register"`
	Deadlines  int `json:"deadlines"`
	Looks      int `json:"looks"`
	Unchanged  int `json:"unchanged"` // entries that stand already, just so
}

// Changed reports whether anything was written.
func (s EntrySummary) Changed() bool {
	return s.Bodies+s.Overrides+s.Aliases+s.Changes+s.Successors+s.Register+s.Deadlines+s.Looks > 0
}

// Enter records entries in one transaction: all of them or, after an error, none. Nothing is overwritten: each is a new row,
// of which the latest counts, at a time that no earlier row has. An entry that stands already is not written again.
// Entries of one call must not contradict each other. It returns an error that wraps fault.ErrUsage where nobody is
// named as the one who records.
func Enter(ctx context.Context, w Writer, e Entries) (out EntrySummary, err error) {
	defer fault.Wrap(&err, "enter")
	if strings.TrimSpace(e.Who) == "" {
		return out, fmt.Errorf("%w: nobody is named", fault.ErrUsage)
	}
	err = w.Transact(ctx, func(conn *sql.Conn) (bool, error) {
		out, err = e.enter(ctx, conn)
		return out.Changed() && !e.DryRun, err
	})
	if err != nil {
		return EntrySummary{}, err
	}
	return out, nil
}

// enter writes all entries, also those of a dry run, whose transaction is not kept.
func (e Entries) enter(ctx context.Context, conn *sql.Conn) (out EntrySummary, err error) {
	at, err := nextTime(ctx, conn, "enter_clock", e.RecordedAt)
	if err != nil {
		return out, err
	}
	bodies := make([]bodyRow, len(e.Bodies))
	for i, b := range e.Bodies {
		bodies[i] = bodyRow{b, b.ID()}
	}
	known := 0 // bodies that are there are nothing that somebody entered again
	for _, step := range []struct {
		name               string
		rows               any
		count              int
		written, unchanged *int
	}{
		{"enter_body", bodies, len(bodies), &out.Bodies, &known},
		{"enter_override", e.Overrides, len(e.Overrides), &out.Overrides, &out.Unchanged},
		{"enter_alias", e.Aliases, len(e.Aliases), &out.Aliases, &out.Unchanged},
		{"enter_change", e.Changes, len(e.Changes), &out.Changes, &out.Unchanged},
		{"enter_successor", e.Successors, len(e.Successors), &out.Successors, &out.Unchanged},
		{"enter_register", e.Register, len(e.Register), &out.Register, &out.Unchanged},
		{"enter_deadline", e.Deadlines, len(e.Deadlines), &out.Deadlines, &out.Unchanged},
		{"enter_look", e.Looks, len(e.Looks), &out.Looks, &out.Unchanged},
	} {
		if step.count == 0 {
			continue
		}
		written, err := insert(ctx, conn, step.name, step.rows, sqlfile.Clean(strings.TrimSpace(e.Who)), at.UnixMicro())
		if err != nil {
			return out, err
		}
		*step.written += written
		*step.unchanged += max(0, step.count-written) // a successor may bring others with it
	}
	return out, nil
}

// bodyRow is a row of table agency on its way there.
type bodyRow struct {
	Body
	AgencyID int64 `json:"agency_id"`
}
