package page

import (
	"context"
	"strconv"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Report is one report with all that its tables say, and what was found wrong with them.
type Report struct {
	VersionID string `json:"version_id"` // a text: more digits than a JSON number keeps
	ReportExplanation
	Subjects []CardSubject                      `json:"subjects"`
	Cells    map[report.Subject]map[string]Cell `json:"cells"` // by the code of the indicator
	Findings []Finding                          `json:"findings"`
}

// ReadReport reads a report by its version. It returns NotFound where there is none.
func ReadReport(ctx context.Context, source Source, say messages.Printer, version int64) (r Report, err error) {
	defer fault.Wrap(&err, "report of version %d", version)
	r = Report{VersionID: strconv.FormatInt(version, 10), Cells: map[report.Subject]map[string]Cell{}}
	if r.ReportExplanation, err = ExplainReport(ctx, source, version); err != nil {
		return r, err
	}
	if r.SHA256 == "" {
		return r, &NotFound{What: WhatReport, Text: r.VersionID}
	}
	texts, err := newFindingTexts(say)
	if err != nil {
		return r, err
	}
	card, err := StoredCard(ctx, source, say, version)
	if err != nil {
		return r, err
	}
	r.Subjects = card.Subjects
	err = eachCell(ctx, source, texts, version, func(subject report.Subject, c Cell) {
		if r.Cells[subject] == nil {
			r.Cells[subject] = map[string]Cell{}
		}
		r.Cells[subject][c.Code] = c
	})
	if err != nil {
		return r, err
	}
	r.Findings, err = Findings(ctx, source, say, FindingQuery{VersionID: version})
	return r, err
}
