package identity

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTitles reads testdata/titles.csv: the words of a document's head, with ` / ` between its lines, and what they settle. A
// case with an empty region must stay open and say so.
func TestTitles(t *testing.T) {
	file, err := os.Open("testdata/titles.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	type settled struct{ Agency, Kind, Region, Year, Scope, Open string }
	r := recogniser(t)
	for _, row := range rows[1:] {
		t.Run(row[0]+"/"+row[1], func(t *testing.T) {
			in := Input{Titles: strings.Split(row[1], " / "), Issuer: row[2], Site: row[3]}
			if row[4] != "" {
				in.Paragraphs = strings.Split(row[4], " / ")
			}
			got := r.Identify(in)
			var rules []string
			for _, f := range got.Findings {
				rules = append(rules, f.Rule)
			}
			have := settled{
				got.Agency, got.AgencyKind, got.RegionCode, strconv.Itoa(got.Year), string(got.Scopes.Request), strings.Join(rules, " "),
			}
			if diff := cmp.Diff(settled{row[5], row[6], row[7], row[8], row[9], row[10]}, have); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
