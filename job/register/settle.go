package register

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gongkai/config/regions"
	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

// Settlement is what a person settled about one report; what is empty stays as it is.
type Settlement struct {
	Report         string // its name
	Agency, Region string
	Year           int
	Scopes         []string // area, or request=area
	Reset          bool     // as it was read
}

// SettledReport is what a settlement makes of a report.
type SettledReport struct {
	Report     string `json:"report"`
	Agency     string `json:"agency"`
	RegionCode string `json:"region_code"`
	Year       int    `json:"year"`
	Open       bool   `json:"open"` // something is still not settled
}

// Settle records what a person settled about one report, and publishes.
func Settle(ctx context.Context, s Settlement, d Decision) (Summary, error) {
	if err := d.needsWhy(); err != nil {
		return Summary{}, err
	}
	return d.record(ctx, func(c *clerk, out *Summary) error {
		settled, err := c.settle(ctx, s, d.Why)
		out.Reports = []SettledReport{settled}
		return err
	})
}

// storedReport is a report as it counts now.
type storedReport struct {
	sha, agency, region string
	ordinal, reports    int
	year                int
	version             int64
	taken               []string // fields that were settled for another document of the report
}

// settle adds to the entries what a settlement calls for: the fields that the person gave, the name as the warehouse keeps it, and the
// body, which must be there for the report to be counted.
func (c *clerk) settle(ctx context.Context, s Settlement, why string) (SettledReport, error) {
	stored, err := findReport(ctx, c.source, s.Report)
	if err != nil {
		return SettledReport{}, err
	}
	scopes, err := scopesOf(s.Scopes)
	if err != nil {
		return SettledReport{}, err
	}
	if !s.Reset && s.Agency == "" && s.Region == "" && s.Year == 0 && len(scopes) == 0 {
		return SettledReport{}, job.Refuse(NothingSettled)
	}
	ordinal := 0
	if stored.reports > 1 {
		ordinal = stored.ordinal
	}
	set := func(field, value string) {
		c.entries.Overrides = append(c.entries.Overrides, record.Override{
			SHA256: stored.sha, Ordinal: ordinal, Field: field, Value: value, Why: strings.TrimSpace(why),
			AsRead: s.Reset && slices.Contains(stored.taken, field),
		})
	}
	s.keep(&stored)
	out := SettledReport{Report: report.Name(stored.sha, ordinal), Agency: stored.agency, RegionCode: stored.region, Year: stored.year}
	if s.Reset {
		for _, field := range []string{"agency", "region_code", "year", "scope", "scope_disclosure", "scope_request", "scope_appeal"} {
			set(field, "")
		}
		return out, nil
	}
	if s.Agency != "" {
		out.Agency = s.Agency
	}
	if s.Year != 0 {
		out.Year = s.Year
		set("year", strconv.Itoa(s.Year))
	}
	if s.Region != "" || out.RegionCode != "" {
		text := s.Region
		if text == "" {
			text = out.RegionCode
		}
		region, err := page.FindRegion(c.regions, text, out.Year)
		if err != nil {
			return SettledReport{}, err
		}
		out.RegionCode = region.Code
		if s.Region != "" {
			set("region_code", region.Code)
		}
		if out.Agency != "" {
			c.settleBody(&out, region)
		}
	}
	if s.Agency != "" || out.Agency != stored.agency {
		set("agency", out.Agency)
	}
	for _, field := range []string{"scope", "scope_disclosure", "scope_request", "scope_appeal"} {
		if scope, ok := scopes[field]; ok {
			set(field, scope)
		}
	}
	out.Open = out.Agency == "" || out.RegionCode == "" || out.Year == 0
	return out, nil
}

// keep makes the rest of an identity that was taken over one of this report itself, since a ruling on a part of it ends the taking over.
func (s *Settlement) keep(stored *storedReport) {
	if s.Agency == "" && s.Region == "" && s.Year == 0 {
		return
	}
	if s.Agency == "" && slices.Contains(stored.taken, "agency") {
		s.Agency = stored.agency
	}
	if s.Region == "" && slices.Contains(stored.taken, "region_code") {
		s.Region = stored.region
	}
	if s.Year == 0 && slices.Contains(stored.taken, "year") {
		s.Year = stored.year
	}
}

// settleBody writes the name as the warehouse keeps it, and sees that the body is there.
func (c *clerk) settleBody(out *SettledReport, region regions.Region) {
	body := c.body(out.Agency, region, out.Year)
	out.Agency = body.Name
	if !slices.Contains(c.entries.Bodies, body) {
		c.entries.Bodies = append(c.entries.Bodies, body)
	}
}

// Version returns the version that counts of the one report that a name means.
func Version(ctx context.Context, source sqlfile.Source, name string) (int64, error) {
	found, err := findReport(ctx, source, name)
	return found.version, err
}

// findReport finds the one report that is meant by the first digits of its document.
func findReport(ctx context.Context, source sqlfile.Source, text string) (storedReport, error) {
	digits, ordinal, ok := report.ParseName(text)
	if !ok {
		return storedReport{}, job.Refuse(job.NoReportName, "report", text)
	}
	var found storedReport
	var names []string
	err := statements().Each(ctx, source, "named_report", func(scan sqlfile.Scan) error {
		var r storedReport
		var taken string
		err := scan(&r.version, &r.sha, &r.ordinal, &r.reports, &r.agency, &r.region, &r.year, &taken)
		r.taken = strings.Fields(taken)
		found, names = r, append(names, report.Name(r.sha, r.ordinal))
		return err
	}, digits, ordinal)
	if err != nil {
		return storedReport{}, err
	}
	return found, job.OneReport(text, names)
}

// scopesOf reads area or request=area.
func scopesOf(list []string) (map[string]string, error) {
	known := []string{
		string(report.ScopeOwn), string(report.ScopeLevel), string(report.ScopeArea), string(report.ScopeSystem), string(report.ScopeUnknown),
	}
	out := map[string]string{}
	for _, text := range list {
		field, scope := "scope", text
		if subject, after, ok := strings.Cut(text, "="); ok {
			if !slices.Contains(report.Subjects(), report.Subject(subject)) {
				return nil, job.Refuse(NoSuchScope, "scope", text, "scopes", strings.Join(known, ", "))
			}
			field, scope = "scope_"+subject, after
		}
		if !slices.Contains(known, scope) {
			return nil, job.Refuse(NoSuchScope, "scope", text, "scopes", strings.Join(known, ", "))
		}
		out[field] = scope
	}
	return out, nil
}
