package queries

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExamplesAnswer(t *testing.T) {
	long(t)
	s := openSession(t, SessionOptions{PublicOnly: true}) // as whoever asks them
	examples, err := Examples()
	if err != nil || len(examples) < 5 {
		t.Fatalf("%d examples, %v", len(examples), err)
	}
	for _, e := range examples {
		if !strings.HasPrefix(e.SQL, "-- ") {
			t.Errorf("%s does not say what it answers", e.Name)
		}
		if _, err := read(s, e.SQL); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
}

func TestExamplesOnReports(t *testing.T) {
	long(t)
	db := newDatabase(t)
	runScriptStoring(t, db, `
-- regions
000000 | 中国 | nation | -
320000 | 江苏省 | province | 000000
320800 | 淮安市 | city | 320000
320803 | 淮安区 | county | 320800
320600 | 南通市 | city | 320000
-- agencies
南通市人民政府 | 320600 | city | government
淮安市人民政府 | 320800 | city | government
淮安区人民政府 | 320803 | county | government
-- report 淮安市人民政府 2023 area key=city
request.received.natural_person 75
request.received.business 25
request.received.total 100
request.granted.total 20
request.partly_granted.total 10
request.denied_state_secret.total 5
request.denied_prohibited_by_law.total 3
request.denied_security_and_stability.total 0
request.denied_third_party_rights.total 0
request.denied_internal_affairs.total 0
request.denied_deliberative.total 0
request.denied_enforcement_file.total 0
request.denied_administrative_query.total 0
request.concluded.total 90
request.carried_out.total 10
appeal.reconsideration.upheld 3
appeal.reconsideration.corrected 4
appeal.reconsideration.other 1
appeal.reconsideration.pending 2
appeal.reconsideration.total 10
-- report 淮安区人民政府 2023 area published=2024-04-05
request.received.total 120
# Re-issued, with a number that was not there before.
-- report 淮安区人民政府 2023 area published=2024-05-01 corrected=yes
request.received.total 120
request.carried_in.total 3
-- report 淮安市人民政府 2024 area
request.carried_in.total 12
-- report 南通市人民政府 2023 area
request.received.total 50
-- report 南通市人民政府 2024 area
request.received.total 80
-- finding f city error fail request.received.total
`, true)
	if _, err := StoreAnswers(t.Context(), db); err != nil { // a snapshot has them stored
		t.Fatal(err)
	}
	want := map[string][]string{
		"open_rate_ranking": {"2023 | 1 | 1 | 1 | 淮安市 | 90 | 33.3 | 24.5 | 43.6 | NULL"},
		"who_is_missing": {
			"2024 | 江苏省 | body | ? | not_collected | NULL | NULL | history",
			"2024 | 南通市 | body | ? | not_collected | NULL | NULL | history",
			"2024 | 淮安市 | body | ? | not_collected | NULL | NULL | history",
			"2024 | 淮安市 | region | 淮安区 | not_collected | NULL | NULL | history",
			"2023 | 江苏省 | body | ? | not_collected | NULL | NULL | history",
			"2023 | 南通市 | body | ? | not_collected | NULL | NULL | history",
			"2023 | 淮安市 | body | ? | not_collected | NULL | NULL | history",
		},
		"what_does_not_add_up": {"2023 | 淮安市 | 一、本年新收政府信息公开申请数量×总计 | 100 | 120 | -20 | 1"},
		"five_year_panel": {
			"江苏省 | 2023 | lower_bound | 150 | lower | 90 | 33.3 | 10 | NULL | 2021 | false | built | 1",
			"江苏省 | 2024 | lower_bound | 80 | lower | NULL | NULL | NULL | NULL | 2021 | false | built | 1",
		},
		"open_errors":     {"2023 | 320800 | 淮安市人民政府 | rule | 一、本年新收政府信息公开申请数量×总计"},
		"who_is_late":     {"2023 | 320803 | 淮安区人民政府 | 2024-03-31 00:00:00 +0000 UTC | 2024-04-05 00:00:00 +0000 UTC | 5"},
		"largest_changes": {"2024 | 南通市 | 一、本年新收政府信息公开申请数量×总计 | 50 | 80 | 30 | 60"},
		"restated_numbers": {"2023 | 320803 | 淮安区人民政府 | 二、上年结转政府信息公开申请数量×总计" +
			" | NULL | 3 | NULL | 2024-04-05 00:00:00 +0000 UTC | 2024-05-01 00:00:00 +0000 UTC"},
		"received_by_city_zh": {
			"2024 | 南通市 | 80 | published | 0 | 0",
			"2024 | 淮安市 | NULL | published | 1 | 0",
			"2023 | 淮安市 | 100 | published | 0 | 1",
			"2023 | 南通市 | 50 | published | 0 | 0",
		},
		"reasons_of_denial": {
			"2023 | 淮安市 | 三、本年度办理结果/（三）不予公开/1.属于国家秘密×总计 | 5 | exact | 8 | 62.5",
			"2023 | 淮安市 | 三、本年度办理结果/（三）不予公开/2.其他法律行政法规禁止公开×总计 | 3 | exact | 8 | 37.5",
		},
		"correction_rate": {
			"2023 | province | 江苏省 | 4 | 8 | 50 | 21.5 | 78.5 | lower | NULL",
			"2023 | city | 淮安市 | 4 | 8 | 50 | 21.5 | 78.5 | exact | NULL",
		},
		"carry_over": {"2024 | 320800 | 淮安市人民政府 | 10 | 12 | 2"},
	}
	examples, err := Examples()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		got := answer(t, db, e.SQL)
		if e.Name == "applicant_mix" {
			if len(got) != 24 || got[len(got)-6] != "2023 | 淮安市 | natural_person | 75 | 75" {
				t.Errorf("%s: %q", e.Name, got)
			}
			continue
		}
		if diff := cmp.Diff(want[e.Name], got); diff != "" {
			t.Errorf("%s -want +got:\n%s", e.Name, diff)
		}
	}
}
