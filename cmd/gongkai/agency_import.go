package main

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"gongkai/warehouse"
)

// agencyImportOptions are the flags of agency import.
type agencyImportOptions struct {
	path   string
	year   int
	why    string
	dryRun bool
	asJSON bool
}

func newAgencyImport(a *app) *cobra.Command {
	var o agencyImportOptions
	cmd := &cobra.Command{
		Use: "import FILE [--year Y] [--why TEXT] [--who NAME] [--dry-run]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_sheet"))
			}
			o.path = args[0]
			summary, err := runAgencyImport(cmd.Context(), a, o)
			if err != nil {
				return err
			}
			return a.showEntries(summary, o.asJSON)
		},
	}
	a.describe(cmd, "agency_import", 0, 1, 2, 10, 11, 12)
	annotate(cmd, annotationAnyYear, "yes")
	cmd.Flags().IntVar(&o.year, "year", 0, a.say.Text("flag.import_year"))
	a.entryFlags(cmd, &o.why, &o.dryRun, &o.asJSON)
	return cmd
}

// runAgencyImport takes a register of who is expected, or the list of agency review with what a person settled. Where one
// row does not fit, every one that does not is named and nothing is taken.
func runAgencyImport(ctx context.Context, a *app, o agencyImportOptions) (_ entrySummary, err error) {
	entries, err := a.entries(o.dryRun)
	if err != nil {
		return entrySummary{}, err
	}
	there, rows, err := a.readSheet(o.path, slices.Concat(registerColumns(), reviewColumns()))
	if err != nil {
		return entrySummary{}, err
	}
	d, err := a.newDesk()
	if err != nil {
		return entrySummary{}, err
	}
	isReview := there["report"]
	for _, key := range []string{"agency", "region", "status"} {
		if !isReview && !there[key] {
			return entrySummary{}, wrongUse(a.say.Text("sheet.no_column", "path", o.path, "column", a.say.Text("sheet."+key), "key", key))
		}
	}
	w, err := a.openWriter(ctx)
	if err != nil {
		return entrySummary{}, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	var settled []settledReport
	var problems []string
	taken := map[string]int{}
	for _, r := range rows {
		key := ""
		var refused usageError
		var err error
		if isReview {
			var one *settledReport
			if one, err = d.reviewRow(ctx, w, r, o, &entries); one != nil {
				key = one.Report
				settled = append(settled, *one)
			}
		} else {
			key, err = d.registerRow(r, o, &entries)
		}
		switch earlier, twice := taken[key]; {
		case errors.As(err, &refused):
			problems = append(problems, a.say.Text("sheet.row", "row", r.number, "why", refused.text))
		case err != nil:
			return entrySummary{}, err
		case twice && key != "":
			problems = append(problems, a.say.Text("sheet.row", "row", r.number, "why", a.say.Text("sheet.twice", "row", earlier)))
		default:
			taken[key] = r.number
		}
	}
	if len(problems) > 0 {
		for _, p := range problems {
			a.notef("%s", printable(p))
		}
		return entrySummary{}, wrongUse(a.say.Text("sheet.refused", "path", o.path, "count", len(problems)))
	}
	return a.enter(ctx, w, entries, settled)
}

// reviewRow takes one row of the review list, nothing where the person left it alone.
func (d *desk) reviewRow(ctx context.Context, w *warehouse.Warehouse, r sheetRow, o agencyImportOptions, entries *warehouse.Entries) (*settledReport, error) {
	s := settlement{report: r.values["report"], agency: r.values["set_agency"], region: r.values["set_region"], why: r.values["why"]}
	if s.why == "" {
		s.why = o.why
	}
	if text := r.values["set_year"]; text != "" {
		year, err := d.year(text)
		if err != nil {
			return nil, err
		}
		s.year = year
	}
	if text := r.values["set_scope"]; text != "" {
		s.scopes = []string{d.scopeWord(text)}
	}
	if s.agency == "" && s.region == "" && s.year == 0 && len(s.scopes) == 0 {
		return nil, nil //nolint:nilnil // a row that nobody wrote in is neither a settlement nor a mistake
	}
	if s.why == "" {
		return nil, wrongUse(d.say.Text("usage.no_why"))
	}
	settled, err := d.settle(ctx, w.DB().QueryContext, s, entries)
	if err != nil {
		return nil, err
	}
	return &settled, nil
}

// registerRow takes one row of a register and returns the body and year that it is about.
func (d *desk) registerRow(r sheetRow, o agencyImportOptions, entries *warehouse.Entries) (string, error) {
	year := o.year
	if text := r.values["year"]; text != "" {
		given, err := d.year(text)
		if err != nil {
			return "", err
		}
		year = given
	}
	if year == 0 {
		return "", wrongUse(d.say.Text("sheet.no_year"))
	}
	if r.values["agency"] == "" || r.values["region"] == "" {
		return "", wrongUse(d.say.Text("sheet.no_body"))
	}
	status, ok := d.statusWord(r.values["status"])
	if !ok {
		return "", wrongUse(d.say.Text("sheet.no_status", "status", r.values["status"]))
	}
	region, err := d.region(r.values["region"], year)
	if err != nil {
		return "", err
	}
	body := d.body(r.values["agency"], region, year)
	if !slices.ContainsFunc(entries.Bodies, func(b warehouse.Body) bool { return b.ID() == body.ID() }) {
		entries.Bodies = append(entries.Bodies, body)
	}
	why := r.values["why"]
	if why == "" {
		why = o.why
	}
	entries.Register = append(entries.Register, warehouse.RegisterEntry{
		AgencyID: body.ID(), Year: year, Status: status, Contact: r.values["contact"], Why: why,
	})
	return strconv.FormatInt(body.ID(), 10) + " " + strconv.Itoa(year), nil
}

func (d *desk) year(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || year < 2008 || year > 2100 {
		return 0, wrongUse(d.say.Text("sheet.bad_year", "year", text))
	}
	return year, nil
}

// statusWord reads the status of a register in either language, or as it is stored. Empty is expected: a list of names is a list
// of who must report.
func (d *desk) statusWord(text string) (string, bool) {
	if text == "" {
		return "expected", true
	}
	return d.word(text, "agency.status.", []string{"expected", "exempt", "merged", "nil"})
}

// scopeWord reads a scope in either language; what is none comes back as it is and is refused later.
func (d *desk) scopeWord(text string) string {
	if word, ok := d.word(text, "scope.", []string{"own", "level", "area", "system", "unknown"}); ok {
		return word
	}
	return text
}

// word finds the stored word that a text stands for in one of the languages.
func (d *desk) word(text, prefix string, words []string) (string, bool) {
	languages, err := d.bothLanguages()
	if err != nil {
		return "", false
	}
	for _, word := range words {
		if text == word {
			return word, true
		}
		for _, l := range languages {
			if text == l.say.Text(prefix+word) {
				return word, true
			}
		}
	}
	return "", false
}
