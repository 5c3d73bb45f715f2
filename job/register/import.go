package register

import (
	"cmp"
	"context"
	"strconv"

	"gongkai/ingest/sheet"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

// Groups of words that a list uses for what is stored.
const (
	WordsStatus   = "status"   // of a register: expected, exempt, merged, nil
	WordsUnlisted = "unlisted" // what a list of bodies says of one that no register names
	WordsScope    = "scope"
	WordsLevel    = "level" // of a body
	WordsKind     = "kind"
)

// ImportOptions say what list Import takes and how it is worded.
type ImportOptions struct {
	Path    string
	Year    int                          // of rows that name none; 0 for none
	Columns []sheet.Column               // of a register and of the list of open reports, with their headings
	Words   map[string]map[string]string // by group: what is stored for a word of the list
	// Consent is asked before bodies that the warehouse does not know are taken; its error ends the import.
	Consent func(context.Context, []NewBody) error
	// Receipts says that whoever keeps the register also records what comes in, where a row does not say whether.
	Receipts bool
}

// Import takes a register of who is expected, or the list of open reports with what a person settled, and publishes. Where one row does
// not fit nothing is taken, and a *job.RowsError names every one that does not; nor is anything taken without consent to new bodies, which
// the summary names.
func Import(ctx context.Context, o ImportOptions, d Decision) (Summary, error) {
	if d.Who == "" {
		return Summary{}, job.Refuse(job.NoWho)
	}
	table, err := job.ReadList(o.Path, o.Columns)
	if err != nil {
		return Summary{}, err
	}
	isReview := table.There["report"]
	if !isReview {
		if err := job.NeedColumns(table, "agency", "region", "status"); err != nil {
			return Summary{}, err
		}
	}
	if o.Year != 0 {
		if _, err := yearOf(strconv.Itoa(o.Year)); err != nil {
			return Summary{}, err
		}
	}
	return d.record(ctx, func(c *clerk, out *Summary) error {
		i := &listImport{clerk: c, options: o, isOwn: table.There["agency_id"]}
		var err error
		if i.roll, err = readRoll(ctx, c.source); err != nil {
			return err
		}
		err = job.EachRow(o.Path, table.Rows, func(r sheet.Row) (string, error) { return i.row(ctx, r, isReview) })
		if err != nil {
			return err
		}
		out.NewBodies = i.fresh
		if len(i.fresh) > 0 {
			if err := o.Consent(ctx, i.fresh); err != nil {
				return err
			}
		}
		out.Reports, out.Bare = i.settled, i.bare
		return nil
	})
}

// listImport is a list on its way into the warehouse.
type listImport struct {
	*clerk
	options ImportOptions
	roll    *roll
	settled []SettledReport
	fresh   []NewBody
	isOwn   bool // the list of bodies of the program itself
	bare    int  // rows that name a body and no year
}

// row takes a row, and returns what it is about.
func (i *listImport) row(ctx context.Context, r sheet.Row, isReview bool) (key string, err error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if !isReview {
		return i.registerRow(r)
	}
	settled, err := i.reviewRow(ctx, r)
	if err != nil || settled == nil {
		return "", err
	}
	i.settled = append(i.settled, *settled)
	return settled.Report, nil
}

// reviewRow takes one row of the review list, nothing where the person left it alone.
func (i *listImport) reviewRow(ctx context.Context, r sheet.Row) (*SettledReport, error) {
	s := Settlement{Report: r.Values["report"], Agency: r.Values["set_agency"], Region: r.Values["set_region"]}
	if text := r.Values["set_year"]; text != "" {
		year, err := yearOf(text)
		if err != nil {
			return nil, err
		}
		s.Year = year
	}
	if text := r.Values["set_scope"]; text != "" {
		s.Scopes = []string{cmp.Or(i.options.Words[WordsScope][text], text)} // what is no scope is refused as it is
	}
	if s.Agency == "" && s.Region == "" && s.Year == 0 && len(s.Scopes) == 0 {
		return nil, nil //nolint:nilnil // a row that nobody wrote in is neither a settlement nor a mistake
	}
	why := cmp.Or(r.Values["why"], i.Why)
	if why == "" {
		return nil, job.Refuse(job.NoWhy)
	}
	settled, err := i.settle(ctx, s, why)
	if err != nil {
		return nil, err
	}
	// A name that a person wrote may be a slip; one that the document bears is none.
	if s.Agency != "" && settled.RegionCode != "" {
		if _, ok := i.roll.find(settled.RegionCode, settled.Agency); !ok {
			i.list(r.Number, settled.Agency, settled.RegionCode)
		}
	}
	return &settled, nil
}

// registerRow takes one row of a register and returns the body and year that it is about.
func (i *listImport) registerRow(r sheet.Row) (string, error) {
	year := i.options.Year
	if text := r.Values["year"]; text != "" {
		given, err := yearOf(text)
		if err != nil {
			return "", err
		}
		year = given
	}
	// A list of bodies without a year says that there are such bodies, and nothing of who is expected; so does a row of a body that reported
	// although no register names it.
	isUnlisted := i.isOwn && i.options.Words[WordsUnlisted][r.Values["status"]] != ""
	isBare := i.isOwn && year == 0 && r.Values["status"] == ""
	if year == 0 && !isUnlisted && !isBare {
		return "", job.Refuse(NoRowYear)
	}
	place := cmp.Or(r.Values["region_code"], r.Values["region"])
	if r.Values["agency"] == "" || place == "" {
		return "", job.Refuse(NoRowBody)
	}
	status, ok := i.status(r.Values["status"])
	if !ok && !isUnlisted {
		return "", job.Refuse(NoSuchStatus, "status", r.Values["status"])
	}
	region, err := page.FindRegion(i.regions, place, year)
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
	id := body
	if entered, ok := i.roll.registered[bodyYear{body, year}]; ok {
		id = entered
	}
	receipts, err := i.receipts(r.Values["receipts"])
	if err != nil {
		return "", err
	}
	i.entries.Register = append(i.entries.Register, record.RegisterEntry{
		AgencyID: id, Year: year, Status: status, Contact: r.Values["contact"], Receipts: receipts, Why: cmp.Or(r.Values["why"], i.Why),
	})
	return strconv.FormatInt(body, 10) + " " + strconv.Itoa(year), nil
}

// status reads the status of a register. Empty is expected: a list of names is a list of who must report.
func (i *listImport) status(text string) (string, bool) {
	if text == "" {
		return "expected", true
	}
	status, ok := i.options.Words[WordsStatus][text]
	return status, ok
}

// receipts reads whether what comes in of a body is recorded. Where neither the row nor the settings say so, what stands is left.
func (i *listImport) receipts(text string) (*bool, error) {
	if text == "" {
		if i.options.Receipts {
			return &i.options.Receipts, nil
		}
		return nil, nil //nolint:nilnil // nothing is said
	}
	word, ok := i.options.Words[WordsYes][text]
	if !ok {
		return nil, job.Refuse(NoSuchReceipts, "receipts", text)
	}
	yes := word == "yes"
	return &yes, nil
}

// sorted gives a body the sort that agency list wrote, which a person may have settled otherwise than its name tells.
func (i *listImport) sorted(b record.Body, r sheet.Row) record.Body {
	if !i.isOwn {
		return b
	}
	if level, ok := i.options.Words[WordsLevel][r.Values["level"]]; ok {
		b.Level = level
	}
	if kind, ok := i.options.Words[WordsKind][r.Values["kind"]]; ok {
		b.Kind, b.System = kind, r.Values["system"]
	}
	return b
}

// yearOf reads the year of a register, which may be to come.
func yearOf(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || year < 2008 || year > 2100 {
		return 0, job.Refuse(BadYear, "year", text)
	}
	return year, nil
}
