package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"gongkai/queries/page"
	"gongkai/render"
)

// compareOptions are the flags of both commands.
type compareOptions struct {
	format  string
	output  string
	region  string
	asJSON  bool
	reading reading
}

// compareFormats lists how a comparison can be written.
func compareFormats() []string { return []string{"table", "markdown", "json", "xlsx"} }

func newRegionCompare(a *app) *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use: "compare REGION YEAR YEAR",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runCompare(cmd.Context(), o, args, a.compareRegions(&o.reading))
		},
	}
	a.compareFlags(cmd, &o, "region_compare")
	return cmd
}

// compareRegions is page.CompareRegions where a release is shown, of which it can compare its own year with the one before alone.
func (a *app) compareRegions(r *reading) func(context.Context, page.Source, page.CompareOptions) (page.Comparison, error) {
	return func(ctx context.Context, source page.Source, o page.CompareOptions) (page.Comparison, error) {
		if year := o.To; r.release != "" {
			if err := a.ofRelease(ctx, r, &year); err != nil {
				return page.Comparison{}, err
			}
			if o.From != o.To-1 {
				return page.Comparison{}, wrongUse(a.say.Text("usage.release_compare", "release", r.frozen.ID, "year", o.To, "before", o.To-1))
			}
			o.NumbersAlone = true
		}
		return page.CompareRegions(ctx, source, o)
	}
}

func newAgencyCompare(a *app) *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use: "compare AGENCY YEAR YEAR",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runCompare(cmd.Context(), o, args, page.CompareAgencies)
		},
	}
	a.compareFlags(cmd, &o, "agency_compare")
	cmd.Flags().StringVar(&o.region, "region", "", a.say.Text("flag.region"))
	return cmd
}

func (a *app) compareFlags(cmd *cobra.Command, o *compareOptions, name string) {
	a.describe(cmd, name, 0, 1, 2, 10, 12)
	cmd.Flags().StringVar(&o.format, "format", "", a.say.Text("flag.sql_format", "formats", strings.Join(compareFormats(), ", ")))
	cmd.Flags().BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	cmd.Flags().StringVarP(&o.output, "output", "o", "", a.say.Text("flag.compare_output"))
	a.addReading(cmd, &o.reading)
	complete(cmd, "format", compareFormats())
}

// runCompare reads both years and writes them side by side.
func (a *app) runCompare(ctx context.Context, o compareOptions, args []string,
	read func(context.Context, page.Source, page.CompareOptions) (page.Comparison, error),
) (err error) {
	if len(args) != 3 {
		return wrongUse(a.say.Text("usage.compare"))
	}
	asked := page.CompareOptions{Text: args[0], Region: o.region}
	var errs [2]error
	asked.From, errs[0] = strconv.Atoi(args[1])
	asked.To, errs[1] = strconv.Atoi(args[2])
	if errors.Join(errs[:]...) != nil || asked.From == asked.To {
		return wrongUse(a.say.Text("usage.compare"))
	}
	for _, year := range []int{asked.From, asked.To} {
		if err := a.inYears(year, o.reading.asOf); err != nil {
			return err
		}
	}
	if asked.From > asked.To {
		asked.From, asked.To = asked.To, asked.From // a change is told forwards
	}
	if o.asJSON {
		o.format = "json"
	}
	// The endings are those of sql; not all of its formats make sense here.
	out, err := a.newOutput(o.format, o.output)
	if err != nil {
		return err
	}
	if !slices.Contains(compareFormats(), out.format.Name) {
		return wrongUse(a.say.Text("usage.format", "format", out.format.Name, "formats", strings.Join(compareFormats(), ", ")))
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	c, err := read(ctx, session.Query, asked)
	if err != nil {
		return err
	}
	if o.output == "" {
		return a.writeComparison(a.out, &c, out.format.Name)
	}
	file, err := renameio.NewPendingFile(o.output, renameio.WithPermissions(0o666), renameio.WithExistingPermissions())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Cleanup()) }()
	if err := a.writeComparison(file, &c, out.format.Name); err != nil {
		return err
	}
	return file.CloseAtomicallyReplace()
}

func (a *app) writeComparison(w io.Writer, c *page.Comparison, format string) error {
	if format == "json" {
		return writeJSON(w, c)
	}
	return render.Comparison(w, a.say, c, format, a.outTerminal)
}
