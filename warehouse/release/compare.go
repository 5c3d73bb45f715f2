package release

import (
	"context"
	"encoding/json"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// DifferingTotal is a total that a release holds otherwise than the views give it.
type DifferingTotal struct {
	RegionCode string  `json:"region_code"`
	Basis      string  `json:"basis"`
	Code       string  `json:"code"`
	IsStored   bool    `json:"is_stored"`  // the release has it
	IsRebuilt  bool    `json:"is_rebuilt"` // the views give it
	Stored     *string `json:"stored"`
	Rebuilt    *string `json:"rebuilt"` // with equal values it is the coverage, the flags or the preference that differ
}

// CompareTotals builds the totals of a release again and returns those that differ. The source must show what was known
// when it was made: before KnownBefore.
func CompareTotals(ctx context.Context, source sqlfile.Source, r Release) (_ []DifferingTotal, err error) {
	defer fault.Wrap(&err, "compare the totals of %s", r.ID)
	text, err := over("compare_totals", "totals_now", "totals")
	if err != nil {
		return nil, err
	}
	out := []DifferingTotal{}
	err = sqlfile.Rows(ctx, source, text, func(scan sqlfile.Scan) error {
		var d DifferingTotal
		if err := scan(&d.RegionCode, &d.Basis, &d.Code, &d.IsStored, &d.IsRebuilt, &d.Stored, &d.Rebuilt); err != nil {
			return err
		}
		out = append(out, d)
		return nil
	}, r.Year, r.ID)
	return out, err
}

// DifferingInput is a report that a release holds otherwise than the warehouse.
type DifferingInput struct {
	Agency     string `json:"agency"`
	RegionCode string `json:"region_code"`
	IsStored   bool   `json:"is_stored"`
	IsRebuilt  bool   `json:"is_rebuilt"`
}

// CompareInputs hashes the reports of a release again and returns those that differ. The source is as for CompareTotals.
func CompareInputs(ctx context.Context, source sqlfile.Source, r Release) (_ []DifferingInput, err error) {
	defer fault.Wrap(&err, "compare the inputs of %s", r.ID)
	text, err := over("compare_inputs", "inputs_now", "inputs")
	if err != nil {
		return nil, err
	}
	out := []DifferingInput{}
	err = sqlfile.Rows(ctx, source, text, func(scan sqlfile.Scan) error {
		var d DifferingInput
		if err := scan(&d.Agency, &d.RegionCode, &d.IsStored, &d.IsRebuilt); err != nil {
			return err
		}
		out = append(out, d)
		return nil
	}, r.Year, r.ID)
	return out, err
}

// Input is a report of a release and where its document was seen.
type Input struct {
	VersionID     int64
	SHA256        string
	Ordinal       int // which report of the document, from 1
	Agency        string
	RegionCode    string
	ParserVersion string
	RulesVersion  string
	Paths         []string
}

// Inputs returns the reports of a release, in the order of their regions.
func Inputs(ctx context.Context, source sqlfile.Source, r Release) (_ []Input, err error) {
	defer fault.Wrap(&err, "inputs of %s", r.ID)
	var out []Input
	err = statements.Each(ctx, source, "documents", func(scan sqlfile.Scan) error {
		var i Input
		var paths string
		if err := scan(&i.VersionID, &i.SHA256, &i.Ordinal, &i.Agency, &i.RegionCode, &i.ParserVersion, &i.RulesVersion,
			&paths); err != nil {
			return err
		}
		out = append(out, i)
		return json.Unmarshal([]byte(paths), &out[len(out)-1].Paths)
	}, r.ID)
	return out, err
}

// Restated is a total that two releases hold with another value.
type Restated struct {
	RegionCode      string  `json:"region_code"`
	Region          string  `json:"region"`
	Basis           string  `json:"basis"`
	Code            string  `json:"code"`
	LabelZH         string  `json:"label_zh"`
	LabelEN         string  `json:"label_en"`
	Before          *string `json:"before"`
	After           *string `json:"after"`
	BeforeBound     *string `json:"before_bound"` // exact, or lower where a member is missing; nil where the release has no such total
	AfterBound      *string `json:"after_bound"`
	Difference      *string `json:"difference"` // null where either has no value
	BeforePreferred bool    `json:"before_preferred"`
	AfterPreferred  bool    `json:"after_preferred"`
	Classes         string  `json:"classes"` // of view revision_class, in one text
	Causes          []Cause `json:"causes"`  // empty where no report is: the reference data or the views changed
}

// Cause is a report that changed a total.
type Cause struct {
	Kind       string  `json:"kind"`  // see diff.sql
	Class      string  `json:"class"` // of view revision_class
	Agency     string  `json:"agency"`
	RegionCode string  `json:"region_code"`
	Before     *string `json:"before"` // what it brought into the sum
	After      *string `json:"after"`
}

// Diff returns the totals that differ between two releases of one year, with their causes, in the order of the regions.
func Diff(ctx context.Context, source sqlfile.Source, before, after Release) (_ []Restated, err error) {
	defer fault.Wrap(&err, "diff %s %s", before.ID, after.ID)
	out := []Restated{}
	err = statements.Each(ctx, source, "diff", func(scan sqlfile.Scan) error {
		t := Restated{Causes: []Cause{}}
		var c Cause
		if err := scan(&t.RegionCode, &t.Region, &t.Basis, &t.Code, &t.LabelZH, &t.LabelEN, &t.Before, &t.After, &t.BeforeBound,
			&t.AfterBound, &t.Difference, &t.BeforePreferred, &t.AfterPreferred, &t.Classes, &c.Kind, &c.Class, &c.Agency, &c.RegionCode, &c.Before,
			&c.After); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].RegionCode != t.RegionCode || out[n-1].Basis != t.Basis || out[n-1].Code != t.Code {
			out = append(out, t)
		}
		if c.Kind != "" {
			last := &out[len(out)-1]
			last.Causes = append(last.Causes, c)
		}
		return nil
	}, before.ID, after.ID)
	return out, err
}
