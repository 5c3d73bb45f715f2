package page

import (
	"context"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Agency is one body over the years.
type Agency struct {
	ID         string          `json:"agency_id"` // a text: more digits than a JSON number keeps
	Name       string          `json:"agency"`
	RegionCode string          `json:"region_code"`
	Region     string          `json:"region"`
	Level      string          `json:"level"`
	Kind       string          `json:"kind"`
	System     string          `json:"system"`
	ValidFrom  string          `json:"valid_from"`
	ValidTo    string          `json:"valid_to"`
	Names      []string        `json:"names"` // others that stand for it
	Before     []AgencyLink    `json:"before"`
	After      []AgencyLink    `json:"after"`
	Years      []AgencyYear    `json:"years"`
	Measures   []AgencyMeasure `json:"measures"`
	Versions   []AgencyVersion `json:"versions"`
}

// AgencyLink is a body that this one took over from, or that took over from it.
type AgencyLink struct {
	Agency string `json:"agency"`
	Since  string `json:"since"`
}

// AgencyYear is what became of the report for a year.
type AgencyYear struct {
	Year     int    `json:"year"`
	Register string `json:"register"` // its status on the register, empty where it is not on it
	Contact  string `json:"contact"`
	Standing string `json:"standing"`
	Punctual string `json:"punctuality"`
	// Absence says what is known of a report that is not there: not_collected, not_found or not_filed.
	Absence            string `json:"absence"`
	FilingDeadline     string `json:"filing_deadline"`
	PublishingDeadline string `json:"publishing_deadline"`
	DaysLate           *int   `json:"days_late"`
	LookedOn           string `json:"looked_on"` // the last day on which somebody looked and did not find it
	Address            string `json:"address"`   // where

	PublishedOn string            `json:"published_on"`
	Title       string            `json:"title"`
	Scopes      map[string]string `json:"scopes"` // by subject
	Form        string            `json:"form"`
	Renditions  int               `json:"renditions"`
	Errors      int               `json:"errors"` // that nobody ruled on, as Warnings
	Warnings    int               `json:"warnings"`
	HasReport   bool              `json:"-"` // that counts
	VersionID   int64             `json:"-"` // of that report
}

// AgencyMeasure is one main indicator over the years.
type AgencyMeasure struct {
	Code   string             `json:"code"`
	Label  string             `json:"label"`
	Unit   string             `json:"unit"`
	Values map[string]*string `json:"values"` // by year; nil is a cell without a value
	States map[string]string  `json:"states"`
}

// AgencyVersion is one rendition of one report.
type AgencyVersion struct {
	Year        int    `json:"year"`
	Report      string `json:"report"`
	Path        string `json:"path"`
	PublishedOn string `json:"published_on"`
	RecordedAt  string `json:"recorded_at"` // in Asia/Shanghai
	Cause       string `json:"cause"`
	Correction  bool   `json:"correction"`
	Counts      bool   `json:"counts"`
	// TakenFrom is another document of the report for which a person settled the fields in Taken; empty where nothing is taken over.
	TakenFrom string   `json:"taken_from,omitempty"`
	Taken     []string `json:"taken,omitempty"`
	VersionID int64    `json:"-"` // more digits than a JSON number keeps; the report has a name of its own
}

// ReadAgency reads the page of a body by its number; see FindAgency.
func ReadAgency(ctx context.Context, source Source, language messages.Language, id int64) (p Agency, err error) {
	defer fault.Wrap(&err, "page of the body %d", id)
	if p, err = readAgencyHead(ctx, source, id); err != nil {
		return p, err
	}
	if err := statements().Each(ctx, source, "agency_year", p.addYear, id); err != nil {
		return p, err
	}
	value := func(scan func(...any) error) error { return p.addValue(scan, language) }
	if err := statements().Each(ctx, source, "agency_value", value, id); err != nil {
		return p, err
	}
	err = statements().Each(ctx, source, "agency_version", p.addVersion, id)
	return p, err
}

// readAgencyHead reads who a body is, its other names, and those before and after it, without its reports.
func readAgencyHead(ctx context.Context, source Source, id int64) (p Agency, err error) {
	p = Agency{
		ID: strconv.FormatInt(id, 10), Names: []string{}, Before: []AgencyLink{}, After: []AgencyLink{},
		Years: []AgencyYear{}, Measures: []AgencyMeasure{}, Versions: []AgencyVersion{},
	}
	err = statements().Each(ctx, source, "agency", func(scan func(...any) error) error {
		return scan(&p.Name, &p.RegionCode, &p.Region, &p.Level, &p.Kind, &p.System, &p.ValidFrom, &p.ValidTo)
	}, id)
	if err != nil {
		return p, err
	}
	err = statements().Each(ctx, source, "agency_link", p.addLink, id)
	return p, err
}

func (p *Agency) addLink(scan func(...any) error) error {
	var link string
	var one AgencyLink
	if err := scan(&link, &one.Agency, &one.Since); err != nil {
		return err
	}
	switch link {
	case "name":
		p.Names = append(p.Names, one.Agency)
	case "before":
		p.Before = append(p.Before, one)
	default:
		p.After = append(p.After, one)
	}
	return nil
}

func (p *Agency) addYear(scan func(...any) error) error {
	var y AgencyYear
	var disclosure, request, appeal string
	err := scan(&y.Year, &y.Register, &y.Contact, &y.Standing, &y.Punctual, &y.Absence, &y.FilingDeadline, &y.PublishingDeadline,
		&y.DaysLate, &y.LookedOn, &y.Address, &y.PublishedOn, &y.Title,
		&disclosure, &request, &appeal, &y.Form, &y.Renditions, &y.Errors, &y.Warnings, &y.VersionID)
	y.Scopes = map[string]string{"disclosure": disclosure, "request": request, "appeal": appeal}
	y.HasReport = y.VersionID != 0
	p.Years = append(p.Years, y)
	return err
}

func (p *Agency) addValue(scan func(...any) error, language messages.Language) error {
	var year int
	var code, zh, en, unit, state string
	var value *string
	if err := scan(&year, &code, &zh, &en, &unit, &value, &state); err != nil {
		return err
	}
	if n := len(p.Measures); n == 0 || p.Measures[n-1].Code != code {
		p.Measures = append(p.Measures, AgencyMeasure{
			Code: code, Label: inLanguage(language, zh, en), Unit: unit, Values: map[string]*string{}, States: map[string]string{},
		})
	}
	m := &p.Measures[len(p.Measures)-1]
	m.Values[strconv.Itoa(year)], m.States[strconv.Itoa(year)] = value, state
	return nil
}

func (p *Agency) addVersion(scan func(...any) error) error {
	var v AgencyVersion
	var sha, taken string
	var ordinal int
	err := scan(&v.Year, &sha, &ordinal, &v.Path, &v.PublishedOn, &v.RecordedAt, &v.Cause, &v.Correction, &v.Counts, &v.TakenFrom, &taken,
		&v.VersionID)
	v.Taken = strings.Fields(taken)
	v.Report = report.Name(sha, ordinal)
	p.Versions = append(p.Versions, v)
	return err
}
