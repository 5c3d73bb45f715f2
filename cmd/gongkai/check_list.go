package main

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"gongkai/internal/report"
)

// writeFindings prints findings in a format, and of how many reports an older parser made them.
func (a *app) writeFindings(list []listedFinding, stale int, format string) error {
	switch format {
	case "csv":
		a.staleNotice(stale, a.notef)
		return a.findingsCSV(list)
	case "json":
		return writeJSON(a.out, struct {
			Findings []listedFinding `json:"findings"`
			Stale    int             `json:"stale_reports"` // that an older parser or older rules read, of the whole warehouse
		}{list, stale})
	}
	err := a.showFindings(list)
	a.staleNotice(stale, a.linef)
	return err
}

// showFindings prints findings for people.
func (a *app) showFindings(list []listedFinding) error {
	if len(list) == 0 {
		a.printf("%s\n", a.say.Text("check.none"))
		return nil
	}
	for _, group := range byAgency(list) {
		errors, warnings, notes := countSeverities(group)
		f := &group[0]
		region := strings.TrimSpace(orEmpty(f.Region) + " " + orEmpty(f.RegionCode))
		a.printf("%s\n", printable(a.say.Text("check.group", "agency", a.orUnsettled(f.Agency), "region", a.orUnsettled(known(region)),
			"error", errors, "warning", warnings, "info", notes)))
		for i := range group {
			a.printf("  %s\n", printable(a.line(&group[i])))
		}
	}
	a.printf("%s\n", a.say.Text("check.count", "count", len(list)))
	return nil
}

// line is a finding on one line: severity, id, year, what is wrong, what is printed and needed, where.
func (a *app) line(f *listedFinding) string {
	parts := []string{f.Message}
	if detail := a.detail(f); detail != "" {
		parts = append(parts, detail)
	}
	if where := a.where(f); where != "" {
		parts = append(parts, where)
	}
	if f.Verdict != nil {
		parts = append(parts, a.decided(f))
	}
	year := ""
	if f.Year != nil {
		year = strconv.Itoa(*f.Year)
	}
	head := strings.Join(strings.Fields(strings.Join([]string{a.say.Text("severity." + f.Severity), f.FindingID, year, f.Rule}, " ")), " ")
	// A message may quote a document, and the quotation hold line breaks.
	return strings.Join(strings.Fields(head+"  "+strings.Join(parts, " | ")), " ")
}

// decided says who decided what about the finding, when and why.
func (a *app) decided(f *listedFinding) string {
	return a.say.Text("check.decided", "verdict", a.say.Text("verdict."+orEmpty(f.Verdict)), "who", orEmpty(f.Who),
		"at", orEmpty(f.DecidedAt), "why", orEmpty(f.Why))
}

// detail says which cell is printed how, and what it should hold; nothing where no cell is known to be wrong.
func (a *app) detail(f *listedFinding) string {
	var out []string
	for _, c := range f.concerned() {
		label := c.Label
		if label == "" {
			label = c.Code
		}
		if v := f.suggested(c.Code); v != "" {
			out = append(out, a.say.Text("check.needs", "cell", label, "printed", a.shown(c), "needed", v))
		}
	}
	if len(out) == 0 && f.Left != nil && f.Right != nil {
		return a.say.Text("check.sides", "left", *f.Left, "right", *f.Right)
	}
	return strings.Join(out, "; ")
}

// byAgency groups findings by agency, those with most errors first, then those with most findings; a group begins with
// its latest year and its errors.
func byAgency(list []listedFinding) [][]listedFinding {
	at := map[[2]string]int{}
	var groups [][]listedFinding
	for _, f := range list {
		key := [2]string{orEmpty(f.RegionCode), orEmpty(f.Agency)}
		if f.Agency == nil {
			key[1] = f.Path // a document that nobody knows the author of is by itself
		}
		n, ok := at[key]
		if !ok {
			n = len(groups)
			at[key] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], f)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(x, y listedFinding) int { return severityRank(y.Severity) - severityRank(x.Severity) })
	}
	slices.SortStableFunc(groups, func(x, y []listedFinding) int {
		ex, _, _ := countSeverities(x)
		ey, _, _ := countSeverities(y)
		if ex != ey {
			return ey - ex
		}
		return len(y) - len(x)
	})
	return groups
}

func severityRank(s string) int {
	return slices.Index([]string{string(report.Info), string(report.Warning), string(report.Error)}, s)
}

func countSeverities(list []listedFinding) (errors, warnings, notes int) {
	for _, f := range list {
		switch report.Severity(f.Severity) {
		case report.Error:
			errors++
		case report.Warning:
			warnings++
		case report.Info:
			notes++
		}
	}
	return errors, warnings, notes
}

// findingsCSV prints a line a finding. The header is the same in both languages.
func (a *app) findingsCSV(list []listedFinding) error {
	w := csv.NewWriter(a.out)
	rows := [][]string{{
		"finding_id", "agency", "region_code", "region", "year", "severity", "status", "rule", "message", "cell", "printed",
		"needed", "place", "path", "verdict", "who", "why", "decided_at",
	}}
	for i := range list {
		f := &list[i]
		year := ""
		if f.Year != nil {
			year = strconv.Itoa(*f.Year)
		}
		var cells []string
		for _, c := range f.concerned() {
			cells = append(cells, c.Code)
		}
		rows = append(rows, []string{
			f.FindingID, orEmpty(f.Agency), orEmpty(f.RegionCode), orEmpty(f.Region), year, f.Severity, f.Status, f.Rule, f.Message,
			strings.Join(cells, "; "), a.printed(f), a.needed(f), a.where(f), f.Path,
			orEmpty(f.Verdict), orEmpty(f.Who), orEmpty(f.Why), orEmpty(f.DecidedAt),
		})
	}
	return w.WriteAll(rows)
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (a *app) orUnsettled(s *string) string {
	if s == nil {
		return a.say.Text("extract.unknown")
	}
	return *s
}
