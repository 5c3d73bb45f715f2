package main

import (
	"context"
	_ "embed"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"gongkai/config/messages"
	"gongkai/queries"
)

//go:embed sql/compare_region.sql
var compareRegionSQL string

//go:embed sql/compare_agency.sql
var compareAgencySQL string

//go:embed sql/compare_prose.sql
var compareProseSQL string

// comparison is two years of one region or agency side by side, as --json prints it. Numbers are texts with all their
// digits; null is what is not there.
type comparison struct {
	Name  string          `json:"name"`
	Code  string          `json:"region_code"`
	From  int             `json:"from_year"`
	To    int             `json:"to_year"`
	Cells []comparedCell  `json:"cells"`
	Prose []comparedProse `json:"prose"`
}

// comparedCell is one indicator in both years. States are those of the cells of an agency; basis and missing those of the
// total of a region. Comparable is yes, with_care or no: no change is told for what does not compare.
type comparedCell struct {
	Subject     string  `json:"subject"`
	Code        string  `json:"code"`
	LabelZH     string  `json:"label_zh"`
	LabelEN     string  `json:"label_en"`
	Unit        string  `json:"unit"`
	IsTotal     bool    `json:"is_total"`
	FromValue   *string `json:"from_value"`
	ToValue     *string `json:"to_value"`
	Change      *string `json:"change"`
	FromState   *string `json:"from_state"`
	ToState     *string `json:"to_state"`
	FromBasis   *string `json:"from_basis"`
	ToBasis     *string `json:"to_basis"`
	FromMissing *int    `json:"from_missing"`
	ToMissing   *int    `json:"to_missing"`
	Flagged     int     `json:"flagged"`
	Comparable  string  `json:"comparable"`
	OtherCode   *string `json:"other_code"`
	Note        *string `json:"note"`
}

// comparedProse is one section of the reports.
type comparedProse struct {
	Section string `json:"section"`
	From    string `json:"from_text"`
	To      string `json:"to_text"`
}

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
			return a.runCompare(cmd.Context(), o, args, a.compareRegion)
		},
	}
	a.compareFlags(cmd, &o, "region_compare")
	return cmd
}

func newAgencyCompare(a *app) *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use: "compare AGENCY YEAR YEAR",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runCompare(cmd.Context(), o, args, a.compareAgency)
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
	read func(context.Context, *queries.Session, compareOptions, string, *comparison) error,
) (err error) {
	if len(args) != 3 {
		return wrongUse(a.say.Text("usage.compare"))
	}
	var c comparison
	var errs [2]error
	c.From, errs[0] = strconv.Atoi(args[1])
	c.To, errs[1] = strconv.Atoi(args[2])
	if errors.Join(errs[:]...) != nil || c.From == c.To {
		return wrongUse(a.say.Text("usage.compare"))
	}
	for _, year := range []int{c.From, c.To} {
		if err := a.inYears(year, o.reading.asOf); err != nil {
			return err
		}
	}
	if c.From > c.To {
		c.From, c.To = c.To, c.From // a change is told forwards
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
	if err := read(ctx, session, o, args[0], &c); err != nil {
		return err
	}
	if len(c.Cells) == 0 {
		return wrongUse(a.say.Text("usage.compare_nothing", "name", c.Name, "from", c.From, "to", c.To))
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

func (a *app) compareRegion(ctx context.Context, s *queries.Session, _ compareOptions, text string, c *comparison) error {
	region, err := a.findRegion(text, c.To)
	if err != nil {
		return err
	}
	c.Name, c.Code = region.Name, region.Code
	if err := c.readCells(ctx, s, compareRegionSQL, region.Code); err != nil {
		return err
	}
	return c.readProse(ctx, s, nil)
}

func (a *app) compareAgency(ctx context.Context, s *queries.Session, o compareOptions, text string, c *comparison) error {
	agency, err := a.findAgency(ctx, s.Query, text, o.region)
	if err != nil {
		return err
	}
	c.Name, c.Code = agency.Name, agency.RegionCode
	if err := c.readCells(ctx, s, compareAgencySQL, agency.ID); err != nil {
		return err
	}
	return c.readProse(ctx, s, &agency.ID)
}

func (c *comparison) readCells(ctx context.Context, s *queries.Session, query string, who any) error {
	return eachRow(ctx, s.Query, query, func(scan func(...any) error) error {
		var v comparedCell
		err := scan(&v.Subject, &v.Code, &v.LabelZH, &v.LabelEN, &v.Unit, &v.IsTotal, &v.FromValue, &v.ToValue, &v.Change,
			&v.FromState, &v.ToState, &v.FromBasis, &v.ToBasis, &v.FromMissing, &v.ToMissing, &v.Flagged, &v.Comparable, &v.OtherCode, &v.Note)
		for _, number := range []*string{v.FromValue, v.ToValue, v.Change} {
			if number != nil && strings.Contains(*number, ".") {
				*number = strings.TrimRight(strings.TrimRight(*number, "0"), ".")
			}
		}
		if v.Comparable == "no" {
			v.Change = nil
		}
		c.Cells = append(c.Cells, v)
		return err
	}, who, c.From, c.To)
}

func (c *comparison) readProse(ctx context.Context, s *queries.Session, agency *int64) error {
	var who any
	if agency != nil {
		who = *agency
	}
	return eachRow(ctx, s.Query, compareProseSQL, func(scan func(...any) error) error {
		var p comparedProse
		err := scan(&p.Section, &p.From, &p.To)
		c.Prose = append(c.Prose, p)
		return err
	}, who, c.Code, c.From, c.To)
}

func (a *app) writeComparison(w io.Writer, c *comparison, format string) error {
	switch format {
	case "json":
		return writeJSON(w, c)
	case "markdown":
		return a.comparisonMarkdown(w, c)
	case "xlsx":
		return a.comparisonWorkbook(w, c)
	}
	return a.comparisonText(w, c)
}

// label is that of the language chosen.
func (a *app) label(v *comparedCell) string {
	if a.say.Language == messages.Chinese {
		return v.LabelZH
	}
	return v.LabelEN
}
