package job

import (
	"gongkai/ingest/feed"
	"gongkai/internal/report"
	"gongkai/queries/page"
)

// IngestSummary says what a run of Ingest did.
type IngestSummary struct {
	DryRun     bool            `json:"dry_run"`
	Warehouse  string          `json:"warehouse,omitempty"`
	Snapshot   string          `json:"snapshot,omitempty"`
	Changed    bool            `json:"changed"`   // a batch wrote something
	Published  bool            `json:"published"` // there is a new snapshot
	Found      int             `json:"found"`
	Unchanged  int             `json:"unchanged"` // skipped: path, size and time are known
	Read       int             `json:"read"`
	Reports    int             `json:"reports"`     // in the documents read
	NewReports int             `json:"new_reports"` // that the warehouse did not have
	NewCells   int             `json:"new_cells"`
	Unsettled  int             `json:"unsettled"` // agency, region or year is not known: in no total
	Findings   FindingCounts   `json:"findings"`
	Rejected   []feed.Rejected `json:"rejected"`      // those that were known before those that were read; without messages
	Lost       []string        `json:"lost"`          // with Stale: neither in the archive nor where they were
	Stale      int             `json:"stale_reports"` // that an older parser or older rules read, in the warehouse after this run

	Manifest         *ManifestSummary `json:"manifest,omitempty"`
	PutBack          int              `json:"put_back"` // files that lie again as they were, where the version between counts
	PutBackFiles     []page.PutBack   `json:"put_back_files,omitempty"`
	TakenOver        int              `json:"taken_over"` // reports for which something holds that was settled for another document of them
	TakenOverReports []TakenReport    `json:"taken_over_reports,omitempty"`
}

// FindingCounts counts findings of the documents read by severity.
type FindingCounts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

func (c *FindingCounts) count(f report.Finding) {
	switch f.Severity {
	case report.Error:
		c.Error++
	case report.Warning:
		c.Warning++
	case report.Info:
		c.Info++
	}
}
