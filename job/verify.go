package job

import (
	"context"
	"fmt"
	"strconv"

	"gongkai/ingest"
	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/queries/page"
)

// Version is a version of a report in its document, and what read it.
type Version struct {
	ID      int64
	Ordinal int // which report of its document, from 1
	Parser  string
	Rules   string
}

// Verify reads the document of a version again and compares every cell with what the warehouse keeps of it.
func (o *Originals) Verify(ctx context.Context, source sqlfile.Source, found Original, v Version) (*page.Verification, error) {
	stored, err := storedCells(ctx, source, v.ID)
	if err != nil {
		return nil, err
	}
	given, err := givenEntry(ctx, source, v.ID)
	if err != nil {
		return nil, err
	}
	out := compareCells(stored, o.readAgain(ctx, found, given, v.Ordinal))
	out.OtherParser = v.Parser != ingest.ParserVersion || v.Rules != o.extractor.RulesVersion()
	return out, ctx.Err()
}

// codedCells are the cells of a report by code, and the codes in their order.
type codedCells struct {
	codes []string
	cells map[string]page.StoredCell
}

func storedCells(ctx context.Context, source sqlfile.Source, version int64) (codedCells, error) {
	out := codedCells{cells: map[string]page.StoredCell{}}
	err := statements().Each(ctx, source, "stored_cell", func(scan sqlfile.Scan) error {
		var code string
		var value *string
		var c page.StoredCell
		var sheet, grid, row, column int
		if err := scan(&code, &c.State, &value, &c.Raw, &sheet, &grid, &row, &column); err != nil {
			return err
		}
		if value != nil {
			c.Value = *value
			if c.Raw == "" {
				c.Raw = *value
			}
		}
		c.Place = report.StoredPlace(sheet, grid, row, column)
		out.codes = append(out.codes, code)
		out.cells[code] = c
		return nil
	}, version)
	if err != nil {
		return out, fmt.Errorf("stored cells of version %d: %w", version, err)
	}
	return out, nil
}

// givenEntry is what a manifest said of the document of a version. A year that it gave decides which of several years a
// table is read for.
func givenEntry(ctx context.Context, source sqlfile.Source, version int64) (ingest.Entry, error) {
	var entry ingest.Entry
	err := statements().Each(ctx, source, "given_entry", func(scan sqlfile.Scan) error {
		var field, value string
		err := scan(&field, &value)
		if err != nil {
			return err
		}
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
func (o *Originals) readAgain(ctx context.Context, found Original, given ingest.Entry, ordinal int) codedCells {
	out := codedCells{cells: map[string]page.StoredCell{}}
	for _, result := range o.extractor.ExtractBytes(ctx, found.From, found.Body, given) {
		if ordinal < 1 || ordinal > len(result.Reports) {
			continue
		}
		for _, c := range result.Reports[ordinal-1].Cells {
			s := page.StoredCell{State: c.State, Raw: c.Raw}
			if c.State.HasValue() {
				s.Value = c.Value.String()
			}
			s.Place = report.StoredPlace(c.Place.Page, c.Place.Grid, max(c.Place.Row, c.Place.Line), c.Place.Column)
			out.codes = append(out.codes, c.Code)
			out.cells[c.Code] = s
		}
	}
	return out
}

// compareCells compares value, state, printed text and place of every cell that either side has.
func compareCells(stored, read codedCells) *page.Verification {
	v := &page.Verification{Differences: []page.DifferentCell{}}
	for _, code := range stored.codes {
		v.Cells++
		s := stored.cells[code]
		r, ok := read.cells[code]
		switch {
		case !ok:
			v.Differences = append(v.Differences, page.DifferentCell{Code: code, Stored: &s})
		case r != s:
			v.Differences = append(v.Differences, page.DifferentCell{Code: code, Stored: &s, Read: &r})
		}
	}
	for _, code := range read.codes {
		if _, ok := stored.cells[code]; !ok {
			r := read.cells[code]
			v.Cells++
			v.Differences = append(v.Differences, page.DifferentCell{Code: code, Read: &r})
		}
	}
	return v
}
