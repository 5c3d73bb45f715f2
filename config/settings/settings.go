// Package settings holds what a person may set: where the warehouse is, the language, how many workers, what one
// document may cost, how long a query may take.
//
// The invariant: a value is known together with its source, and what is not understood is refused. The order is
// defaults < file < environment < flags. A key that does not exist is a problem wherever it stands, since a
// misspelt limit that is silently ignored is worse than a refusal; all problems are reported at once.
//
// The package reads no environment and no flags itself: cmd hands them in, so that a load is a pure function of
// its Input and the file.
//
//	loaded, err := settings.Load(settings.Input{File: "gongkai.yaml", Limits: limits, Environment: os.Environ()})
//	loaded.Settings.Warehouse.Path // "gongkai.duckdb"
//	loaded.Values                  // every key with its value and where it came from
package settings

import "time"

// Settings are the values after all sources were applied.
type Settings struct {
	Language  string // "zh", "en", or empty: the system's
	Reviewer  string // who decides about findings; empty: the user of the system
	Warehouse Warehouse
	Archive   Archive
	Ingest    Ingest
	Register  Register
	Export    Export
	SQL       SQL
	Schedule  Schedule
}

// Warehouse says where the warehouse is and what its writer may use.
type Warehouse struct {
	Path        string
	MemoryLimit string // as DuckDB writes it, "4GB"; empty: DuckDB's own default
	Threads     int    // 0: one for each core
}

// Archive says whether the documents themselves are kept, and where.
type Archive struct {
	Enabled bool
	Path    string // a folder; empty: <warehouse>.archive
}

// Ingest bounds the reading of documents.
type Ingest struct {
	Workers int // 0: one for each core
	Batch   int // documents in one transaction
	Limits  Limits
}

// Limits bound what one document may cost. The fields are those of read.Limits, which cmd converts it to: config
// stands below ingest and does not import it, and the compiler holds the two together.
type Limits struct {
	Bytes        int64
	Unpacked     int64
	Ratio        int64
	Depth        int
	Entries      int
	Cells        int
	Columns      int
	Pages        int
	Milliseconds int64
}

// Register says how the register of who is expected is kept.
type Register struct {
	// Receipts: whoever keeps it also records each report that comes in. Rows that say nothing of it are taken so when they are imported;
	// only then a report that did not come is called not filed.
	Receipts bool
}

// SQL bounds one query of an analyst.
type SQL struct {
	MemoryLimit string
	TempSize    string // of what may lie on disk beyond the memory; empty: nothing
	ResultSize  string // of the values of one result
	Threads     int    // 0: one for each core
	Workers     int    // processes among which the shell has the memory shared
	Timeout     time.Duration
}

// MaxBatch is the most documents that one batch may hold.
const MaxBatch = 1000

// Defaults returns the settings of a machine where nobody set anything, with the limits that the readers choose.
func Defaults(limits Limits) Settings {
	return Settings{
		Warehouse: Warehouse{Path: "gongkai.duckdb"},
		Archive:   Archive{Enabled: true},
		Ingest:    Ingest{Batch: MaxBatch, Limits: limits},
		SQL:       SQL{MemoryLimit: "4GB", ResultSize: "1GB", Workers: 2, Timeout: time.Minute},
		Schedule:  Schedule{Timezone: "Asia/Shanghai", Export: "parquet", Retries: 5, Backoff: 5 * time.Minute, Jobs: legalCalendar()},
	}
}
