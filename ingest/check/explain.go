package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/config/rules"
	"gongkai/config/sentence"
	"gongkai/ingest/check/locate"
	"gongkai/internal/report"
)

// Words of the rules of level location, behind the subject's name.
const (
	wordLocated    = ".located"
	wordPair       = ".located_pair"
	wordAmbiguous  = ".ambiguous"
	wordUnvouched  = ".unvouched"
	wordNotLocated = ".not_located"
	wordImpossible = ".blank_impossible"
	wordGroup      = ".group"
)

// addLocators makes a locator for every table that has sums.
func (c *Checker) addLocators() error {
	for _, f := range c.set.Forms {
		for _, subject := range report.Subjects() {
			var relations []locate.Relation
			for _, sum := range c.Sums(f.Name, subject) {
				relations = append(relations, locate.Relation{Left: sum.Left, Right: sum.Right, Optional: sum.Optional})
			}
			if len(relations) == 0 {
				continue
			}
			locator, err := locate.New(relations)
			if err != nil {
				return fmt.Errorf("form %s, %s: %w", f.Name, subject, err)
			}
			c.locate[form{f.Name, subject}] = locator
		}
	}
	return nil
}

// explain adds to the findings what the pattern of failed sums says: suggestions on the failed sums, and findings of
// their own about which cell is wrong. A table whose sums all close costs nothing.
func (c *Checker) explain(r *report.Report, findings []report.Finding) []report.Finding {
	for _, subject := range report.Subjects() {
		locator := c.locate[form{r.Forms.Of(subject), subject}]
		if locator == nil || !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Subject == subject && c.isSum(f.Rule) }) {
			continue
		}
		result := locator.Explain(r.Cells)
		findings = locate.Suggest(findings, result)
		for _, group := range result.Groups {
			if f, ok := c.about(subject, group); ok {
				findings = append(findings, f)
			}
		}
		if n := len(result.Impossible); n > 0 {
			if f, ok := c.located(subject, wordImpossible, nil, n); ok {
				findings = append(findings, f)
			}
		}
	}
	return findings
}

// isSum reports whether a rule compares printed sums.
func (c *Checker) isSum(id string) bool {
	rule, ok := c.rules.Rule(id)
	return ok && rule.Expression.IsSum()
}

// about tells what is known of one group of failed sums.
func (c *Checker) about(subject report.Subject, group locate.Group) (report.Finding, bool) {
	var changes []locate.Change
	if len(group.Explanations) > 0 {
		changes = group.Explanations[0].Changes
	}
	if group.Total != "" {
		return c.located(subject, wordGroup, changes, 1)
	}
	switch group.Status {
	case locate.Located:
		if len(changes) > 1 {
			return c.located(subject, wordPair, changes, len(changes))
		}
		return c.located(subject, wordLocated, changes, 1)
	case locate.Unvouched:
		return c.located(subject, wordUnvouched, changes, 1)
	case locate.Ambiguous:
		return c.located(subject, wordAmbiguous, nil, len(group.Explanations))
	case locate.NotLocated:
		return c.located(subject, wordNotLocated, nil, len(group.Failed))
	case locate.Closes, locate.NotAssessable:
	}
	return report.Finding{}, false
}

// located makes a finding of a rule of level location.
func (c *Checker) located(subject report.Subject, word string, changes []locate.Change, count int) (report.Finding, bool) {
	rule, ok := c.rules.Rule(string(subject) + word)
	if !ok || rule.Level != rules.LevelLocation {
		return report.Finding{}, false
	}
	f := report.Finding{
		Rule: rule.ID, Subject: subject, Severity: rule.Severity, Status: rule.Status,
	}
	var zh, en []string
	for _, change := range changes {
		f.Cells = append(f.Cells, change.Code)
		indicator, known := c.set.Indicator(change.Code)
		if !known {
			continue
		}
		zh = append(zh, fmt.Sprintf("%s %s → %s", indicator.LabelZH, change.Printed, change.Needed))
		en = append(en, fmt.Sprintf("%s %s → %s", indicator.LabelEN, change.Printed, change.Needed))
	}
	fill := func(text, cells string) string {
		return sentence.Fill(text, "cells", cells, "count", strconv.Itoa(count))
	}
	f.MessageZH, f.MessageEN = fill(rule.MessageZH, strings.Join(zh, "；")), fill(rule.MessageEN, strings.Join(en, "; "))
	return f, true
}
