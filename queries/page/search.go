package page

import (
	"context"
	"strings"

	"gongkai/config/messages"
	"gongkai/config/regions"
	"gongkai/internal/fault"
)

// Found is what bears a text in its name.
type Found struct {
	Text       string           `json:"text"`
	Regions    []FoundRegion    `json:"regions"`
	Agencies   []FoundAgency    `json:"agencies"`
	Indicators []FoundIndicator `json:"indicators"`
	IsMore     bool             `json:"is_more"` // than are listed
}

// FoundRegion is a region, as it is now or was last.
type FoundRegion struct {
	Code    string `json:"region_code"`
	Name    string `json:"region"` // with those of all that hold it in front
	ValidTo string `json:"valid_to,omitempty"`
}

// FoundAgency is a body.
type FoundAgency struct {
	ID     string `json:"agency_id"`
	Name   string `json:"agency"`
	Code   string `json:"region_code"`
	Region string `json:"region"`
}

// FoundIndicator is an indicator or a rate.
type FoundIndicator struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// mostFound is how many of a kind are listed.
const mostFound = 50

// Search finds regions, bodies and indicators by a text: a code, a name, or a part of one.
func Search(ctx context.Context, source Source, text string, l messages.Language) (f Found, err error) {
	defer fault.Wrap(&err, "search %q", text)
	text = strings.TrimSpace(text)
	f = Found{Text: text, Regions: []FoundRegion{}, Agencies: []FoundAgency{}, Indicators: []FoundIndicator{}}
	if text == "" {
		return f, nil
	}
	table, err := regions.Embedded()
	if err != nil {
		return f, err
	}
	f.addRegions(table)
	err = statements().Each(ctx, source, "search_agency", func(scan func(...any) error) error {
		var a FoundAgency
		err := scan(&a.ID, &a.Name, &a.Code, &a.Region)
		if len(f.Agencies) == mostFound {
			f.IsMore = true
			return err
		}
		f.Agencies = append(f.Agencies, a)
		return err
	}, text, mostFound+1)
	if err != nil {
		return f, err
	}
	known, err := ListIndicators(ctx, source, l)
	if err != nil {
		return f, err
	}
	lower := strings.ToLower(text)
	for _, k := range known {
		if !strings.Contains(strings.ToLower(k.Label), lower) && !strings.Contains(k.Code, lower) {
			continue
		}
		if len(f.Indicators) == mostFound {
			f.IsMore = true
			break
		}
		f.Indicators = append(f.Indicators, FoundIndicator{k.Code, k.Label})
	}
	return f, nil
}

// addRegions finds regions: those that the text means first, then those whose name holds it, the latest state of each code.
func (f *Found) addRegions(table *regions.Table) {
	seen := map[string]bool{}
	add := func(r regions.Region) {
		if last, ok := table.At(r.Code, 0); ok {
			r = last
		}
		if seen[r.Code] {
			return
		}
		seen[r.Code] = true
		if len(f.Regions) == mostFound {
			f.IsMore = true
			return
		}
		f.Regions = append(f.Regions, FoundRegion{r.Code, pathName(table, r, 0), r.ValidTo})
	}
	for _, r := range table.Find(f.Text, 0) {
		add(r)
	}
	for _, r := range table.All() {
		if strings.Contains(r.Name, f.Text) || strings.HasPrefix(r.Code, f.Text) {
			add(r)
		}
	}
}
