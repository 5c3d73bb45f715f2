package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strconv"

	"gongkai/ingest"
	"gongkai/internal/report"
)

//go:embed sql/explain_stored.sql
var explainStoredSQL string

//go:embed sql/explain_given.sql
var explainGivenSQL string

// verification is what came of reading a document again.
type verification struct {
	Cells       int             `json:"cells"` // compared
	Differences []cellDifferent `json:"differences"`
	OtherParser bool            `json:"other_parser"` // an earlier parser made the version: a difference may be its
}

// cellDifferent is a cell that reads otherwise now. Null is a cell that is on one side only.
type cellDifferent struct {
	Code   string      `json:"code"`
	Stored *storedCell `json:"stored"`
	Read   *storedCell `json:"read"`
}

// storedCell is a cell as the warehouse keeps it.
type storedCell struct {
	State report.State `json:"state"`
	Value string       `json:"value"` // empty where there is none
	Raw   string       `json:"raw"`
	Place report.Place `json:"place"`
}

// verifiedCount sums up a verification, in documents.
type verifiedCount struct {
	Documents int `json:"documents"`
	Cells     int `json:"cells"`
	Gone      int `json:"gone"`      // they can no longer be read
	Differing int `json:"differing"` // a cell reads otherwise
}

// readDocuments finds the documents of the tree, quotes the text around each cell, and with --verify compares every
// cell of each report with what the document says now.
func (e *explainer) readDocuments(ctx context.Context, x *explanation) (err error) {
	extractor, err := e.extractor(nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, extractor.Close()) }()
	if e.options.verify {
		x.Verified = &verifiedCount{}
	}
	done := map[int64]*explainedMember{}
	var failed error
	x.members(func(m *explainedMember) {
		if failed == nil {
			failed = errors.Join(ctx.Err(), e.readDocument(ctx, extractor, m, done[m.VersionID], x.Verified))
		}
		done[m.VersionID] = m
	})
	return failed
}

// readDocument reads the document of one member. Where the same report was seen before in the tree (before), it is
// quoted only.
func (e *explainer) readDocument(ctx context.Context, x *ingest.Extractor, m, before *explainedMember, sum *verifiedCount) (err error) {
	found := e.original(ctx, x, m.SHA256, m.Paths)
	m.Document, m.ReadFrom = found.status, found.from
	if found.err != nil {
		m.Problem = found.err.Error()
	}
	if found.status == documentRead && !e.options.noText {
		var places []report.Place
		for _, c := range m.Cells {
			places = append(places, c.Place)
		}
		quotes, err := x.Quotes(ctx, found.from, found.body, places)
		if err != nil {
			m.Document, m.Problem = documentUnreadable, err.Error()
		}
		for i, q := range quotes {
			if q != nil {
				m.Cells[i].Text = &quotedText{Above: q.Above, Before: q.Before, Text: q.Text, After: q.After}
			}
		}
	}
	if sum == nil {
		return nil
	}
	if before != nil {
		m.Verified = before.Verified
		return nil
	}
	sum.Documents++
	if found.status != documentRead {
		sum.Gone++
		return nil
	}
	if m.Verified, err = verifyVersion(ctx, x, e.session.Query, found, m.VersionID, m.ordinal); err != nil {
		return err
	}
	m.Verified.OtherParser = m.Parser != ingest.ParserVersion || m.Rules != x.RulesVersion()
	sum.Cells += m.Verified.Cells
	if len(m.Verified.Differences) > 0 {
		sum.Differing++
	}
	return ctx.Err()
}

// codedCells are the cells of a report by code, and the codes in their order.
type codedCells struct {
	codes []string
	cells map[string]storedCell
}

// storedCells reads the cells of a version.
func storedCells(ctx context.Context, source querySource, version int64) (codedCells, error) {
	out := codedCells{cells: map[string]storedCell{}}
	err := eachRow(ctx, source, explainStoredSQL, func(scan func(...any) error) error {
		var code string
		var value *string
		var c storedCell
		var page, grid, row, column int
		if err := scan(&code, &c.State, &value, &c.Raw, &page, &grid, &row, &column); err != nil {
			return err
		}
		if value != nil {
			c.Value = *value
			if c.Raw == "" {
				c.Raw = *value
			}
		}
		c.Place = report.StoredPlace(page, grid, row, column)
		out.codes = append(out.codes, code)
		out.cells[code] = c
		return nil
	}, version)
	if err != nil {
		return out, fmt.Errorf("stored cells of version %d: %w", version, err)
	}
	return out, nil
}

// verifyVersion reads the document of a version again and compares every cell.
func verifyVersion(ctx context.Context, x *ingest.Extractor, source querySource, found original, version int64, ordinal int) (*verification, error) {
	stored, err := storedCells(ctx, source, version)
	if err != nil {
		return nil, err
	}
	given, err := givenEntry(ctx, source, version)
	if err != nil {
		return nil, err
	}
	return compareCells(stored, readAgain(ctx, x, found, given, ordinal)), ctx.Err()
}

// givenEntry is what a manifest said of the document of a version. A year that it gave decides which of several years a
// table is read for.
func givenEntry(ctx context.Context, source querySource, version int64) (ingest.Entry, error) {
	var entry ingest.Entry
	err := eachRow(ctx, source, explainGivenSQL, func(scan func(...any) error) error {
		var field, value string
		if err := scan(&field, &value); err != nil {
			return err
		}
		var err error
		switch field {
		case "agency":
			entry.Agency = value
		case "region":
			entry.RegionCode = value
		case "year":
			entry.Year, err = strconv.Atoi(value)
		}
		return err
	}, version)
	if err != nil {
		return entry, fmt.Errorf("manifest entry of version %d: %w", version, err)
	}
	return entry, nil
}

// readAgain reads a report from its document: the one with the ordinal. Where there is none it has no cells, and every
// stored cell differs.
func readAgain(ctx context.Context, x *ingest.Extractor, found original, given ingest.Entry, ordinal int) codedCells {
	out := codedCells{cells: map[string]storedCell{}}
	for _, result := range x.ExtractBytes(ctx, found.from, found.body, given) {
		if ordinal < 1 || ordinal > len(result.Reports) {
			continue
		}
		for _, c := range result.Reports[ordinal-1].Cells {
			s := storedCell{State: c.State, Raw: c.Raw, Place: c.Place}
			if c.State.HasValue() {
				s.Value = c.Value.String()
			}
			// The warehouse keeps one number for a row or a line.
			s.Place = report.StoredPlace(c.Place.Page, c.Place.Grid, max(c.Place.Row, c.Place.Line), c.Place.Column)
			out.codes = append(out.codes, c.Code)
			out.cells[c.Code] = s
		}
	}
	return out
}

// compareCells compares value, state, printed text and place of every cell that either side has.
func compareCells(stored, read codedCells) *verification {
	v := &verification{Differences: []cellDifferent{}}
	for _, code := range stored.codes {
		v.Cells++
		s := stored.cells[code]
		r, ok := read.cells[code]
		switch {
		case !ok:
			v.Differences = append(v.Differences, cellDifferent{Code: code, Stored: &s})
		case r != s:
			v.Differences = append(v.Differences, cellDifferent{Code: code, Stored: &s, Read: &r})
		}
	}
	for _, code := range read.codes {
		if _, ok := stored.cells[code]; !ok {
			r := read.cells[code]
			v.Cells++
			v.Differences = append(v.Differences, cellDifferent{Code: code, Read: &r})
		}
	}
	return v
}
