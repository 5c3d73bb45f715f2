package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"gongkai/internal/report"
)

//go:embed sql/agency_review.sql
var agencyReviewSQL string

//go:embed sql/agency_evidence.sql
var agencyEvidenceSQL string

// agencyReviewOptions are the flags of agency review.
type agencyReviewOptions struct {
	region string
	year   int
	why    string
	out    string
	asJSON bool
}

// openReport is one report that is not settled, as `agency review --json` prints it.
type openReport struct {
	Report     string            `json:"report"` // what agency settle takes
	Why        string            `json:"why"`    // see openWhys
	Title      string            `json:"title"`
	Agency     string            `json:"agency"`
	RegionCode string            `json:"region_code"`
	Region     string            `json:"region"`
	Year       int               `json:"year"`
	Scopes     map[string]string `json:"scopes"`
	Path       string            `json:"path"`
	Candidates []regionCandidate `json:"candidates"`
	Evidence   []evidenceLine    `json:"evidence"`

	versionID int64
}

// regionCandidate is a region that the name can mean, with what speaks for it.
type regionCandidate struct {
	RegionCode string     `json:"region_code"`
	Region     string     `json:"region"`
	Clues      []clueLine `json:"clues"`
}

// clueLine is one thing that speaks for a region, with its weight behind the words.
type clueLine struct {
	Source string `json:"source"`
	Quote  string `json:"quote"`
}

// evidenceLine is one piece of evidence.
type evidenceLine struct {
	Field  string `json:"field"`
	Value  string `json:"value"`
	Name   string `json:"name,omitempty"` // of a region
	Source string `json:"source"`
	Quote  string `json:"quote"`
}

// fieldRegionCandidate is the field of evidence on what an ambiguous name can mean.
const fieldRegionCandidate = "region_candidate"

// sourceTakenOver is the source of evidence that a person gave for another document of the report.
const sourceTakenOver = "taken_over"

func newAgencyReview(a *app) *cobra.Command {
	var o agencyReviewOptions
	cmd := &cobra.Command{
		Use:  "review [--region R] [--year Y] [--why W] [--out FILE]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runAgencyReview(cmd.Context(), a, o) },
	}
	a.describe(cmd, "agency_review", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.why, "why", "", a.say.Text("flag.review_why"))
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.review_out"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// openWhys are the things about a report that can be open.
func openWhys() []string {
	return []string{"agency", "region", "year", "region_not_valid_in_year", "scope", "part_of_year"}
}

// runAgencyReview lists the reports that are in no total because something about them is not settled.
func runAgencyReview(ctx context.Context, a *app, o agencyReviewOptions) error {
	if o.why != "" && !slices.Contains(openWhys(), o.why) {
		return wrongUse(a.say.Text("usage.review_why", "whys", strings.Join(openWhys(), ", ")))
	}
	session, err := a.openSnapshot(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	if o.region, err = a.regionFilter(o.region, 0); err != nil {
		return err
	}
	list, err := openReports(ctx, session.Query, o)
	if err != nil {
		return err
	}
	switch {
	case o.out != "":
		return a.writeReview(list, o.out)
	case o.asJSON:
		return writeJSON(a.out, struct {
			Reports []openReport `json:"reports"`
		}{list})
	}
	a.showReview(list)
	return nil
}

// openReports reads them with their evidence.
func openReports(ctx context.Context, source querySource, o agencyReviewOptions) ([]openReport, error) {
	list := []openReport{}
	err := eachRow(ctx, source, agencyReviewSQL, func(scan func(...any) error) error {
		r := openReport{Candidates: []regionCandidate{}, Evidence: []evidenceLine{}}
		var sha, disclosure, request, appeal string
		var ordinal int
		err := scan(&r.versionID, &sha, &ordinal, &r.Why, &r.Title, &r.Agency, &r.RegionCode, &r.Region, &r.Year,
			&disclosure, &request, &appeal, &r.Path)
		r.Report = report.Name(sha, ordinal)
		r.Scopes = map[string]string{"disclosure": disclosure, "request": request, "appeal": appeal}
		list = append(list, r)
		return err
	}, o.region, o.year, o.why)
	if err != nil || len(list) == 0 {
		return list, err
	}
	var versions []int64
	for _, r := range list {
		versions = append(versions, r.versionID)
	}
	evidence, err := readEvidence(ctx, source, versions)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Candidates, list[i].Evidence = splitEvidence(evidence[list[i].versionID])
	}
	return list, nil
}

// readEvidence reads the evidence of versions.
func readEvidence(ctx context.Context, source querySource, versions []int64) (map[int64][]evidenceLine, error) {
	encoded, err := json.Marshal(versions)
	if err != nil {
		return nil, err
	}
	evidence := map[int64][]evidenceLine{}
	err = eachRow(ctx, source, agencyEvidenceSQL, func(scan func(...any) error) error {
		var version int64
		var e evidenceLine
		err := scan(&version, &e.Field, &e.Value, &e.Source, &e.Quote, &e.Name)
		evidence[version] = append(evidence[version], e)
		return err
	}, string(encoded))
	return evidence, err
}

// splitEvidence tells what speaks for the regions of one name from the other evidence.
func splitEvidence(list []evidenceLine) ([]regionCandidate, []evidenceLine) {
	candidates, rest := []regionCandidate{}, []evidenceLine{}
	for _, e := range list {
		if e.Field != fieldRegionCandidate {
			rest = append(rest, e)
			continue
		}
		n := slices.IndexFunc(candidates, func(c regionCandidate) bool { return c.RegionCode == e.Value })
		if n < 0 {
			n = len(candidates)
			candidates = append(candidates, regionCandidate{RegionCode: e.Value, Region: e.Name, Clues: []clueLine{}})
		}
		if strings.Contains(e.Quote, "(+") { // a name that is all there is speaks for every candidate alike
			candidates[n].Clues = append(candidates[n].Clues, clueLine{e.Source, e.Quote})
		}
	}
	return candidates, rest
}

// showReview prints them for people.
func (a *app) showReview(list []openReport) {
	counts := map[string]int{}
	for _, r := range list {
		counts[r.Why]++
		head := a.say.Text("review.head", "report", r.Report, "why", a.say.Text("review.why."+r.Why),
			"agency", a.orUnsettled(known(r.Agency)), "region", a.orUnsettled(known(strings.TrimSpace(r.Region+" "+r.RegionCode))),
			"year", a.orUnsettled(known(yearText(r.Year))))
		a.printf("%s\n", printable(head))
		for _, line := range []string{r.Title, r.Path} {
			if line != "" {
				a.printf("    %s\n", printable(oneLine(line)))
			}
		}
		for _, c := range r.Candidates {
			a.printf("    %s\n", printable(a.candidate(c)))
		}
		for _, e := range r.Evidence {
			if e.Source == sourceTakenOver {
				a.printf("    %s\n", printable(a.takenOver(r.Report, []string{e.Field}, e.Quote)))
			}
		}
	}
	if len(list) == 0 {
		a.printf("%s\n", a.say.Text("review.none"))
		return
	}
	var parts []string
	for _, why := range openWhys() {
		if counts[why] > 0 {
			parts = append(parts, a.say.Text("review.why."+why)+" "+strconv.Itoa(counts[why]))
		}
	}
	a.printf("%s\n", a.say.Text("review.count", "count", len(list), "whys", strings.Join(parts, ", ")))
}

// candidate is a line on a region that the name can mean.
func (a *app) candidate(c regionCandidate) string {
	var said []string
	for _, one := range c.Clues {
		said = append(said, a.wordFor("report.source.", one.Source)+": "+one.Quote)
	}
	clues := strings.Join(said, "; ")
	if clues == "" {
		clues = a.say.Text("review.no_clue")
	}
	return a.say.Text("review.candidate", "region", strings.TrimSpace(c.RegionCode+" "+c.Region), "clues", clues)
}

// writeReview writes the list as a workbook or a CSV to be filled in.
func (a *app) writeReview(list []openReport, path string) error {
	var rows []map[string]string
	for _, r := range list {
		var candidates []string
		for _, c := range r.Candidates {
			candidates = append(candidates, a.candidate(c))
		}
		rows = append(rows, map[string]string{
			"report": r.Report, "open": a.say.Text("review.why." + r.Why), "title": oneLine(r.Title), "document": r.Path, "agency": r.Agency,
			"region": strings.TrimSpace(r.Region + " " + r.RegionCode), "year": yearText(r.Year), "candidates": strings.Join(candidates, "\n"),
		})
	}
	var content []byte
	var err error
	if strings.HasSuffix(strings.ToLower(path), ".csv") {
		content, err = reviewCSV(rows)
	} else {
		content, err = a.sheet(a.say.Text("sheet.review"), reviewColumns(), rows)
	}
	if err != nil {
		return err
	}
	if err := renameio.WriteFile(path, content, 0o666); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text("review.written", "count", len(rows), "path", path))
	return nil
}

// reviewCSV has the keys of the columns as its header, the same in both languages.
func reviewCSV(rows []map[string]string) ([]byte, error) {
	var keys []string
	for _, c := range reviewColumns() {
		keys = append(keys, c.key)
	}
	out := [][]string{keys}
	for _, row := range rows {
		line := make([]string, len(keys))
		for i, key := range keys {
			line[i] = row[key]
		}
		out = append(out, line)
	}
	var b bytes.Buffer
	b.WriteString("\ufeff") // without it a spreadsheet takes the Chinese for something else
	err := csv.NewWriter(&b).WriteAll(out)
	return b.Bytes(), err
}
