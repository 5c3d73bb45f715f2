package forms

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/internal/report"
)

func embedded(t *testing.T) *Set {
	t.Helper()
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestFormsPrintWhatTheLawSays(t *testing.T) {
	set := embedded(t)
	tests := []struct {
		form                        string
		disclosure, request, appeal int
	}{
		{"2019", 22, 161, 15},
		{"2021", 10, 175, 15},
	}
	for _, test := range tests {
		form, ok := set.Form(test.form)
		if !ok {
			t.Fatalf("there is no form %s", test.form)
		}
		for subject, want := range map[report.Subject]int{
			report.Disclosure: test.disclosure, report.Request: test.request, report.Appeal: test.appeal,
		} {
			n := 0
			for _, p := range form.Of(subject) {
				if p.Role == RoleCell {
					n++
				}
			}
			if n != want {
				t.Errorf("form %s prints %d cells of %s, want %d", test.form, n, subject, want)
			}
		}
	}
}

func TestTotals(t *testing.T) {
	set := embedded(t)
	for code, want := range map[string]bool{
		"request.received.total":               true,
		"request.received.natural_person":      false,
		"request.concluded.business":           true,
		"request.denied.legal_service":         true,
		"request.denied_state_secret.business": false,
		"appeal.reconsideration.total":         true,
		"appeal.reconsideration.other":         false,
		"disclosure.fee.amount":                false,
	} {
		i, ok := set.Indicator(code)
		if !ok {
			t.Fatalf("there is no indicator %s", code)
		}
		if i.IsTotal != want {
			t.Errorf("%s: IsTotal = %v, want %v", code, i.IsTotal, want)
		}
	}
}

func TestLabel(t *testing.T) {
	set := embedded(t)
	tests := []struct {
		subject            report.Subject
		axis, name, zh, en string
	}{
		{"request", AxisItem, "denied_state_secret", "1.属于国家秘密", "denied: state secret"},
		{"request", AxisItem, "other", "（六）其他处理", "other handling (single row)"},
		{"request", AxisItem, "denied", "（三）不予公开 小计", "denied, subtotal"},
		{"request", AxisHeading, "other_organization", "其他", "other legal persons/organisations"},
		{"disclosure", AxisItem, "licence", "行政许可", "administrative licence decisions this year"},
		{"disclosure", AxisHeading, "issued", "本年制发件数", "issued this year"},
		{"appeal", AxisItem, "litigation_direct", "未经复议直接起诉", "litigation without prior reconsideration"},
		{"appeal", AxisHeading, "pending", "尚未审结", "pending"},
		{"request", AxisItem, "none", "none", "none"},
	}
	for _, test := range tests {
		zh, en := set.Label(test.subject, test.axis, test.name)
		if zh != test.zh || en != test.en {
			t.Errorf("%s %s %s: %q, %q; want %q, %q", test.subject, test.axis, test.name, zh, en, test.zh, test.en)
		}
	}
}

func TestPartsAreIndicators(t *testing.T) {
	set := embedded(t)
	known := map[[3]string]bool{}
	for _, i := range set.Indicators {
		known[[3]string{string(i.Subject), AxisItem, i.Item}] = true
		known[[3]string{string(i.Subject), AxisHeading, i.Heading}] = true
	}
	for _, p := range set.Parts {
		for _, name := range []string{p.Total, p.Part} {
			if !known[[3]string{string(p.Subject), p.Axis, name}] {
				t.Errorf("parts.csv: %s %s %s is no indicator's", p.Subject, p.Axis, name)
			}
		}
	}
}

// embeddedFiles returns the shipped files with some replaced.
func embeddedFiles(t *testing.T, replace map[string]string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		body, err := files.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = &fstest.MapFile{Data: body}
	}
	for name, body := range replace {
		out[name] = &fstest.MapFile{Data: []byte(body)}
	}
	return out
}

func TestLoadRefusesContradictions(t *testing.T) {
	const indicators = "indicator_id,code,subject,item,heading,label_zh,label_en,unit,kind\n"
	tests := []struct{ name, file, body, want string }{
		{"a code twice", "indicators.csv", indicators + "1,a.b.c,a,b,c,x,x,件,flow\n2,a.b.c,a,b,c,x,x,件,flow\n", "stands twice"},
		{"an id twice", "indicators.csv", indicators + "1,a.b.c,a,b,c,x,x,件,flow\n1,a.b.d,a,b,d,x,x,件,flow\n", "stands twice"},
		{"a code of other words", "indicators.csv", indicators + "1,a.b.c,a,b,d,x,x,件,flow\n", "subject.item.heading"},
		{"an unknown code", "2021.csv", "position,code,role,label_zh\n1,request.none.total,cell,x\n", "not in indicators.csv"},
		{"a gap", "2021.csv", "position,code,role,label_zh\n2,request.received.total,cell,x\n", "position 2 where 1 is due"},
		{"an unknown role", "2021.csv", "position,code,role,label_zh\n1,request.received.total,input,x\n", "neither cell nor subtotal"},
		{"another header", "forms.csv", "form,year\n2021,2021\n", "the header must be"},
		{"an unknown axis", "parts.csv", "subject,axis,total,part\nrequest,row,a,b\n", "neither item nor heading"},
		{"a break of no form", "crosswalk.csv", "from_form,from_code,to_form,to_code,relation,comparable,note\n2014,,2021,,none,no,\n", "no form 2014"},
		{"a break of no indicator", "crosswalk.csv", "from_form,from_code,to_form,to_code,relation,comparable,note\n2019,a.b.c,2021,,none,no,\n", "no indicator a.b.c"},
		{"an unknown comparison", "crosswalk.csv", "from_form,from_code,to_form,to_code,relation,comparable,note\n2019,,2021,,none,perhaps,\n", "perhaps"},
		{"a layout of no form", "layout.csv", "form,subject,arrangement,title,corner,heading\n2014,request,crossed,x,x,x\n", "no form 2014"},
		{"an unknown arrangement", "layout.csv", "form,subject,arrangement,title,corner,heading\n2021,request,round,x,x,x\n", "round"},
		{"a year in words", "forms.csv", "form,valid_from_year,valid_to_year,document\n2021,now,,x\n", "valid_from_year"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(embeddedFiles(t, map[string]string{test.file: test.body}))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}
