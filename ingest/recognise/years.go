package recognise

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// segments puts tables together into reports: a second table of one subject begins the next report where a title of its
// own stands before it. Doubts about a table that gave no cell stay only where no other reading of the subject did.
func (rec *Recogniser) segments(doc *read.Document, tables []*table, given Given) []bundle {
	var out []bundle
	end := 0
	for i, t := range tables {
		if len(t.cells) == 0 && hasBetter(tables, i) {
			continue
		}
		n := len(out) - 1
		switch {
		case n < 0, out[n].has(t.subject) && rec.titled(doc, end, t.block, given):
			out = append(out, bundle{t})
		default:
			out[n] = append(out[n], t)
		}
		end = max(end, t.last+1)
	}
	return out
}

// titled reports whether the blocks [from, to) hold the title of a report.
func (rec *Recogniser) titled(doc *read.Document, from, to int, given Given) bool {
	if from >= to {
		return false
	}
	var r report.Report
	rec.identify.Identify(&r, nil, rec.Prose(doc.Blocks[from:to]), Given{Path: given.Path})
	return r.Title != "" && r.Agency != "" && r.Year != 0
}

// years makes the reports of one segment: one, or where it holds several tables of a subject one for each year that
// stands over them. A page may show last year's table beside this year's; a table over which no other year stands is
// this year's.
func (rec *Recogniser) years(p part, b bundle, notes []read.Placed, from, to int, given Given) []report.Report {
	doc := &p.doc
	first := rec.about(p, from, to, given)
	byYear := map[int]bundle{}
	var order []int
	at := from
	for _, t := range b {
		year := first.Year
		if b.repeats() {
			if over := rec.yearOver(doc, at, t); over != 0 {
				year = over
			}
			at = t.last + 1
		}
		if t.flow && rec.isOfOtherYear(doc, from, t, first.Year) {
			continue
		}
		if _, ok := byYear[year]; !ok {
			order = append(order, year)
		}
		byYear[year] = append(byYear[year], t)
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return boolInt(y == first.Year) - boolInt(x == first.Year)
	})
	var reports []report.Report
	for _, year := range order {
		for _, single := range byYear[year].singles() {
			r := first
			r.Findings, r.Evidence = slices.Clone(first.Findings), slices.Clone(first.Evidence)
			if year != first.Year {
				r.Year, r.Period, r.Narrative = year, report.Period{}, nil
			}
			rec.fill(&r, single)
			rec.leftOut(&r, single, notes, from, to)
			reports = append(reports, r)
		}
	}
	return reports
}

// isOfOtherYear reports whether a line that says nothing but a year, another than the report's, stands directly over a table
// read from running text: a page that compares two years, of which the other is no report by itself.
func (rec *Recogniser) isOfOtherYear(doc *read.Document, from int, t *table, year int) bool {
	for i := t.block - 1; i >= from && doc.Blocks[i].Grid == nil; i-- {
		text := doc.Blocks[i].Text
		if isBlank(text) {
			continue
		}
		over := yearIn(text)
		return over != 0 && over != year && utf8.RuneCountInString(flat(text)) <= maxYearLine
	}
	return false
}

// maxYearLine is the longest line that says nothing but a year.
const maxYearLine = 6

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// maxCaption is the longest line that can be a caption over a table, and captionLines how many lines above it are
// looked at.
const (
	maxCaption   = 30
	captionLines = 3
)

// yearOver returns the year that a short line directly over a table names, 0 where none does. In a sheet such a line is a
// row with one cell, above the rows of headings.
func (rec *Recogniser) yearOver(doc *read.Document, from int, t *table) int {
	var lines []string
	if grid := doc.Blocks[t.block].Grid; grid != nil && t.row > 0 {
		rows, numbers := rowTexts(grid)
		for r := min(t.row, len(rows)) - 1; r >= 0 && numbers[r] < 3; r-- {
			if len(rows[r]) == 1 {
				lines = append(lines, rows[r][0])
			}
		}
	}
	for i := t.block - 1; i >= from && doc.Blocks[i].Grid == nil; i-- {
		lines = append(lines, doc.Blocks[i].Text)
	}
	seen := 0
	for _, text := range lines {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		if seen++; seen > captionLines || utf8.RuneCountInString(text) > maxCaption {
			return 0
		}
		if year := yearIn(text); year != 0 {
			return year
		}
	}
	return 0
}

// rowTexts returns the texts of each row of a grid, and how many of them are numbers.
func rowTexts(grid *read.Grid) (texts [][]string, numbers []int) {
	texts, numbers = make([][]string, grid.Rows), make([]int, grid.Rows)
	for _, cell := range grid.Cells {
		if isBlank(cell.Text) {
			continue
		}
		texts[cell.Row] = append(texts[cell.Row], cell.Text)
		if hasDigit(cell.Text) && hasOnlyValue(cell.Text) {
			numbers[cell.Row]++
		}
	}
	return texts, numbers
}

// yearIn returns the only year from 2000 to 2099 that a text names in four digits, 0 where it names none or several.
func yearIn(text string) int {
	found := 0
	digits := 0
	value := 0
	for _, r := range text + " " {
		r = lexicon.Narrow(r)
		if isDigit(r) {
			digits++
			value = value*10 + int(r-'0')
			continue
		}
		if digits == 4 && value >= 2000 && value < 2100 {
			if found != 0 && found != value {
				return 0
			}
			found = value
		}
		digits, value = 0, 0
	}
	return found
}
