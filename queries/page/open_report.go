package page

import (
	"context"

	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// OpenReports lists the reports that are in no total because something about them is not settled.
type OpenReports struct {
	Reports []OpenReport `json:"reports"`
}

// OpenReport is one such report. What is not known is empty or 0.
type OpenReport struct {
	Report     string            `json:"report"` // its short name
	Why        string            `json:"why"`    // one of OpenWhys
	Title      string            `json:"title"`
	Agency     string            `json:"agency"`
	RegionCode string            `json:"region_code"`
	Region     string            `json:"region"`
	Year       int               `json:"year"`
	Scopes     map[string]string `json:"scopes"` // by subject
	Path       string            `json:"path"`
	Candidates []RegionCandidate `json:"candidates"`
	Evidence   []Evidence        `json:"evidence"`

	versionID int64
}

// OpenWhys are the things about a report that can be open.
func OpenWhys() []string {
	return []string{"agency", "region", "year", "region_not_valid_in_year", "scope", "part_of_year"}
}

// OpenReportOptions say which open reports are asked for; what is empty is not restricted.
type OpenReportOptions struct {
	Region string // a code: reports that are settled there or inside it, or that may be from there
	Year   int
	Why    string
}

// ListOpenReports lists open reports with the evidence on them.
func ListOpenReports(ctx context.Context, source Source, o OpenReportOptions) (list OpenReports, err error) {
	defer fault.Wrap(&err, "list open reports")
	list.Reports = []OpenReport{}
	var versions []int64
	err = statements().Each(ctx, source, "open_report", func(scan func(...any) error) error {
		r := OpenReport{Candidates: []RegionCandidate{}, Evidence: []Evidence{}}
		var sha, disclosure, request, appeal string
		var ordinal int
		err := scan(&r.versionID, &sha, &ordinal, &r.Why, &r.Title, &r.Agency, &r.RegionCode, &r.Region, &r.Year,
			&disclosure, &request, &appeal, &r.Path)
		r.Report = report.Name(sha, ordinal)
		r.Scopes = map[string]string{"disclosure": disclosure, "request": request, "appeal": appeal}
		versions = append(versions, r.versionID)
		list.Reports = append(list.Reports, r)
		return err
	}, o.Region, o.Year, o.Why)
	if err != nil || len(versions) == 0 {
		return list, err
	}
	evidence, err := readEvidence(ctx, source, versions)
	for i := range list.Reports {
		r := &list.Reports[i]
		r.Candidates, r.Evidence = splitEvidence(evidence[r.versionID])
	}
	return list, err
}
