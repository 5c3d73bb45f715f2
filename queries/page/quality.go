package page

import (
	"context"
	"maps"
	"slices"
	"time"

	"gongkai/config/rules"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse/release"
)

// Quality is the quality report of a release, by the indicators of the European Statistical System.
type Quality struct {
	Release      release.Release       `json:"release"`
	Day          string                `json:"day"`          // on which it was made, in Asia/Shanghai
	DaysAfter    int                   `json:"days_after"`   // the end of its year
	Completeness []QualityCompleteness `json:"completeness"` // of the totals
	Coverage     []QualityCoverage     `json:"coverage"`     // of the bodies
	Response     []QualityResponse     `json:"item_response"`
	Items        []QualityItem         `json:"least_answered"` // the ten indicators that most reports leave without a value
	Punctuality  []QualityPunctuality  `json:"punctuality"`
	Series       []QualitySeries       `json:"series"`
	Summed       []QualitySummed       `json:"summed"`
	Totals       QualityTotals         `json:"totals"`
	Errors       []QualityError        `json:"open_errors"`
	Revisions    []QualityRevision     `json:"revisions"`        // from the first provisional release of the year to its final one
	Previous     string                `json:"previous_release"` // of the year, with which it is compared; empty for the first
	Changes      []QualityChange       `json:"changes"`          // of totals since then
}

// QualityCompleteness is how many regions have a total.
type QualityCompleteness struct {
	Level   string `json:"level"`
	Subject string `json:"subject"`
	Regions int    `json:"regions"` // that exist in the year
	Given   int    `json:"given"`   // that have a total
	Whole   int    `json:"whole"`   // of which no cell misses a member
}

// QualityCoverage is how many members of totals reported.
type QualityCoverage struct {
	Level        string   `json:"level"`
	Subject      string   `json:"subject"`
	ExpectedFrom string   `json:"expected_from"` // register or history
	Regions      int      `json:"regions"`
	Expected     int      `json:"expected"`
	Reported     int      `json:"reported"`
	Share        *float64 `json:"share"` // nil where no register says who is due
}

// QualityResponse is what stands in the cells of the reports.
type QualityResponse struct {
	Subject     string `json:"subject"`
	Reports     int    `json:"reports"`
	Cells       int    `json:"cells"`
	Reported    int    `json:"reported"`
	Inferred    int    `json:"inferred"`
	Blank       int    `json:"blank"`
	Placeholder int    `json:"placeholder"`
	Unreadable  int    `json:"unreadable"`
	Absent      int    `json:"absent"`
}

// Nonresponse is the share of cells without a value.
func (r *QualityResponse) Nonresponse() float64 {
	return 1 - float64(r.Reported+r.Inferred)/float64(max(r.Cells, 1))
}

// QualityItem is an indicator that reports leave without a value.
type QualityItem struct {
	Code    string `json:"code"`
	LabelZH string `json:"label_zh"`
	LabelEN string `json:"label_en"`
	Reports int    `json:"reports"`
	Without int    `json:"without"`
}

// QualityPunctuality is how many bodies of a level published in time.
type QualityPunctuality struct {
	Level  string `json:"level"`
	Status string `json:"status"` // of view punctuality
	Bodies int    `json:"bodies"`
	Days   *int   `json:"most_days_late"`
}

// QualitySeries is how far back a subject compares.
type QualitySeries struct {
	Subject    string  `json:"subject"`
	Form       *string `json:"form"`
	Years      int     `json:"years"` // with reports, without a gap
	Comparable int     `json:"comparable_years"`
}

// QualitySummed is what the summed cells are.
type QualitySummed struct {
	Subject  string `json:"subject"`
	Cells    int    `json:"cells"`
	Inferred int    `json:"inferred"` // solved from damaged digits
	OCR      int    `json:"ocr"`      // taken off a picture
	Adjusted *int   `json:"adjusted"` // totals with a value that a person accepted; nil of a release that did not count them
	Waiting  int    `json:"waiting"`  // a person accepted another value, which the release does not use
}

// QualityTotals is how many preferred totals have a value, and what is to be known of them.
type QualityTotals struct {
	Totals      int `json:"totals"`
	LowerBounds int `json:"lower_bounds"`
	Flagged     int `json:"flagged"`
}

// QualityError is a rule with open errors.
type QualityError struct {
	Rule          string `json:"rule"`
	ExplanationZH string `json:"explanation_zh"` // why the rule is there
	ExplanationEN string `json:"explanation_en"`
	Findings      int    `json:"findings"`
	Reports       int    `json:"reports"`
}

// QualityRevision is how far the first provisional release was from the final one.
type QualityRevision struct {
	Level       string   `json:"level"`
	Code        string   `json:"code"`
	LabelZH     string   `json:"label_zh"`
	LabelEN     string   `json:"label_en"`
	Regions     int      `json:"regions"`
	Revised     int      `json:"revised"`
	Mean        *float64 `json:"mean_absolute_revision"`
	Bias        *float64 `json:"bias"`
	Provisional string   `json:"provisional_id"`
	Final       string   `json:"final_id"`
}

// QualityChange is how many totals changed for a reason since the release before.
type QualityChange struct {
	Classes string `json:"classes"` // of view revision_class
	Totals  int    `json:"totals"`
}

// ReadQuality reads the quality report of a release from a source that shows the release.
func ReadQuality(ctx context.Context, source Source, r release.Release) (_ *Quality, err error) {
	defer fault.Wrap(&err, "quality of %s", r.ID)
	made := report.Shanghai(r.RecordedAt)
	q := &Quality{Release: r, Day: made.Format(time.DateOnly)}
	end := time.Date(r.Year, time.December, 31, 0, 0, 0, 0, made.Location())
	q.DaysAfter = int(time.Date(made.Year(), made.Month(), made.Day(), 0, 0, 0, 0, made.Location()).Sub(end).Hours() / 24)
	parts := []func() error{
		func() error {
			return rowsOf(ctx, source, "quality_completeness", &q.Completeness, func(x *QualityCompleteness) []any {
				return []any{&x.Level, &x.Subject, &x.Regions, &x.Given, &x.Whole}
			}, r.ID, r.Year)
		},
		func() error {
			return rowsOf(ctx, source, "quality_coverage", &q.Coverage, func(x *QualityCoverage) []any {
				return []any{&x.Level, &x.Subject, &x.ExpectedFrom, &x.Regions, &x.Expected, &x.Reported, &x.Share}
			}, r.Year)
		},
		func() error {
			return rowsOf(ctx, source, "quality_response", &q.Response, func(x *QualityResponse) []any {
				return []any{
					&x.Subject, &x.Reports, &x.Cells, &x.Reported, &x.Inferred, &x.Blank, &x.Placeholder, &x.Unreadable, &x.Absent,
				}
			}, r.ID)
		},
		func() error {
			return rowsOf(ctx, source, "quality_item", &q.Items, func(x *QualityItem) []any {
				return []any{&x.Code, &x.LabelZH, &x.LabelEN, &x.Reports, &x.Without}
			}, r.ID)
		},
		func() error {
			return rowsOf(ctx, source, "quality_punctuality", &q.Punctuality, func(x *QualityPunctuality) []any {
				return []any{&x.Level, &x.Status, &x.Bodies, &x.Days}
			}, r.Year)
		},
		func() error {
			return rowsOf(ctx, source, "quality_series", &q.Series, func(x *QualitySeries) []any {
				return []any{&x.Subject, &x.Form, &x.Years, &x.Comparable}
			}, r.Year)
		},
		func() error {
			return rowsOf(ctx, source, "quality_summed", &q.Summed, func(x *QualitySummed) []any {
				return []any{&x.Subject, &x.Cells, &x.Inferred, &x.OCR, &x.Adjusted, &x.Waiting}
			}, r.ID)
		},
		func() error {
			t := &q.Totals
			return statements().One(ctx, source, "quality_flagged", []any{r.ID}, &t.Totals, &t.LowerBounds, &t.Flagged)
		},
		func() error {
			return rowsOf(ctx, source, "quality_error", &q.Errors, func(x *QualityError) []any {
				return []any{&x.Rule, &x.Findings, &x.Reports}
			}, r.ID)
		},
		func() error {
			return rowsOf(ctx, source, "quality_revision", &q.Revisions, func(x *QualityRevision) []any {
				return []any{
					&x.Level, &x.Code, &x.LabelZH, &x.LabelEN, &x.Regions, &x.Revised, &x.Mean, &x.Bias, &x.Provisional, &x.Final,
				}
			}, r.Year)
		},
		q.explain,
		func() error { return q.readChanges(ctx, source) },
	}
	for _, read := range parts {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// explain adds to the errors why their rules are there.
func (q *Quality) explain() error {
	set, err := rules.Embedded()
	if err != nil {
		return err
	}
	for i := range q.Errors {
		e := &q.Errors[i]
		e.ExplanationZH, e.ExplanationEN = e.Rule, e.Rule // of a rule that this program no longer has
		for _, r := range set.Rules {
			if r.ID == e.Rule {
				e.ExplanationZH, e.ExplanationEN = r.ExplanationZH, r.ExplanationEN
			}
		}
	}
	return nil
}

// readChanges counts the totals that changed since the release of the year before this one, by their classes in the order of these.
func (q *Quality) readChanges(ctx context.Context, source Source) error {
	q.Changes = []QualityChange{}
	list, err := release.List(ctx, source, q.Release.Year)
	if err != nil {
		return err
	}
	for i := range list { // the newest first
		if !list[i].RecordedAt.Before(q.Release.RecordedAt) {
			continue
		}
		restated, err := release.Diff(ctx, source, list[i], q.Release)
		if err != nil {
			return err
		}
		q.Previous = list[i].ID
		count := map[string]int{}
		for _, t := range restated {
			count[t.Classes]++
		}
		for _, classes := range slices.Sorted(maps.Keys(count)) {
			q.Changes = append(q.Changes, QualityChange{classes, count[classes]})
		}
		return nil
	}
	return nil
}

// rowsOf reads the rows of a statement into a list, which is empty where there are none, by the places of the fields of each.
func rowsOf[T any](ctx context.Context, source Source, name string, to *[]T, fields func(*T) []any, args ...any) error {
	*to = []T{}
	return statements().Each(ctx, source, name, func(scan func(...any) error) error {
		var x T
		err := scan(fields(&x)...)
		*to = append(*to, x)
		return err
	}, args...)
}
