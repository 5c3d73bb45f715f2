package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

// sample is a report of one body for 2023 with one value for each total that prose speaks of.
func sample(text string) *report.Report {
	r := &report.Report{
		Agency: "淮安市水利局", Year: 2023,
		Scopes: report.PerSubject[report.Scope]{Disclosure: report.ScopeOwn, Request: report.ScopeOwn, Appeal: report.ScopeOwn},
		Forms:  report.PerSubject[string]{Disclosure: "2021", Request: "2021", Appeal: "2021"},
	}
	if text != "" {
		r.Narrative = []report.Section{{Name: "overview", Text: text}}
	}
	for _, c := range []struct {
		code  string
		value int64
	}{
		{"request.received.natural_person", 10},
		{"request.received.business", 2},
		{"request.received.research_institution", 0},
		{"request.received.public_interest_organization", 0},
		{"request.received.legal_service", 0},
		{"request.received.other_organization", 0},
		{"request.received.total", 12},
		{"request.carried_in.natural_person", 3},
		{"request.carried_in.business", 0},
		{"request.carried_in.research_institution", 0},
		{"request.carried_in.public_interest_organization", 0},
		{"request.carried_in.legal_service", 0},
		{"request.carried_in.other_organization", 0},
		{"request.carried_in.total", 3},
		{"request.granted.total", 5},
		{"request.granted.natural_person", 4},
		{"request.partly_granted.total", 2},
		{"request.partly_granted.natural_person", 2},
		{"request.denied_state_secret.total", 1},
		{"request.denied_deliberative.total", 1},
		{"request.unavailable_not_held.total", 2},
		{"request.unavailable_unclear.total", 1},
		{"request.rejected_petition.total", 1},
		{"request.other_misc.total", 1},
		{"request.other_fee_unpaid.total", 0},
		{"request.concluded.natural_person", 12},
		{"request.concluded.business", 2},
		{"request.concluded.research_institution", 0},
		{"request.concluded.public_interest_organization", 0},
		{"request.concluded.legal_service", 0},
		{"request.concluded.other_organization", 0},
		{"request.concluded.total", 14},
		{"request.carried_out.total", 1},
		{"appeal.reconsideration.upheld", 2},
		{"appeal.reconsideration.corrected", 1},
		{"appeal.reconsideration.other", 0},
		{"appeal.reconsideration.pending", 1},
		{"appeal.reconsideration.total", 4},
		{"appeal.litigation_direct.upheld", 1},
		{"appeal.litigation_direct.total", 2},
		{"appeal.litigation_after_reconsideration.upheld", 1},
		{"appeal.litigation_after_reconsideration.total", 1},
		{"disclosure.normative_document.issued", 6},
		{"disclosure.normative_document.repealed", 2},
		{"disclosure.normative_document.in_force", 40},
	} {
		r.Cells = append(r.Cells, report.Cell{Code: c.code, State: report.Reported, Value: report.Whole(c.value)})
	}
	return r
}

func TestSentences(t *testing.T) {
	c := newChecker(t)
	const warn, unsure = " warning fail ", " warning uncertain "
	for _, test := range []struct{ text, want string }{
		// What is received, in every reading.
		{"2023年，我局共收到政府信息公开申请12件。", ""},
		{"2023年，我局共收到政府信息公开申请15件。", ""},
		{"2023年，我局共收到政府信息公开申请13件。", "prose.received" + warn + "13≠12"},
		{"本年度，共受理政府信息公开申请2件，都在法定期限内予以答复。", "prose.received" + warn + "2≠12"},
		{"全年收到依申请公开十二件。", ""},
		{"全年收到依申请公开１３件。", "prose.received" + warn + "13≠12"},
		{"全年收到依申请公开十三件。", "prose.received" + warn + "13≠12"},
		{"全年收到两件政府信息公开申请。", "prose.received" + warn + "2≠12"},
		{"全年共收到政府信息公开申请1，012件。", "prose.received" + warn + "1012≠12"},
		{"全年收到政府信息公开申请\n1 2件。", ""},
		{"新收到政府信息公开申请12件，上年结转3件，结转下年度1件。", ""},
		{"新收到政府信息公开申请15件，上年结转3件，结转下年度1件。", "prose.received" + warn + "15≠12"},
		{"新收到政府信息公开申请12件，上年结转4件，结转下年度2件。", "prose.received" + warn + "4≠3; prose.results" + warn + "2≠1"},
		{"收到政府信息公开申请12件，其中当面申请5件、网络申请7件。", ""},
		{"依申请公开方面，通过网络收到申请5件，信函申请7件。", ""},
		{"依申请公开方面，网络申请5件，信函申请8件。", "prose.received" + warn + "13≠12"},
		{"收到70件政府信息公开申请，办结70件。", "prose.received" + warn + "70≠12; prose.results" + warn + "70≠14"},
		// Other things, bodies, times and rounded numbers.
		{"收到行政许可申请30件，收到来信申请40件。", ""},
		{"收到征地拆迁类政府信息公开申请3件。", ""},
		{"全市收到政府信息公开申请900件。", ""},
		{"沭阳县共收到政府信息公开申请477件。", ""},
		{"市政府办公室代表市政府共受理政府信息公开申请859件。", ""},
		{"2022年共收到政府信息公开申请30件。", ""},
		{"上年共收到政府信息公开申请30件。", ""},
		{"收到政府信息公开申请12件，较2022年增加9件。", ""},
		{"收到政府信息公开申请12件，同比增长70.3%，比上年多5件。", ""},
		{"2023年上半年收到政府信息公开申请5件。", ""},
		{"2023年1月至6月收到政府信息公开申请5件。", ""},
		{"截至2023年12月31日，共收到政府信息公开申请13件。", "prose.received" + warn + "13≠12"},
		{"收到政府信息公开申请20余件，主动公开政府信息18万余条。", ""},
		{"收到政府信息公开申请近20件。", ""},
		{"收到政府信息公开申请3-5件。", ""},
		{"印发《关于2022年收到政府信息公开申请30件的通报》。", ""},
		{"...共收到政府信息公开申请30件。", ""},
		{"高效办成一件事，收到政府信息公开申请12件。", ""},
		// Results and applicants.
		{"办结政府信息公开申请14件，其中予以公开5件、部分公开2件、不予公开2件、无法提供3件、不予处理1件、其他处理1件。", ""},
		{"办结政府信息公开申请14件：予以公开及部分公开7件，占50%。", ""},
		{"办结政府信息公开申请14件：予以公开及部分公开8件，占50%。", "prose.results" + warn + "8≠7"},
		{"办结政府信息公开申请14件：予以公开6件，部分公开2，不予公开3件。", "prose.results" + warn + "6≠5; prose.results" + warn + "3≠2"},
		{"答复政府信息公开申请14件，其中予以公开4件。", "prose.results info uncertain 4≠5"},
		{"因本机关不掌握等原因无法提供政府信息公开申请2件。", ""},
		{"答复政府信息公开申请13件。", ""},
		{"答复政府信息公开申请11件。", "prose.results" + warn + "11≠14"},
		{"收到政府信息公开申请12件，其中自然人10件，法人或其他组织2件。", ""},
		{"收到政府信息公开申请12件，其中自然人申请9件，商业企业3件。", "prose.applicants" + warn + "9≠10; prose.applicants" + warn + "3≠2"},
		// None.
		{"2023年，我局未收到政府信息公开申请。", "prose.zero" + warn + "0≠12"},
		{"市水利局没有接到信息公开申请。", "prose.zero" + warn + "0≠12"},
		{"全年未收到行政许可申请；未收到人大代表建议和政协提案。", ""},
		{"2022年未收到政府信息公开申请。", ""},
		{"如未收到政府信息公开申请答复，可来电咨询。", ""},
		{"无政府信息公开申请逾期未答复情况。", ""},
		{"未收到政府信息公开申请的投诉。", ""},
		{"区政府未收到政府信息公开申请。", ""},
		{"收到政府信息公开申请0件。", "prose.received" + warn + "0≠12"},
		// Appeals.
		{"因政府信息公开引起的行政复议案件4件、行政诉讼案件3件。", ""},
		{"因政府信息公开引起的行政复议案件5件、行政诉讼案件8件。", "prose.appeals" + warn + "5≠4; prose.appeals" + warn + "8≠3"},
		{"发生行政复议3件。", "prose.appeals" + unsure + "3≠4"},
		{"行政复议、行政诉讼共7件。", ""},
		{"行政复议、行政诉讼共9件。", "prose.appeals" + warn + "9≠7"},
		{"行政复议4件，其中结果维持2件，结果纠正1件，尚未审结1件；行政诉讼3件，结果维持2件。", ""},
		{"行政复议4件，其中结果维持3件。", "prose.appeals" + warn + "3≠2"},
		{"有1件涉及政府信息公开工作的行政复议。", "prose.appeals" + unsure + "1≠4"},
		{"未发生因政府信息公开引发的行政复议、行政诉讼案件。", "prose.zero" + warn + "0≠4; prose.zero" + warn + "0≠3"},
		{"无行政复议、行政诉讼败诉案件。", ""},
		{"行政复议、行政诉讼均为0件。", "prose.appeals" + warn + "0≠7"},
		{"审结行政复议3件。", ""},
		{"该行政复议未被复议机关纠错。", ""},
		// Documents.
		{"制发规范性文件6件，现行有效行政规范性文件40件，废止行政规范性文件2件。", ""},
		{"制发规范性文件7件，现行有效行政规范性文件30件。", "prose.normative" + warn + "7≠6; prose.normative" + warn + "30≠40"},
		{"公开规范性文件9件，报送规范性文件备案3件。", ""},
		{"我局未制发规范性文件。", "prose.normative" + warn + "0≠6"},
	} {
		t.Run(test.text, func(t *testing.T) {
			got := strings.Join(lines(c.Check(sample(test.text))), "; ")
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
