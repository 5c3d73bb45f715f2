package job

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"gongkai/ingest/sheet"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/rows"
	"gongkai/warehouse/record"
)

// What is wrong with a row of a workbook of decisions.
const (
	NoDecision     = "workbook.no_decision"      // there is a reason and nothing decided
	NoSuchDecision = "workbook.no_such_decision" // decision: none of those that are offered
	DecidedTwice   = "workbook.twice"            // row: an earlier one decides otherwise on the same finding
	NoSuggestion   = "ruling.no_suggestion"      // finding: there is no correction of it to accept
	NoUnits        = "workbook.no_units"         // the finding offers no choice between 元 and 万元
	RowDiffers     = "workbook.differs"          // column, found, want: the row says something else than the finding
)

// RuleImport says what workbook of decisions RuleAll takes, and how it is worded.
type RuleImport struct {
	Store     Store
	Path, Who string
	DryRun    bool
	Columns   []sheet.Column    // all of which must be there; their first headings name them in refusals
	Decisions map[string]string // by the words of the workbook: accept, accept_only, dismiss, yuan, wan_yuan
	// Reviewed returns what a row may say of findings, by id. Those that are not there are left out.
	Reviewed func(ctx context.Context, source page.Source, ids []string) (map[string]Reviewed, error)
}

// Reviewed is what a row of a workbook may say of a finding: one of some rows, as a finding may stand twice, and in two languages.
type Reviewed struct {
	Rows    []map[string]string
	Finding page.Finding
}

// decidedRow is a row in which a person decided something.
type decidedRow struct {
	number            int
	id, decision, why string
	values            map[string]string
}

// RuleAll takes the decisions of a workbook and publishes. Where one row does not fit nothing is taken, and a *RowsError names every one
// that does not: those that are wrong by themselves, then those that say something else than the warehouse. A file that is no workbook
// or lacks a column gives a *sheet.UnreadableError or a *sheet.ColumnError.
func RuleAll(ctx context.Context, o RuleImport) (RuleSummary, error) {
	decided, wrong, err := o.read()
	if err != nil {
		return RuleSummary{}, err
	}
	rulings := func(ctx context.Context, source page.Source) (out []record.Ruling, err error) {
		known, misfits, err := o.misfits(ctx, source, decided)
		if err != nil {
			return nil, err
		}
		if wrong = append(wrong, misfits...); len(wrong) > 0 {
			return nil, &RowsError{o.Path, wrong}
		}
		for _, r := range decided {
			ruling := record.Ruling{FindingID: r.id, Who: o.Who, Why: r.why, Verdict: record.Accepted, NoAdjustment: r.decision == "accept_only"}
			if r.decision == "dismiss" {
				ruling.Verdict = record.Dismissed
			}
			if unit := card.MoneyUnit(r.decision); slices.Contains(card.MoneyUnits(), unit) {
				finding := known[r.id].Finding
				if ruling.Corrections, err = InUnit(&finding, unit); err != nil {
					return nil, err
				}
			}
			out = append(out, ruling)
		}
		return out, nil
	}
	return Rule(ctx, RuleOptions{Store: o.Store, Rulings: rulings, DryRun: o.DryRun})
}

// read returns the rows with a decision, and those that are wrong by themselves.
func (o *RuleImport) read() (decided []decidedRow, wrong []RowError, err error) {
	table, err := sheet.ReadWorkbook(o.Path, o.Columns)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, Refuse(NoSuchPath, "path", o.Path)
	}
	if err != nil {
		return nil, nil, err
	}
	for _, c := range o.Columns {
		if !table.There[c.Key] {
			return nil, nil, &sheet.ColumnError{Key: c.Key}
		}
	}
	for _, row := range table.Rows {
		v := row.Values
		r := decidedRow{row.Number, v["id"], o.Decisions[v["decision"]], v["why"], v}
		switch {
		case v["decision"] == "" && r.why == "":
			continue // nothing was decided
		case v["decision"] == "":
			err = Refuse(NoDecision)
		case r.decision == "":
			err = Refuse(NoSuchDecision, "decision", v["decision"])
		case r.why == "":
			err = Refuse(NoWhy)
		default:
			decided = append(decided, r)
			continue
		}
		wrong = append(wrong, RowError{r.number, r.id, err})
	}
	return decided, wrong, nil
}

// misfits returns the findings of the rows by id, and the rows that no longer fit: their finding is unknown or lapsed, or the row shows
// another agency, year, rule or value than the finding has, as when a column was sorted by itself.
func (o *RuleImport) misfits(ctx context.Context, source page.Source, decided []decidedRow) (
	map[string]Reviewed, []RowError, error,
) {
	if len(decided) == 0 {
		return nil, nil, nil
	}
	var ids []string
	for _, r := range decided {
		ids = append(ids, r.id)
	}
	known, err := o.Reviewed(ctx, source, ids)
	if err != nil {
		return nil, nil, err
	}
	var out []RowError
	taken := map[string]decidedRow{}
	for _, r := range decided {
		reviewed, ok := known[r.id]
		unit := card.MoneyUnit(r.decision)
		_, hasUnits := reviewed.Finding.InUnit(unit)
		earlier, twice := taken[r.id]
		var misfit error
		switch {
		case !ok:
			misfit = page.MissingFinding(ctx, source, r.id)
			if missing := new(page.NotFound); !errors.As(misfit, &missing) {
				return nil, nil, misfit
			}
		case twice && (earlier.decision != r.decision || earlier.why != r.why):
			misfit = Refuse(DecidedTwice, "row", earlier.number)
		case r.decision == "accept" && !reviewed.Finding.HasSuggestion():
			misfit = Refuse(NoSuggestion, "finding", r.id)
		case slices.Contains(card.MoneyUnits(), unit) && !hasUnits:
			misfit = Refuse(NoUnits)
		default:
			misfit = o.differing(r.values, reviewed.Rows)
		}
		if misfit != nil {
			out = append(out, RowError{r.number, r.id, misfit})
		}
		taken[r.id] = r
	}
	return known, out, nil
}

// differing refuses a row for the first column in which it says something else than the finding in any language.
func (o *RuleImport) differing(row map[string]string, known []map[string]string) error {
	for _, key := range []string{"agency", "year", "rule", "cell", "printed", "needed"} {
		fits := false
		for _, k := range known {
			fits = fits || rows.SameCell(row[key], strings.TrimSpace(rows.Printable(k[key])))
		}
		if fits {
			continue
		}
		for _, c := range o.Columns {
			if c.Key == key {
				return Refuse(RowDiffers, "column", c.Headings[0], "found", row[key], "want", known[0][key])
			}
		}
		return fmt.Errorf("there is no column %s", key)
	}
	return nil
}
