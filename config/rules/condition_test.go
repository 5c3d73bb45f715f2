package rules

import (
	"slices"
	"strings"
	"testing"
)

func TestConditionHolds(t *testing.T) {
	county := Facts{Kind: "government", Level: "county", Scope: "area", Form: "2021", Unit: "件", Year: 2023}
	department := Facts{Kind: "department", Level: "city", Form: "2019", Unit: "万元", Year: 2019}
	tests := []struct {
		text  string
		facts Facts
		want  Truth
	}{
		{"", Facts{}, Yes},
		{"form = 2019", department, Yes},
		{"form = 2019", county, No},
		{"form != 2019", county, Yes},
		{"level in (county, town)", county, Yes},
		{"level in (county, town) or kind = department", department, Yes},
		{"level in (county, town) or kind = department and level != nation", department, Yes},
		{"(level = county or kind = department) and year >= 2020", department, No},
		{"not (level = county)", department, Yes},
		{"unit not in (元, 万元)", department, No},
		{"unit not in (元, 万元)", county, Yes},
		{"year = 2019", department, Yes},
		{"year < 2019", department, No},
		{"year <= 2019 and year > 2018", department, Yes},
		{"scope = area", county, Yes},
		{"scope = area", department, Unknown},
		{"scope != area", department, Unknown},
		{"not scope = area", department, Unknown},
		{"scope = area or level = city", department, Yes},
		{"scope = area and level = city", department, Unknown},
		{"scope = area and level = county", department, No},
		{"year >= 2020", Facts{}, Unknown},
		{"year = 2020", Facts{}, Unknown},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			c, err := parseCondition(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Holds(test.facts); got != test.want {
				t.Errorf("comes to %d, want %d", got, test.want)
			}
		})
	}
}

func TestParseConditionSaysWhere(t *testing.T) {
	tests := []struct{ text, want string }{
		{"name = a", `character 1: expected one of kind, level, scope, form, year, unit, found "name"`},
		{"level", "character 6: expected =, != or in, found the end"},
		{"level = village", "character 9: expected a value of level, which is one of [nation province city county town]"},
		{"level > county", `character 7: expected =, != or in, since only years have an order, found ">"`},
		{"level in county", `character 10: expected "(", found "county"`},
		{"level in (county", `character 17: expected "," or ")", found the end`},
		{"level not (county)", `character 11: expected "in", found "("`},
		{"year = 21", "character 8: expected a year of four digits"},
		{"(form = 2019", `character 13: expected ")", found the end`},
		{"form = 2019 form = 2021", `character 13: expected and, or, or the end, found "form"`},
		{"form = 2019 and", "character 16: expected one of kind"},
		{"form = (", `character 8: expected a value of form, found "("`},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			_, err := parseCondition(test.text)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestConditionForms(t *testing.T) {
	c, err := parseCondition("form = 2019 or not (form in (2021, 2027) and level = town)")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Forms, []string{"2019", "2021", "2027"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
