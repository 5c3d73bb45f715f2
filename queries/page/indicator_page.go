package page

import (
	"context"
	"slices"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/internal/fault"
)

// IndicatorPage is what an indicator or a rate means.
type IndicatorPage struct {
	Code     string           `json:"code"`
	LabelZH  string           `json:"label_zh"`
	LabelEN  string           `json:"label_en"`
	Unit     string           `json:"unit"` // empty for a rate
	IsRate   bool             `json:"is_rate"`
	Kind     string           `json:"kind"`     // flow, stock; empty for a rate
	IsTotal  bool             `json:"is_total"` // a sum of others, never added to its parts
	Forms    []string         `json:"forms"`    // that print it
	Computed []string         `json:"computed"` // forms that do not print it, for whose reports it is computed
	Rows     []string         `json:"rows"`     // codes of the rows that it is the sum of
	Columns  []string         `json:"columns"`  // codes of the columns that it is the sum of, each way the whole
	Terms    []RateTerm       `json:"terms"`    // of a rate
	Breaks   []forms.Break    `json:"breaks"`   // how it compares from one form to the next
	Years    []IndicatorState `json:"years"`    // of what forms print; none of what is computed
}

// RateTerm is one number that a rate is made of.
type RateTerm struct {
	Side string `json:"side"` // numerator, denominator
	Sign int    `json:"sign"`
	Code string `json:"code"`
}

// IndicatorState counts the cells of one state in a year.
type IndicatorState struct {
	Year  int    `json:"year"`
	State string `json:"state"`
	Cells int    `json:"cells"`
}

// ReadIndicator reads what an indicator or a rate means. It returns NotFound for a code that is neither.
func ReadIndicator(ctx context.Context, source Source, set *forms.Set, code string) (p IndicatorPage, err error) {
	defer fault.Wrap(&err, "indicator %s", code)
	p = IndicatorPage{
		Code: code, Forms: []string{}, Computed: []string{}, Rows: []string{}, Columns: []string{}, Terms: []RateTerm{}, Breaks: []forms.Break{},
		Years: []IndicatorState{},
	}
	zh, err := ListIndicators(ctx, source, messages.Chinese)
	if err != nil {
		return p, err
	}
	en, err := ListIndicators(ctx, source, messages.English)
	if err != nil {
		return p, err
	}
	is := func(k Indicator) bool { return k.Code == code }
	i := slices.IndexFunc(zh, is)
	if i < 0 {
		return p, &NotFound{What: WhatIndicator, Text: code, Near: nearIndicators(code, zh)}
	}
	p.LabelZH, p.Unit, p.IsRate = zh[i].Label, zh[i].Unit, zh[i].IsRate
	if e := slices.IndexFunc(en, is); e >= 0 {
		p.LabelEN = en[e].Label
	}
	if p.IsRate {
		return p, statements().Each(ctx, source, "rate_term", func(scan func(...any) error) error {
			var t RateTerm
			err := scan(&t.Side, &t.Sign, &t.Code)
			p.Terms = append(p.Terms, t)
			return err
		}, code)
	}
	if one, ok := set.Indicator(code); ok {
		p.describe(set, one)
	}
	if len(p.Computed) > 0 {
		return p, nil // cells are counted of what reports print, and few print what is computed for all
	}
	return p, statements().Each(ctx, source, "indicator_year", func(scan func(...any) error) error {
		var s IndicatorState
		err := scan(&s.Year, &s.State, &s.Cells)
		p.Years = append(p.Years, s)
		return err
	}, code)
}

// describe says what the forms say of an indicator.
func (p *IndicatorPage) describe(set *forms.Set, one *forms.Indicator) {
	p.Kind, p.IsTotal = one.Kind, one.IsTotal
	for _, f := range set.Forms {
		for _, position := range f.Of(one.Subject) {
			if position.Indicator.Code != one.Code {
				continue
			}
			if position.Role == forms.RoleCell {
				p.Forms = append(p.Forms, f.Name)
			} else {
				p.Computed = append(p.Computed, f.Name)
			}
		}
	}
	for _, part := range set.Parts {
		if part.Subject != one.Subject {
			continue
		}
		subject := string(one.Subject) + "."
		if code := subject + part.Part + "." + one.Heading; part.Axis == forms.AxisItem && part.Total == one.Item {
			if _, ok := set.Indicator(code); ok {
				p.Rows = append(p.Rows, code)
			}
		}
		if code := subject + one.Item + "." + part.Part; part.Axis == forms.AxisHeading && part.Total == one.Heading {
			if _, ok := set.Indicator(code); ok {
				p.Columns = append(p.Columns, code)
			}
		}
	}
	for _, b := range set.Crosswalk {
		if b.FromCode == one.Code || b.ToCode == one.Code {
			p.Breaks = append(p.Breaks, b)
		}
	}
}
