package main

import (
	"bufio"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/deadlines"
	"gongkai/ingest/sheet"
	"gongkai/job"
	"gongkai/job/register"
	"gongkai/render"
	"gongkai/rows"
)

// agencyImportOptions are the flags of agency import.
type agencyImportOptions struct {
	path string
	year int
	yes  bool
	decisionFlags
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
			return errors.Join(err, shown(a, o.asJSON, a.showEntries)(summary, nil)) // a program reads which bodies it must ask about
		},
	}
	a.describe(cmd, "agency_import", 0, 1, 2, 10, 11, 12)
	annotate(cmd, annotationAnyYear, "yes")
	cmd.Flags().IntVar(&o.year, "year", 0, a.say.Text("flag.import_year"))
	cmd.Flags().BoolVar(&o.yes, "yes", false, a.say.Text("flag.import_yes"))
	a.decisionFlags(cmd, &o.decisionFlags)
	return cmd
}

// runAgencyImport takes a register of who is expected, or the list of agency review with what a person settled, and names every row that
// does not fit.
func runAgencyImport(ctx context.Context, a *app, o agencyImportOptions) (register.Summary, error) {
	languages, err := a.bothLanguages()
	if err != nil {
		return register.Summary{}, err
	}
	options := register.ImportOptions{
		Path: o.path, Year: o.year, Words: importWords(languages),
		Receipts: a.settings().Register.Receipts,
		Consent:  func(ctx context.Context, list []register.NewBody) error { return a.consent(ctx, list, o) },
	}
	options.Columns = sheetColumns(languages, slices.Concat(registerColumns(), render.OpenReportColumns()))
	summary, err := register.Import(ctx, options, a.decision(o.decisionFlags))
	if summary.Bare > 0 {
		a.notef("%s", a.say.Text("import.bare", "count", summary.Bare))
	}
	return summary, a.refusedRows(o.path, err)
}

// sheetColumns are the columns of a list with their headings in the languages.
func sheetColumns(languages []*app, keys []string) (columns []sheet.Column) {
	for _, key := range keys {
		column := sheet.Column{Key: key}
		for _, l := range languages {
			column.Headings = append(column.Headings, l.say.Text("sheet."+key))
		}
		columns = append(columns, column)
	}
	return columns
}

// refusedRows names every row of a list that does not fit; other errors are those of a table, or stay as they are.
func (a *app) refusedRows(path string, err error) error {
	var refused *job.RowsError
	if !errors.As(err, &refused) {
		return a.tableError(path, err)
	}
	for _, r := range refused.Rows {
		a.notef("%s", rows.Printable(a.say.Text("sheet.row", "row", r.Number, "why", a.inWords(r.Err))))
	}
	return wrongUse(a.say.Text("sheet.refused", "path", path, "count", len(refused.Rows)))
}

// importWords are what is stored for the words of a list: those of the languages, or the stored ones themselves.
func importWords(languages []*app) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, g := range []struct {
		group, prefix string
		words         []string
	}{
		{register.WordsStatus, "agency.status.", []string{"expected", "exempt", "merged", "nil"}},
		{register.WordsUnlisted, "agency.status.", []string{"unlisted"}},
		{register.WordsScope, "scope.", []string{"own", "level", "area", "system", "unknown"}},
		{register.WordsLevel, "agency.level.", agencyLevels()},
		{register.WordsKind, "agency.kind.", agencyKinds()},
		{register.WordsPurpose, "deadline.purpose.", deadlines.Purposes()},
		{register.WordsBody, "deadline.body.", deadlines.Bodies()},
		{register.WordsYes, "word.", []string{"yes", "no"}},
	} {
		out[g.group] = map[string]string{}
		for _, word := range g.words {
			out[g.group][word] = word
			for _, l := range languages {
				out[g.group][l.say.Text(g.prefix+word)] = word
			}
		}
	}
	return out
}

// consent lists the bodies that are new and asks whether to take them: --yes says so, else a person on a terminal does. Nobody is asked
// where nobody sits there, as in a script.
func (a *app) consent(ctx context.Context, list []register.NewBody, o agencyImportOptions) error {
	if len(list) == 0 {
		return nil
	}
	for _, b := range list {
		key := "import.new_body"
		if b.Nearest != "" {
			key = "import.new_body_near"
		}
		a.notef("%s", rows.OneLine(a.say.Text(key, "row", b.Row, "agency", b.Agency, "region", b.RegionCode, "nearest", b.Nearest)))
	}
	switch {
	case o.yes || o.dryRun:
		return nil
	case a.inTerminal && a.errTerminal:
		yes, err := a.ask(ctx, a.say.Text("import.ask", "count", len(list)))
		if err != nil || yes {
			return err
		}
	}
	return wrongUse(a.say.Text("import.new_bodies", "path", o.path, "count", len(list)))
}

// ask puts a question to the person at the terminal. Anything but a yes is a no. An interrupt need not wait for an answer.
func (a *app) ask(ctx context.Context, question string) (bool, error) {
	a.notef("%s", question)
	answer := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(a.in).ReadString('\n') // the end of the input is no answer
		answer <- strings.ToLower(strings.TrimSpace(line))
	}()
	select {
	case said := <-answer:
		return slices.Contains(strings.Fields(a.say.Text("import.yes")), said), nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// registerColumns are the columns of a register, of which agency, region or region_code, and status must be there. The others are those
// of agency list that say what sort a body is, so that its list can be taken as it is.
func registerColumns() []string {
	return []string{"agency", "region_code", "region", "year", "status", "contact", "receipts", "why", "agency_id", "level", "kind", "system"}
}
