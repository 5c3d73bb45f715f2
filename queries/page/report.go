package page

import (
	"context"
	"strconv"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
)

// Report is one report with all that its tables say, and what was found wrong with them.
type Report struct {
	VersionID   string                             `json:"version_id"` // a text: more digits than a JSON number keeps
	Agency      string                             `json:"agency"`     // empty where it is not settled, as the region and the year
	AgencyID    string                             `json:"agency_id"`
	RegionCode  string                             `json:"region_code"`
	Region      string                             `json:"region"`
	Year        int                                `json:"year"`
	Title       string                             `json:"title"`
	Path        string                             `json:"path"`
	SHA256      string                             `json:"sha256"`
	PublishedOn string                             `json:"published_on"`
	Counts      bool                               `json:"counts"` // it is the rendition that counts
	Renditions  int                                `json:"renditions"`
	Subjects    []card.Subject                     `json:"subjects"`
	Cells       map[report.Subject]map[string]Cell `json:"cells"` // by the code of the indicator
	Findings    []Finding                          `json:"findings"`
}

// ReadReport reads a report by its version. It returns NotFound where there is none.
func ReadReport(ctx context.Context, source Source, say messages.Printer, version int64) (r Report, err error) {
	defer fault.Wrap(&err, "report of version %d", version)
	stored, err := StoredCard(ctx, source, say, version)
	if err != nil {
		return r, err
	}
	r = Report{
		VersionID: strconv.FormatInt(version, 10), Agency: stored.Agency, RegionCode: stored.RegionCode, Region: stored.Region, Year: stored.Year,
		Title: stored.Title, Path: stored.Path, SHA256: stored.SHA256, PublishedOn: stored.PublishedOn, Subjects: stored.Subjects,
		Cells: map[report.Subject]map[string]Cell{}, Findings: []Finding{},
	}
	if r.SHA256 == "" {
		return r, &NotFound{What: WhatReport, Text: r.VersionID}
	}
	texts, err := card.NewTexts(say)
	if err != nil {
		return r, err
	}
	for _, subject := range r.Subjects {
		r.Cells[subject.Subject] = subject.Stored
	}
	err = statements().Each(ctx, source, "report_standing", func(scan func(...any) error) error {
		var agency int64
		err := scan(&agency, &r.Counts, &r.Renditions)
		if agency != 0 {
			r.AgencyID = strconv.FormatInt(agency, 10)
		}
		return err
	}, version)
	if err != nil {
		return r, err
	}
	err = statements().Each(ctx, source, "finding_version", func(scan func(...any) error) error {
		f, err := scanFinding(scan, texts)
		r.Findings = append(r.Findings, f)
		return err
	}, version)
	return r, err
}
