package page

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
)

// FindingQuery says which findings are asked for; what is empty is not restricted.
type FindingQuery struct {
	Region    string // a code or a name, with all that is inside it
	Year      int
	Rule      string
	VersionID int64 // of the report that they are about
	IDs       []string
	Severity  report.Severity // or more severe
}

// Findings reads findings of the reports that count, with what was decided about them: the most severe first, then by year,
// region, agency and rule. Messages and labels are in the language of the printer.
func Findings(ctx context.Context, source Source, say messages.Printer, q FindingQuery) (_ []Finding, err error) {
	defer fault.Wrap(&err, "list findings")
	ids := ""
	if q.IDs != nil {
		encoded, err := json.Marshal(q.IDs)
		if err != nil {
			return nil, err
		}
		ids = string(encoded)
	}
	texts, err := card.NewTexts(say)
	if err != nil {
		return nil, err
	}
	out := []Finding{}
	err = statements().Each(ctx, source, "finding", func(scan func(...any) error) error {
		f, err := scanFinding(scan, texts)
		out = append(out, f)
		return err
	}, q.Region, q.Year, q.Rule, q.VersionID, ids, string(cmp.Or(q.Severity, report.Info)))
	if err != nil {
		return nil, err
	}
	return out, fillPutBack(ctx, source, say, out)
}

// scanFinding reads a row of finding.sql.
func scanFinding(scan func(...any) error, texts *card.Texts) (f Finding, err error) {
	var agency, code, region, cells, suggestion, otherAgency string
	var zh, en sql.NullString
	var year, otherYear int
	if err := scan(&f.FindingID, &agency, &code, &region, &year, &f.Rule, &f.Severity, &f.Status, &f.Left, &f.Right, &zh, &en,
		&otherAgency, &otherYear, &cells, &suggestion, &f.Path, &f.Verdict, &f.Who, &f.Why, &f.DecidedAt, &f.Version); err != nil {
		return f, err
	}
	f.Agency, f.RegionCode, f.Region, f.Year = card.Known(agency), card.Known(code), card.Known(region), card.Known(year)
	if f.Verdict == nil { // nobody ruled, or it was taken back
		f.Who, f.Why, f.DecidedAt = nil, nil, nil
	}
	if err := json.Unmarshal([]byte(suggestion), &f.Suggestion); err != nil {
		return f, fmt.Errorf("suggestion of %s: %w", f.FindingID, err)
	}
	if f.Printed, err = storedCells(cells, texts); err != nil {
		return f, fmt.Errorf("cells of %s: %w", f.FindingID, err)
	}
	f.Basis = texts.Basis(f.Rule)
	f.Cells = []string{}
	for _, c := range f.Printed {
		f.Cells = append(f.Cells, c.Code)
	}
	if f.Message = texts.Either(zh.String, en.String); !zh.Valid {
		f.Message = texts.Between(&f, otherAgency)
	}
	return f, nil
}

// storedCells reads the cells that finding.sql packs into JSON.
func storedCells(text string, texts *card.Texts) ([]Cell, error) {
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
	out := []Cell{}
	for _, s := range stored {
		c := Cell{
			Code: s.Code, Label: texts.Either(s.LabelZH, s.LabelEN), State: s.State, Value: s.Value, Raw: s.Raw,
			Place: report.StoredPlace(s.Page, s.Grid, s.Row, s.Column),
		}
		if c.Raw == "" && c.Value != nil {
			c.Raw = *c.Value // it is stored only where it differs
		}
		out = append(out, c)
	}
	return out, nil
}
