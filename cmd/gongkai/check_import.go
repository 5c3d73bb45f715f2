package main

import (
	"context"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/xuri/excelize/v2"

	"gongkai/internal/sqlfile"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/rows"
	"gongkai/warehouse/record"
)

// checkImportOptions are the flags of check import.
type checkImportOptions struct {
	path   string
	dryRun bool
	asJSON bool
}

func newCheckImport(a *app) *cobra.Command {
	var o checkImportOptions
	cmd := &cobra.Command{
		Use: "import FILE.xlsx [--who NAME] [--dry-run]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_workbook"))
			}
			o.path = args[0]
			summary, err := runCheckImport(cmd.Context(), a, o)
			if err != nil {
				return err
			}
			return a.showRuling(summary, o.asJSON)
		},
	}
	a.describe(cmd, "check_import", 0, 1, 2, 10, 11, 12)
	a.whoFlag(cmd.Flags())
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	cmd.Flags().BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// decidedRow is a row of a workbook in which a person decided something.
type decidedRow struct {
	number   int // as the workbook counts
	values   map[string]string
	decision string // of decisions
	why      string
}

// runCheckImport takes the decisions of a workbook. Where one row does not fit, every one that does not is named and
// nothing is taken.
func runCheckImport(ctx context.Context, a *app, o checkImportOptions) (job.RuleSummary, error) {
	who, err := a.reviewer()
	if err != nil {
		return job.RuleSummary{}, err
	}
	decided, problems, err := a.readWorkbook(o.path)
	if err != nil {
		return job.RuleSummary{}, err
	}
	rulings := func(ctx context.Context, source sqlfile.Source) ([]record.Ruling, error) {
		misfits, err := a.misfits(ctx, source, decided)
		if err != nil {
			return nil, err
		}
		if problems := append(problems, misfits...); len(problems) > 0 {
			for _, p := range problems {
				a.notef("%s", rows.Printable(p))
			}
			return nil, wrongUse(a.say.Text("workbook.refused", "path", o.path, "count", len(problems)))
		}
		var out []record.Ruling
		for _, r := range decided {
			ruling := record.Ruling{FindingID: r.values["id"], Who: who, Why: r.why, Verdict: record.Accepted}
			switch r.decision {
			case "dismiss":
				ruling.Verdict = record.Dismissed
			case "accept_only":
				ruling.NoAdjustment = true
			}
			out = append(out, ruling)
		}
		return out, nil
	}
	return job.Rule(ctx, job.RuleOptions{Store: a.store(), Rulings: rulings, DryRun: o.dryRun})
}

// misfits names the rows that no longer fit: their finding is unknown or lapsed, or the row shows another agency, year,
// rule or value than the finding has, as when a column was sorted by itself.
func (a *app) misfits(ctx context.Context, source page.Source, rows []decidedRow) ([]string, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	languages, err := a.bothLanguages()
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.values["id"])
	}
	byID := map[string][]map[string]string{} // what a row may say: a finding may stand twice, and in two languages
	suggests := map[string]bool{}
	for _, l := range languages {
		list, err := page.Findings(ctx, source, l.say, page.FindingQuery{IDs: ids})
		if err != nil {
			return nil, err
		}
		for i := range list {
			byID[list[i].FindingID] = append(byID[list[i].FindingID], render.ReviewRow(l.say, &list[i]))
			suggests[list[i].FindingID] = list[i].HasSuggestion()
		}
	}
	var problems []string
	taken := map[string]decidedRow{}
	for _, r := range rows {
		id := r.values["id"]
		why := ""
		known, ok := byID[id]
		earlier, twice := taken[id]
		switch {
		case !ok:
			var refused *page.NotFound
			if err := page.MissingFinding(ctx, source, id); !errors.As(err, &refused) {
				return nil, err
			}
			why = a.notFound(refused)
		case twice && (earlier.decision != r.decision || earlier.why != r.why):
			why = a.say.Text("workbook.twice", "row", earlier.number)
		case r.decision == "accept" && !suggests[id]:
			why = a.say.Text("ruling.no_suggestion", "finding", id)
		default:
			if key := differing(r.values, known); key != "" {
				why = a.say.Text("workbook.differs", "column", a.say.Text("workbook."+key), "found", r.values[key], "want", known[0][key])
			}
		}
		if why != "" {
			problems = append(problems, a.say.Text("workbook.row", "row", r.number, "finding", id, "why", why))
		}
		taken[id] = r
	}
	return problems, nil
}

// differing returns the first column in which the row says something else than the finding, in either language.
func differing(row map[string]string, known []map[string]string) string {
	for _, key := range []string{"agency", "year", "rule", "cell", "printed", "needed"} {
		fits := false
		for _, k := range known {
			fits = fits || rows.SameCell(strings.TrimSpace(row[key]), strings.TrimSpace(rows.Printable(k[key])))
		}
		if !fits {
			return key
		}
	}
	return ""
}

// readWorkbook returns the rows with a decision, and what is wrong with rows by themselves.
func (a *app) readWorkbook(path string) (rows []decidedRow, problems []string, err error) {
	languages, err := a.bothLanguages()
	if err != nil {
		return nil, nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, nil, wrongUse(a.say.Text("usage.no_such_path", "path", path))
	}
	// The file came by mail: it may unpack to far more than the few megabytes that a workbook of ours takes.
	const most = 256 << 20
	w, err := excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: most, UnzipXMLSizeLimit: most, RawCellValue: true})
	if err != nil {
		return nil, nil, wrongUse(a.say.Text("workbook.unreadable", "path", path, "why", err))
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	sheet, err := w.GetRows(w.GetSheetName(0))
	if err != nil {
		return nil, nil, wrongUse(a.say.Text("workbook.unreadable", "path", path, "why", err))
	}
	if len(sheet) == 0 {
		return nil, nil, wrongUse(a.say.Text("workbook.no_column", "column", a.say.Text("workbook.id")))
	}
	at := map[string]int{}
	words := map[string]string{}
	for _, l := range languages {
		for _, c := range workbookColumns() {
			for i, heading := range sheet[0] {
				if strings.TrimSpace(heading) == l.say.Text("workbook."+c.key) {
					at[c.key] = i
				}
			}
		}
		for _, d := range decisions() {
			words[l.say.Text("decision."+d)] = d
		}
	}
	for _, c := range workbookColumns() {
		if _, ok := at[c.key]; !ok {
			return nil, nil, wrongUse(a.say.Text("workbook.no_column", "column", a.say.Text("workbook."+c.key)))
		}
	}
	for n, line := range sheet[1:] {
		values := map[string]string{}
		for _, c := range workbookColumns() {
			if i := at[c.key]; i < len(line) {
				values[c.key] = strings.TrimSpace(line[i])
			}
		}
		r := decidedRow{number: n + 2, values: values, why: values["why"], decision: words[values["decision"]]}
		why := ""
		switch {
		case values["decision"] == "" && values["why"] == "":
			continue // nothing was decided
		case values["decision"] == "":
			why = a.say.Text("workbook.no_decision")
		case r.decision == "":
			why = a.say.Text("workbook.no_such_decision", "decision", values["decision"])
		case r.why == "":
			why = a.say.Text("usage.no_why")
		}
		if why != "" {
			problems = append(problems, a.say.Text("workbook.row", "row", r.number, "finding", values["id"], "why", why))
			continue
		}
		rows = append(rows, r)
	}
	return rows, problems, nil
}
