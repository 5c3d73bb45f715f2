package page

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
)

// Evidence is one piece of evidence on what a report is taken for.
type Evidence struct {
	Field  string `json:"field"`
	Value  string `json:"value"`
	Name   string `json:"name,omitempty"` // of a region
	Source string `json:"source"`
	Quote  string `json:"quote"`
}

// IsTakenOver reports whether a person settled the field for another document of the report, whose hash is the quote.
func (e *Evidence) IsTakenOver() bool { return e.Source == "taken_over" }

// RegionCandidate is a region that the name can mean, with what speaks for it.
type RegionCandidate struct {
	RegionCode string `json:"region_code"`
	Region     string `json:"region"`
	Clues      []Clue `json:"clues"`
}

// Clue is one thing that speaks for a region, with its weight behind the words.
type Clue struct {
	Source string `json:"source"`
	Quote  string `json:"quote"`
}

func readEvidence(ctx context.Context, source Source, versions []int64) (map[int64][]Evidence, error) {
	encoded, err := json.Marshal(versions)
	if err != nil {
		return nil, err
	}
	evidence := map[int64][]Evidence{}
	err = statements().Each(ctx, source, "evidence", func(scan func(...any) error) error {
		var version int64
		var e Evidence
		err := scan(&version, &e.Field, &e.Value, &e.Source, &e.Quote, &e.Name)
		evidence[version] = append(evidence[version], e)
		return err
	}, string(encoded))
	return evidence, err
}

// splitEvidence tells what speaks for the regions of one name from the other evidence.
func splitEvidence(list []Evidence) ([]RegionCandidate, []Evidence) {
	candidates, rest := []RegionCandidate{}, []Evidence{}
	for _, e := range list {
		if e.Field != "region_candidate" {
			rest = append(rest, e)
			continue
		}
		n := slices.IndexFunc(candidates, func(c RegionCandidate) bool { return c.RegionCode == e.Value })
		if n < 0 {
			n = len(candidates)
			candidates = append(candidates, RegionCandidate{RegionCode: e.Value, Region: e.Name, Clues: []Clue{}})
		}
		if strings.Contains(e.Quote, "(+") { // a name that is all there is speaks for every candidate alike
			candidates[n].Clues = append(candidates[n].Clues, Clue{e.Source, e.Quote})
		}
	}
	return candidates, rest
}
