package queries

import (
	"context"
	"strings"
	"testing"
	"unicode"
)

// aliasedReports give rows to most views: two years, a region that does not add up, and one that is silent.
const aliasedReports = `
-- regions
000000 | 中国 | nation | -
320000 | 江苏省 | province | 000000
320800 | 淮安市 | city | 320000
320803 | 淮安区 | county | 320800
-- agencies
淮安市人民政府 | 320800 | city | government
淮安区人民政府 | 320803 | county | government
-- report 淮安市人民政府 2023 area
request.received.total 100
request.concluded.total 90
request.carried_out.total 10
appeal.reconsideration.total 2
disclosure.licence.decisions 5
-- report 淮安区人民政府 2023 area
request.received.total 120
-- report 淮安市人民政府 2024 area
request.carried_in.total 12
`

// Every view with an alias shows the same rows under it, and each line of aliases.csv is about something that exists.
func TestAliasesEqualTheirViews(t *testing.T) {
	long(t)
	db := newDatabase(t)
	runScriptStoring(t, db, aliasedReports, true)
	if _, err := StoreAnswers(t.Context(), db); err != nil { // computed, each would be planned twice
		t.Fatal(err)
	}
	list, err := readAliases()
	if err != nil {
		t.Fatal(err)
	}
	objects, err := listObjects(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	used := map[alias]bool{}
	names := map[string]bool{}
	filled := 0
	for _, v := range list.views(objects) {
		if names[v.name] || !isChinese(v.name) {
			t.Errorf("%s: the alias %q is taken, or not Chinese", v.of, v.name)
		}
		names[v.name] = true
		columns := map[string]bool{}
		var chinese, english []string
		for _, s := range v.shown {
			if columns[s[0]] || !isChinese(s[0]) {
				t.Errorf("%s: the alias %q of %s is taken, or missing: add a line to aliases.csv", v.of, s[0], s[1])
			}
			columns[s[0]] = true
			chinese, english = append(chinese, s[0]), append(english, s[1])
			for _, l := range list {
				if l.column == s[1] && l.name == s[0] && (l.view == "" || l.view == v.of) {
					used[l] = true
				}
			}
		}
		for _, l := range list {
			if l.view == v.of && l.column == "" {
				used[l] = true
			}
		}
		// Each is read once: the roll-ups are not cheap. Then they are compared as bags of rows, either way.
		exec(t, db, "CREATE OR REPLACE TEMP TABLE english AS SELECT "+strings.Join(english, ", ")+" FROM "+v.of)
		exec(t, db, "CREATE OR REPLACE TEMP TABLE chinese AS SELECT "+strings.Join(chinese, ", ")+" FROM "+v.name)
		got := answer(t, db, `SELECT (SELECT count(*) FROM (FROM english EXCEPT ALL FROM chinese)) + (SELECT count(*) FROM (FROM chinese EXCEPT ALL FROM english)),
			(SELECT count(*) > 0 FROM english)`)
		if !strings.HasPrefix(got[0], "0 | ") {
			t.Errorf("%s and %s differ: %q", v.of, v.name, got)
		}
		if strings.HasSuffix(got[0], "true") {
			filled++
		}
	}
	for _, l := range list {
		if !used[l] {
			t.Errorf("aliases.csv: nothing uses %s,%s,%s", l.view, l.column, l.name)
		}
	}
	if filled < 20 {
		t.Errorf("only %d of %d views have rows", filled, len(names))
	}
}

func isChinese(name string) bool {
	for _, r := range name {
		if r != '_' && !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return name != ""
}

// An office asks in its own words, through the gate too.
func TestAliasesInASession(t *testing.T) {
	s := openSession(t, SessionOptions{})
	n, err := read(s, "SELECT 地区, 数值 FROM 县级_依申请 WHERE 年度 = 2023 AND 是否首选 AND 中文标签 LIKE '%本年新收%总计%' AND 数值 = 60")
	if err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
	n, err = read(s, `SELECT 1 FROM duckdb_views() v
		JOIN duckdb_columns() c ON c.schema_name = v.schema_name AND c.table_name = v.view_name
		WHERE v.schema_name = 'main' AND view_name = '市级_依申请' AND column_name = '缺数单位数' AND v.comment IS NOT NULL`)
	if err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
	adjusted := openSession(t, SessionOptions{Values: "adjusted"}) // of which nothing is stored
	n, err = read(adjusted, `SELECT 1 FROM 县级_依申请
		WHERE 年度 = 2023 AND 是否首选 AND 中文标签 LIKE '%本年新收%总计%' AND 数值 = 61`)
	if err != nil || n != 1 {
		t.Errorf("adjusted: %d rows, %v", n, err)
	}
}
