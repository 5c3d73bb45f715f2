package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"gongkai/ingest/sheet"
	"gongkai/warehouse"
	"gongkai/warehouse/record"
)

// agencyImportOptions are the flags of agency import.
type agencyImportOptions struct {
	path   string
	year   int
	why    string
	yes    bool
	dryRun bool
	asJSON bool
}

func newAgencyImport(a *app) *cobra.Command {
	var o agencyImportOptions
	cmd := &cobra.Command{
		Use: "import FILE [--year Y] [--yes] [--why TEXT] [--who NAME] [--dry-run]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_sheet"))
			}
			o.path = args[0]
			summary, err := runAgencyImport(cmd.Context(), a, o)
			if err != nil && (!o.asJSON || len(summary.NewBodies) == 0) {
				return err
			}
			return errors.Join(err, a.showEntries(summary, o.asJSON)) // a program reads which bodies it must ask about
		},
	}
	a.describe(cmd, "agency_import", 0, 1, 2, 10, 11, 12)
	annotate(cmd, annotationAnyYear, "yes")
	cmd.Flags().IntVar(&o.year, "year", 0, a.say.Text("flag.import_year"))
	cmd.Flags().BoolVar(&o.yes, "yes", false, a.say.Text("flag.import_yes"))
	a.entryFlags(cmd, &o.why, &o.dryRun, &o.asJSON)
	return cmd
}

// registerImport is a list on its way into the warehouse.
type registerImport struct {
	*desk
	options agencyImportOptions
	roll    *roll
	entries record.Entries
	settled []settledReport
	fresh   []newBody
	isOwn   bool // agency list wrote it
	bare    int  // rows that name a body and no year
}

// runAgencyImport takes a register of who is expected, or the list of agency review with what a person settled. Where one
// row does not fit, every one that does not is named and nothing is taken; nor is anything while nobody said that new bodies are meant.
func runAgencyImport(ctx context.Context, a *app, o agencyImportOptions) (_ entrySummary, err error) {
	entries, err := a.entries(o.dryRun)
	if err != nil {
		return entrySummary{}, err
	}
	table, err := a.readSheet(o.path, slices.Concat(registerColumns(), reviewColumns()))
	if err != nil {
		return entrySummary{}, err
	}
	isReview := table.There["report"]
	if err := a.checkRegister(o.path, table, isReview); err != nil {
		return entrySummary{}, err
	}
	d, err := a.newDesk()
	if err != nil {
		return entrySummary{}, err
	}
	if o.year != 0 {
		if _, err := d.year(strconv.Itoa(o.year)); err != nil {
			return entrySummary{}, err
		}
	}
	w, err := a.store().Open(ctx)
	if err != nil {
		return entrySummary{}, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	i := &registerImport{desk: d, options: o, entries: entries, isOwn: table.There["agency_id"]}
	if i.roll, err = readRoll(ctx, w.DB().QueryContext); err != nil {
		return entrySummary{}, err
	}
	problems, err := i.rows(ctx, w, table.Rows, isReview)
	if err != nil {
		return entrySummary{}, err
	}
	if len(problems) > 0 {
		for _, p := range problems {
			a.notef("%s", printable(p))
		}
		return entrySummary{}, wrongUse(a.say.Text("sheet.refused", "path", o.path, "count", len(problems)))
	}
	if err := a.consent(ctx, i.fresh, o); err != nil {
		return entrySummary{DryRun: o.dryRun, NewBodies: i.fresh}, err
	}
	if i.bare > 0 {
		a.notef("%s", a.say.Text("import.bare", "count", i.bare))
	}
	summary, err := a.enter(ctx, w, i.entries, i.settled)
	summary.NewBodies = i.fresh
	return summary, err
}

// checkRegister looks for the columns that a register must have.
func (a *app) checkRegister(path string, table sheet.Table, isReview bool) error {
	if isReview {
		return nil
	}
	for _, key := range []string{"agency", "region", "status"} {
		if !table.There[key] && (key != "region" || !table.There["region_code"]) {
			return a.sheetError(path, &sheet.ColumnError{Key: key})
		}
	}
	return nil
}

// rows takes the rows, and returns what is wrong with those that do not fit.
func (i *registerImport) rows(ctx context.Context, w *warehouse.Warehouse, rows []sheet.Row, isReview bool) ([]string, error) {
	var problems []string
	refuse := func(r sheet.Row, why string) {
		problems = append(problems, i.say.Text("sheet.row", "row", r.Number, "why", why))
	}
	taken := map[string]int{}
	for _, r := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if r.Damaged {
			refuse(r, i.say.Text("sheet.damaged"))
			continue
		}
		key := ""
		var refused usageError
		var err error
		if isReview {
			var one *settledReport
			if one, err = i.reviewRow(ctx, w, r); one != nil {
				key = one.Report
				i.settled = append(i.settled, *one)
			}
		} else {
			key, err = i.registerRow(r)
		}
		switch earlier, twice := taken[key]; {
		case errors.As(err, &refused):
			refuse(r, refused.text)
		case err != nil:
			return nil, err
		case twice && key != "":
			refuse(r, i.say.Text("sheet.twice", "row", earlier))
		default:
			taken[key] = r.Number
		}
	}
	return problems, nil
}

// reviewRow takes one row of the review list, nothing where the person left it alone.
func (i *registerImport) reviewRow(ctx context.Context, w *warehouse.Warehouse, r sheet.Row) (*settledReport, error) {
	s := settlement{report: r.Values["report"], agency: r.Values["set_agency"], region: r.Values["set_region"], why: r.Values["why"]}
	if s.why == "" {
		s.why = i.options.why
	}
	if text := r.Values["set_year"]; text != "" {
		year, err := i.year(text)
		if err != nil {
			return nil, err
		}
		s.year = year
	}
	if text := r.Values["set_scope"]; text != "" {
		s.scopes = []string{i.scopeWord(text)}
	}
	if s.agency == "" && s.region == "" && s.year == 0 && len(s.scopes) == 0 {
		return nil, nil //nolint:nilnil // a row that nobody wrote in is neither a settlement nor a mistake
	}
	if s.why == "" {
		return nil, wrongUse(i.say.Text("usage.no_why"))
	}
	settled, err := i.settle(ctx, w.DB().QueryContext, s, &i.entries)
	if err != nil {
		return nil, err
	}
	// A name that a person wrote may be a slip; one that the document bears is none.
	if s.agency != "" && settled.RegionCode != "" {
		if _, ok := i.roll.find(settled.RegionCode, settled.Agency); !ok {
			i.list(r.Number, settled.Agency, settled.RegionCode)
		}
	}
	return &settled, nil
}

// registerRow takes one row of a register and returns the body and year that it is about.
func (i *registerImport) registerRow(r sheet.Row) (string, error) {
	year := i.options.year
	if text := r.Values["year"]; text != "" {
		given, err := i.year(text)
		if err != nil {
			return "", err
		}
		year = given
	}
	// A list of bodies without a year says that there are such bodies, and nothing of who is expected; so does a row of a body that reported
	// although no register names it.
	isUnlisted := i.isOwn && r.Values["status"] != "" && i.isUnlisted(r.Values["status"])
	isBare := i.isOwn && year == 0 && r.Values["status"] == ""
	if year == 0 && !isUnlisted && !isBare {
		return "", wrongUse(i.say.Text("sheet.no_year"))
	}
	place := cmp.Or(r.Values["region_code"], r.Values["region"])
	if r.Values["agency"] == "" || place == "" {
		return "", wrongUse(i.say.Text("sheet.no_body"))
	}
	status, ok := i.statusWord(r.Values["status"])
	if !ok && !isUnlisted {
		return "", wrongUse(i.say.Text("sheet.no_status", "status", r.Values["status"]))
	}
	region, err := i.region(place, year)
	if err != nil {
		return "", err
	}
	named := i.sorted(i.body(r.Values["agency"], region, year), r)
	body, ok := i.roll.find(region.Code, r.Values["agency"], named.Name)
	if !ok {
		body = named.ID()
		i.entries.Bodies = append(i.entries.Bodies, named)
		i.list(r.Number, named.Name, region.Code)
	}
	if isBare {
		i.bare++
	}
	if isBare || isUnlisted {
		return strconv.FormatInt(body, 10), nil
	}
	why := r.Values["why"]
	if why == "" {
		why = i.options.why
	}
	id := body
	if entered, ok := i.roll.registered[bodyYear{body, year}]; ok {
		id = entered
	}
	i.entries.Register = append(i.entries.Register, record.RegisterEntry{
		AgencyID: id, Year: year, Status: status, Contact: r.Values["contact"], Why: why,
	})
	return strconv.FormatInt(body, 10) + " " + strconv.Itoa(year), nil
}

// isUnlisted reports whether agency list wrote of a body that the register does not name it.
func (i *registerImport) isUnlisted(status string) bool {
	_, ok := i.word(status, "agency.status.", []string{"unlisted"})
	return ok
}

// sorted gives a body the sort that agency list wrote, which a person may have settled otherwise than its name tells.
func (i *registerImport) sorted(b record.Body, r sheet.Row) record.Body {
	if !i.isOwn {
		return b
	}
	if level, ok := i.word(r.Values["level"], "agency.level.", agencyLevels()); ok {
		b.Level = level
	}
	if kind, ok := i.word(r.Values["kind"], "agency.kind.", agencyKinds()); ok {
		b.Kind, b.System = kind, r.Values["system"]
	}
	return b
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
