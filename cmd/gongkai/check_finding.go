package main

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries"
	"gongkai/queries/page"
)

//go:embed sql/finding.sql
var findingSQL string

// listedFinding is one finding as `check --json` prints it. Null is what is not settled or not there.
type listedFinding struct {
	FindingID  string              `json:"finding_id,omitempty"`
	Agency     *string             `json:"agency"`
	RegionCode *string             `json:"region_code"`
	Region     *string             `json:"region"`
	Year       *int                `json:"year"`
	Rule       string              `json:"rule"`
	Severity   string              `json:"severity"`
	Status     string              `json:"status"`
	Left       *string             `json:"left_value"`
	Right      *string             `json:"right_value"`
	Message    string              `json:"message"`
	Cells      []string            `json:"cells"`
	Printed    []printedCell       `json:"printed"`
	Suggestion []report.Suggestion `json:"suggestion"`
	Path       string              `json:"path"`
	Verdict    *string             `json:"verdict"`
	Who        *string             `json:"who"`
	Why        *string             `json:"why"`
	DecidedAt  *string             `json:"decided_at"` // in Asia/Shanghai

	version string // of the report that it is about
}

// printedCell is a cell that a finding names, as the document shows it.
type printedCell struct {
	Code  string       `json:"code"`
	Label string       `json:"label"`
	State report.State `json:"state"`
	Value *string      `json:"value"`
	Raw   string       `json:"raw"`
	Place report.Place `json:"place"`
}

// findingQuery says which findings are asked for; what is empty is not restricted.
type findingQuery struct {
	region    string
	year      int
	rule      string
	versionID int64
	ids       []string
	severity  report.Severity
	between   string // the table of the findings between reports; empty for the view
}

// querySource runs a query: a session on a snapshot, or the warehouse itself while it is written.
type querySource = page.Source

// listFindingsOf is listFindings on a session, which works out the rules between reports one after another where they are many.
func (a *app) listFindingsOf(ctx context.Context, session *queries.Session, q findingQuery) ([]listedFinding, error) {
	if err := session.CollectBetween(ctx, q.rule); err != nil {
		return nil, err
	}
	q.between = "between_report"
	return a.listFindings(ctx, session.Query, q)
}

// listFindings reads findings of the reports that count, with what was decided about them, in a fixed order.
func (a *app) listFindings(ctx context.Context, source querySource, q findingQuery) ([]listedFinding, error) {
	ids := ""
	if q.ids != nil {
		encoded, err := json.Marshal(q.ids)
		if err != nil {
			return nil, err
		}
		ids = string(encoded)
	}
	if q.severity == "" {
		q.severity = report.Info
	}
	between, err := newBetweenTexts()
	if err != nil {
		return nil, fmt.Errorf("list findings: %w", err)
	}
	query := strings.ReplaceAll(findingSQL, "{between}", cmp.Or(q.between, "warehouse_finding"))
	rows, err := source(ctx, query, q.region, q.year, q.rule, q.versionID, ids, string(q.severity))
	if err != nil {
		return nil, fmt.Errorf("list findings: %w", err)
	}
	defer rows.Close()
	out := []listedFinding{}
	for rows.Next() {
		var f listedFinding
		var agency, code, region, cells, suggestion string
		var zh, en sql.NullString
		var year int
		var other otherReport
		if err := rows.Scan(&f.FindingID, &agency, &code, &region, &year, &f.Rule, &f.Severity, &f.Status, &f.Left, &f.Right,
			&zh, &en, &other.agency, &other.year, &cells, &suggestion, &f.Path, &f.Verdict, &f.Who, &f.Why, &f.DecidedAt, &f.version); err != nil {
			return nil, fmt.Errorf("list findings: %w", err)
		}
		f.Agency, f.RegionCode, f.Region, f.Year = known(agency), known(code), known(region), known(year)
		if f.Verdict == nil { // nobody ruled, or it was taken back
			f.Who, f.Why, f.DecidedAt = nil, nil, nil
		}
		if err := json.Unmarshal([]byte(suggestion), &f.Suggestion); err != nil {
			return nil, fmt.Errorf("suggestion of %s: %w", f.FindingID, err)
		}
		if f.Printed, err = a.storedCells(cells); err != nil {
			return nil, fmt.Errorf("cells of %s: %w", f.FindingID, err)
		}
		f.Cells = []string{}
		for _, c := range f.Printed {
			f.Cells = append(f.Cells, c.Code)
		}
		if f.Message = a.either(zh.String, en.String); !zh.Valid {
			f.Message = a.betweenMessage(between, &f, other)
		}
		out = append(out, f)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, fmt.Errorf("list findings: %w", err)
	}
	return out, a.fillPutBack(ctx, source, out)
}

// storedCells reads the cells that finding.sql packs into JSON.
func (a *app) storedCells(text string) ([]printedCell, error) {
	var stored []struct {
		Code    string       `json:"code"`
		LabelZH string       `json:"label_zh"`
		LabelEN string       `json:"label_en"`
		State   report.State `json:"state"`
		Value   *string      `json:"value"`
		Raw     string       `json:"raw"`
		Page    int          `json:"page"`
		Grid    int          `json:"grid"`
		Row     int          `json:"place_row"`
		Column  int          `json:"place_column"`
	}
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return nil, err
	}
	out := []printedCell{}
	for _, s := range stored {
		c := printedCell{
			Code: s.Code, Label: a.either(s.LabelZH, s.LabelEN), State: s.State, Value: s.Value, Raw: s.Raw,
			Place: report.StoredPlace(s.Page, s.Grid, s.Row, s.Column),
		}
		if c.Raw == "" && c.Value != nil {
			c.Raw = *c.Value // it is stored only where it differs
		}
		out = append(out, c)
	}
	return out, nil
}

// known returns nil for the zero value, which stands for what is not settled.
func known[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// either returns the text of the language chosen.
func (a *app) either(zh, en string) string {
	if a.say.Language == messages.Chinese {
		return zh
	}
	return en
}

// suggested returns the value that the finding needs in a cell, empty for none; all of them where either may be meant.
func (f *listedFinding) suggested(code string) string {
	var out []string
	for _, s := range f.Suggestion {
		if s.Code == code {
			out = append(out, s.Value)
		}
	}
	return strings.Join(out, " / ")
}

// hasSuggestion reports whether the finding can be accepted as it stands: it suggests values, one a cell.
func (f *listedFinding) hasSuggestion() bool {
	seen := map[string]bool{}
	for _, s := range f.Suggestion {
		if seen[s.Code] {
			return false
		}
		seen[s.Code] = true
	}
	return len(f.Suggestion) > 0
}

// concerned returns the cells that a person looks at first: those with a suggestion, else the first that has a place,
// else the first.
func (f *listedFinding) concerned() []printedCell {
	var out []printedCell
	for _, c := range f.Printed {
		if f.suggested(c.Code) != "" {
			out = append(out, c)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, c := range f.Printed {
		if c.Place != (report.Place{}) {
			return []printedCell{c}
		}
	}
	return f.Printed[:min(1, len(f.Printed))]
}

// labels names the cells concerned.
func (a *app) labels(f *listedFinding) string {
	var out []string
	for _, c := range f.concerned() {
		label := c.Label
		if label == "" {
			label = c.Code
		}
		out = append(out, label)
	}
	return strings.Join(out, "; ")
}

// printed is what the document shows: of the cells to change where there are such, else both sides.
func (a *app) printed(f *listedFinding) string {
	if len(f.Suggestion) == 0 {
		if f.Left != nil && f.Right != nil {
			return a.say.Text("check.sides", "left", *f.Left, "right", *f.Right)
		}
		if len(f.Printed) != 1 {
			return ""
		}
	}
	var out []string
	for _, c := range f.concerned() {
		out = append(out, a.shown(c))
	}
	return strings.Join(out, "; ")
}

// shown is the text of a cell in the document, or what stands in its place.
func (a *app) shown(c printedCell) string {
	switch c.State {
	case report.Reported, report.Inferred, report.Placeholder, report.Unreadable:
		return c.Raw
	case report.Blank, report.Absent:
	}
	return a.say.Text("state." + string(c.State))
}

// needed is what the other cells call for, empty where nothing is claimed.
func (a *app) needed(f *listedFinding) string {
	var out []string
	for _, c := range f.concerned() {
		if v := f.suggested(c.Code); v != "" {
			out = append(out, v)
		}
	}
	if len(out) == 0 && f.Left != nil && f.Right != nil && *f.Left != *f.Right {
		return a.say.Text("check.equal")
	}
	return strings.Join(out, "; ")
}

// where is the place of the first cell concerned.
func (a *app) where(f *listedFinding) string {
	for _, c := range f.concerned() {
		if c.Place != (report.Place{}) {
			return a.place(c.Place)
		}
	}
	return ""
}

// place is a place in a document for people, in the language chosen.
func (a *app) place(p report.Place) string {
	var out []string
	for _, part := range []struct {
		name string
		n    int
	}{{"page", p.Page}, {"table", p.Grid}, {"row", p.Row}, {"column", p.Column}, {"line", p.Line}} {
		if part.n != 0 {
			out = append(out, a.say.Text("place."+part.name, "n", part.n))
		}
	}
	return strings.Join(out, a.either("", ", "))
}
