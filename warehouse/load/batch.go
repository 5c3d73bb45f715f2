package load

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse/key"
)

// MaxDocuments is how many documents one batch may hold. It bounds the memory of a load and what a kill loses.
const MaxDocuments = 1000

// Batch is what is loaded in one transaction.
type Batch struct {
	Documents  []Document
	RecordedAt time.Time
}

// Document is one file, or one member of an archive, with what was made of it: reports, or the reason for which it was
// rejected. One that has neither, as an archive, is kept as a document alone.
type Document struct {
	Path       string
	Size       int64
	ModifiedAt time.Time
	SHA256     string // of its bytes, 64 lower-case hex digits
	MediaType  string
	Source     string    // where it was published, empty where unknown
	FetchedAt  time.Time // zero where unknown
	Reason     string    // a code of fault.Reasons, empty for a document that gave reports
	Message    string
	Reports    []report.Report // in the order of the document
}

// BatchSummary says what a batch wrote.
type BatchSummary struct {
	BatchID      int64 // 0 where nothing was written
	Documents    int   // in the batch, paths with the same content counted once
	NewDocuments int
	NewPaths     int // files that are new, moved or changed
	Reports      int // new versions
	Cells        int // of the new versions
	Judgements   int // documents of which this parser made something else than the one before, new ones included
	Unchanged    int // documents that the warehouse had already, just so
}

// Changed reports whether the batch wrote anything.
func (s BatchSummary) Changed() bool { return s.BatchID != 0 }

// Add adds the counts of another batch; BatchID becomes the later one.
func (s *BatchSummary) Add(o BatchSummary) {
	s.BatchID = max(s.BatchID, o.BatchID)
	s.Documents += o.Documents
	s.NewDocuments += o.NewDocuments
	s.NewPaths += o.NewPaths
	s.Reports += o.Reports
	s.Cells += o.Cells
	s.Judgements += o.Judgements
	s.Unchanged += o.Unchanged
}

// prepared is a batch with its keys: each list without duplicates, in the order of the batch.
type prepared struct {
	recordedAt time.Time
	documents  []*Document // one for each content
	paths      []*Document // one for each path
	versions   []version
	agencies   []agency
}

// version is one report on its way into report_version.
type version struct {
	key      string
	reportID int64
	agencyID int64 // 0 while unsettled
	sha256   string
	ordinal  int // from 1
	report   *report.Report
}

// agency is one body on its way into agency.
type agency struct {
	id     int64
	report *report.Report
}

// prepare checks a batch and gives its rows their keys. It refuses what the caller did wrong; bad data never gets
// this far.
func prepare(batch Batch, info RunInfo, indicators map[string]int16) (*prepared, error) {
	if len(batch.Documents) > MaxDocuments {
		return nil, fmt.Errorf("%w: a batch holds at most %d documents", fault.ErrUsage, MaxDocuments)
	}
	p := &prepared{recordedAt: batch.RecordedAt.UTC()}
	contents, keys, agencies := map[string]bool{}, map[string]bool{}, map[int64]bool{}
	paths := map[string]int{}
	for i := range batch.Documents {
		d := &batch.Documents[i]
		if err := d.check(indicators); err != nil {
			return nil, fmt.Errorf("document %s: %w", d.Path, err)
		}
		if n, ok := paths[d.Path]; ok {
			p.paths[n] = d // seen again: what is there now is what was seen last
		} else {
			paths[d.Path] = len(p.paths)
			p.paths = append(p.paths, d)
		}
		if !contents[d.SHA256] {
			contents[d.SHA256] = true
			p.documents = append(p.documents, d)
		}
		for n := range d.Reports {
			v := newVersion(d, n, info)
			if keys[v.key] {
				continue // the same content under another path
			}
			keys[v.key] = true
			p.versions = append(p.versions, v)
			if v.agencyID != 0 && !agencies[v.agencyID] {
				agencies[v.agencyID] = true
				p.agencies = append(p.agencies, agency{v.agencyID, v.report})
			}
		}
	}
	return p, nil
}

func newVersion(d *Document, n int, info RunInfo) version {
	r := &d.Reports[n]
	v := version{sha256: d.SHA256, ordinal: n + 1, report: r, key: key.Version(d.SHA256, n+1, info.ParserVersion, info.RulesVersion, r)}
	if r.Settled() {
		v.agencyID = key.Agency(r.Agency, r.RegionCode)
		v.reportID = key.Report(r.Agency, r.RegionCode, r.Year)
	} else {
		v.reportID = key.Unsettled(d.SHA256, n+1)
	}
	return v
}

func (d *Document) check(indicators map[string]int16) error {
	if d.Path == "" {
		return fmt.Errorf("%w: it has no path", fault.ErrUsage)
	}
	if len(d.SHA256) != 64 || strings.Trim(d.SHA256, "0123456789abcdef") != "" {
		return fmt.Errorf("%w: %q is not a SHA-256 in lower-case hex", fault.ErrUsage, d.SHA256)
	}
	if d.Reason != "" && !slices.Contains(fault.Reasons(), d.Reason) {
		return fmt.Errorf("%w: unknown reason %q", fault.ErrUsage, d.Reason)
	}
	if d.Reason != "" && len(d.Reports) > 0 {
		return fmt.Errorf("%w: it is rejected (%s) and has %d reports", fault.ErrUsage, d.Reason, len(d.Reports))
	}
	if len(d.Reports) > math.MaxInt16 {
		return fmt.Errorf("%w: it has %d reports", fault.ErrUsage, len(d.Reports))
	}
	for n := range d.Reports {
		if err := checkReport(&d.Reports[n], indicators); err != nil {
			return fmt.Errorf("report %d: %w", n+1, err)
		}
	}
	return nil
}

// checkReport refuses unknown codes, states and scopes, and an indicator that stands twice: every sum over the
// cells would count it twice, and nothing would flag it.
func checkReport(r *report.Report, indicators map[string]int16) error {
	if r.Year < 0 || r.Year > math.MaxInt16 {
		return fmt.Errorf("%w: year %d", fault.ErrUsage, r.Year)
	}
	seen := make([]bool, 0, 512)
	for i := range r.Cells {
		c := &r.Cells[i]
		id, ok := indicators[c.Code]
		if !ok {
			return fmt.Errorf("%w: the warehouse has no indicator %s", fault.ErrUsage, c.Code)
		}
		if int(id) >= len(seen) {
			seen = append(seen, make([]bool, int(id)+1-len(seen))...)
		}
		if seen[id] {
			return fmt.Errorf("%w: indicator %s stands twice", fault.ErrUsage, c.Code)
		}
		seen[id] = true
		if _, ok := stateCode(c.State); !ok {
			return fmt.Errorf("%w: cell %s: unknown state %q", fault.ErrUsage, c.Code, c.State)
		}
	}
	return nil
}

// stateCode returns the place of a state in report.States, which is its place in the type cell_state.
func stateCode(s report.State) (uint8, bool) {
	switch s {
	case report.Reported:
		return 0, true
	case report.Blank:
		return 1, true
	case report.Placeholder:
		return 2, true
	case report.Unreadable:
		return 3, true
	case report.Absent:
		return 4, true
	case report.Inferred:
		return 5, true
	}
	return 0, false
}
