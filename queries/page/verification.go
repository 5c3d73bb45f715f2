package page

import (
	"gongkai/internal/report"
	"gongkai/warehouse/release"
)

// Verification is what came of reading a document again.
type Verification struct {
	Cells       int             `json:"cells"` // compared
	Differences []DifferentCell `json:"differences"`
	OtherParser bool            `json:"other_parser"` // an earlier parser made the version: a difference may be its
}

// DifferentCell is a cell that reads otherwise now. Nil is a cell that is on one side only.
type DifferentCell struct {
	Code   string      `json:"code"`
	Stored *StoredCell `json:"stored"`
	Read   *StoredCell `json:"read"`
}

// StoredCell is a cell as the warehouse keeps it.
type StoredCell struct {
	State report.State `json:"state"`
	Value string       `json:"value"` // empty where there is none
	Raw   string       `json:"raw"`
	Place report.Place `json:"place"`
}

// VerifiedCount sums up a verification, in documents.
type VerifiedCount struct {
	Documents int `json:"documents"`
	Cells     int `json:"cells"`
	Gone      int `json:"gone"`      // they can no longer be read
	Differing int `json:"differing"` // a cell reads otherwise
}

// ReleaseVerification is what came of building a release again.
type ReleaseVerification struct {
	release.Release
	ReferenceChanged bool                     `json:"reference_changed"` // since the release
	ViewsChanged     bool                     `json:"views_changed"`
	TotalsCompared   int                      `json:"totals_compared"`
	Totals           []release.DifferingTotal `json:"differing_totals"`
	Inputs           []release.DifferingInput `json:"differing_inputs"`

	RowsCompared int                         `json:"rows_compared"` // of panels, rates, members and whatever else it holds
	Relations    []release.DifferingRelation `json:"differing_relations"`

	Documents *VerifiedCount     `json:"documents,omitempty"`
	Differing []VerifiedDocument `json:"differing_documents,omitempty"`
}

// VerifiedDocument is a report of the release whose document reads otherwise now.
type VerifiedDocument struct {
	Agency     string `json:"agency"`
	RegionCode string `json:"region_code"`
	SHA256     string `json:"sha256"`
	ReadFrom   string `json:"read_from"`
	Verification
}
