package page

import (
	"context"
	"fmt"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/fault"
)

// Ranking is the regions of one level beside each other, by one indicator or rate of a year.
type Ranking struct {
	Year   int    `json:"year"`
	Level  string `json:"level"`
	Code   string `json:"code"`
	Label  string `json:"label"`
	Unit   string `json:"unit"` // empty for a rate
	IsRate bool   `json:"is_rate"`
	Ranked int    `json:"ranked"` // how many of the regions are
	Silent int    `json:"silent"` // regions of the level without a report, which are not among them

	Regions []RankedRegion `json:"regions"` // the ranked ones in their order, then the others
}

// RankedRegion is a region with its place, or with the reasons for which it has none.
type RankedRegion struct {
	Code    string   `json:"region_code"`
	Name    string   `json:"region"`
	Rate    *float64 `json:"rate"`  // a share of 1; nil for a count
	Value   *string  `json:"value"` // a count; nil for a rate
	N       *string  `json:"n"`     // the cases of the rate
	Low     *float64 `json:"low"`   // of the 95 % interval of the rate
	High    *float64 `json:"high"`
	Rank    *int     `json:"rank"` // shared by all of a group
	Group   *int     `json:"rank_group"`
	From    *int     `json:"rank_from"` // the places that it can have
	To      *int     `json:"rank_to"`
	Reasons []string `json:"reasons"` // no_value, missing, no_register, open_error, break, few_cases, out_of_range
	Breaks  []string `json:"breaks"`  // causes of a break since the year before
	Basis   string   `json:"basis"`
	Missing int      `json:"missing"`
	Flagged int      `json:"flagged"`
}

// RankingOptions say what is ranked.
type RankingOptions struct {
	Code     string // of an indicator or rate
	Level    string
	Year     int // 0: the latest with reports
	Language messages.Language
}

// ReadRanking reads a ranking. It refuses a code that is none as NotFound, one by which nothing may be ranked as NotRanked, and a
// warehouse without reports as NoReports where no year is asked for.
func ReadRanking(ctx context.Context, source Source, o RankingOptions) (r Ranking, err error) {
	defer fault.Wrap(&err, "ranking by %s", o.Code)
	r = Ranking{Year: o.Year, Level: o.Level, Code: o.Code, Regions: []RankedRegion{}}
	if err := r.settle(ctx, source, o); err != nil {
		return r, err
	}
	err = statements().Each(ctx, source, "ranking", func(scan func(...any) error) error {
		var one RankedRegion
		var reasons, breaks string
		err := scan(&one.Code, &one.Name, &one.Rate, &one.Value, &one.N, &one.Low, &one.High, &one.Rank, &one.Group, &one.From, &one.To,
			&reasons, &breaks, &one.Basis, &one.Missing, &one.Flagged)
		shorten(one.Value, one.N)
		one.Reasons, one.Breaks = strings.Fields(reasons), strings.Fields(breaks)
		if one.Rank != nil {
			r.Ranked++
		}
		r.Regions = append(r.Regions, one)
		return err
	}, r.Year, r.Level, r.Code)
	if err != nil {
		return r, err
	}
	return r, statements().Each(ctx, source, "ranking_region", func(scan func(...any) error) error {
		err := scan(&r.Silent)
		r.Silent -= len(r.Regions)
		return err
	}, r.Year, r.Level)
}

// settle says what the code is and which year is meant.
func (r *Ranking) settle(ctx context.Context, source Source, o RankingOptions) error {
	var refusal string
	found := false
	err := statements().Each(ctx, source, "ranking_code", func(scan func(...any) error) error {
		var zh, en string
		err := scan(&zh, &en, &r.Unit, &r.IsRate, &refusal)
		r.Label, found = inLanguage(o.Language, zh, en), true
		return err
	}, o.Code)
	if err != nil {
		return err
	}
	if !found {
		known, err := ListIndicators(ctx, source, o.Language)
		if err != nil {
			return err
		}
		return &NotFound{What: WhatIndicator, Text: o.Code, Near: nearIndicators(o.Code, known)}
	}
	if refusal != "" {
		return &NotRanked{Code: o.Code, Label: r.Label, Reason: refusal}
	}
	if r.Year != 0 {
		return nil
	}
	const nation = "000000"
	err = statements().Each(ctx, source, "latest_year", func(scan func(...any) error) error { return scan(&r.Year) }, nation)
	if err == nil && r.Year == 0 {
		return &NoReports{Name: nation}
	}
	return err
}

// NotRanked refuses to rank regions by an indicator or rate. It wraps fault.ErrUsage.
type NotRanked struct {
	Code, Label string
	Reason      string // stock, amount, change, part, ratio
}

func (e *NotRanked) Error() string { return fmt.Sprintf("%s: not ranked, %s", e.Code, e.Reason) }

// Unwrap returns fault.ErrUsage.
func (e *NotRanked) Unwrap() error { return fault.ErrUsage }
