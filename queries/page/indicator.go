package page

import (
	"context"
	"slices"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/fault"
)

// Indicator is what can be explained: an indicator or a rate.
type Indicator struct {
	Code   string
	Label  string
	Unit   string
	IsRate bool
}

// ListIndicators lists the indicators and rates, in the order of the forms.
func ListIndicators(ctx context.Context, source Source, language messages.Language) (list []Indicator, err error) {
	defer fault.Wrap(&err, "list indicators")
	err = statements().Each(ctx, source, "indicator", func(scan func(...any) error) error {
		var one Indicator
		var zh, en string
		err := scan(&one.Code, &zh, &en, &one.Unit, &one.IsRate)
		one.Label = inLanguage(language, zh, en)
		list = append(list, one)
		return err
	})
	return list, err
}

// KnownIndicator returns NotFound for a code that is none of those that are known.
func KnownIndicator(code string, known []Indicator) error {
	if slices.ContainsFunc(known, func(k Indicator) bool { return k.Code == code }) {
		return nil
	}
	return &NotFound{What: WhatIndicator, Text: code, Near: nearIndicators(code, known)}
}

// nearIndicators names codes that may be meant: those that hold the text, else those of the same subject and the rates.
func nearIndicators(code string, known []Indicator) []string {
	head, _, _ := strings.Cut(code, ".")
	var near, akin []string
	for _, k := range known {
		if strings.Contains(k.Code, code) {
			near = append(near, k.Code)
		}
		if strings.HasPrefix(k.Code, head+".") || k.IsRate {
			akin = append(akin, k.Code)
		}
	}
	if len(near) == 0 {
		return akin
	}
	return near
}
