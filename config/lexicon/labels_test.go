package lexicon

import (
	"testing"
	"testing/fstest"

	"gongkai/internal/report"
)

// A wording belongs to one name within its subject and axis.
func TestLabelsAreUnambiguous(t *testing.T) {
	labels, err := Labels()
	if err != nil {
		t.Fatal(err)
	}
	type key struct {
		subject    report.Subject
		axis, text string
		whole      bool
	}
	seen := map[key]string{}
	for _, l := range labels {
		k := key{l.Subject, l.Axis, l.Text, l.Whole}
		if name, ok := seen[k]; ok {
			t.Errorf("%s %s %q stands for %s and for %s", l.Subject, l.Axis, l.Text, name, l.Name)
		}
		seen[k] = l.Name
		if l.Text == "" || l.Name == "" {
			t.Errorf("an empty label: %+v", l)
		}
	}
}

func TestNormalise(t *testing.T) {
	for in, want := range map[string]string{
		"第二十条  第(一)项":           "第二十条第(一)项",
		"第二十条第（一）项":             "第二十条第(一)项",
		"危及“三安全一稳定”":            "危及三安全一稳定",
		"商业\n企业":                "商业企业",
		"本年新 制作数量":              "本年新制作数量",
		"不补正、行政机关":              "不补正,行政机关",
		"不补正，行政机关":              "不补正,行政机关",
		"\u00a0自\u200b然人\u3000": "自然人",
		"Ａbc":                   "abc",
		"12²":                   "12²",
	} {
		if got := Normalise(in); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTrimNumber(t *testing.T) {
	for in, want := range map[string]string{
		"一,本年新收": "本年新收", "(一)予以公开": "予以公开", "1.属于国家秘密": "属于国家秘密", "1,申请人": "申请人", "(1)其他": "其他",
		"三安全一稳定": "三安全一稳定", "3.": "3.", "总计": "总计", "(区分处理)": "(区分处理)", "十一.其他": "其他",
	} {
		if got := TrimNumber(in); got != want {
			t.Errorf("TrimNumber(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLoadLabelsRefuses(t *testing.T) {
	for name, body := range map[string]string{
		"another header":    "subject,text\n",
		"an unknown match":  "subject,axis,name,match,text\nrequest,item,granted,regex,予以公开\n",
		"too few of fields": "subject,axis,name,match,text\nrequest,item\n",
	} {
		if _, err := LoadLabels(fstest.MapFS{"labels.csv": {Data: []byte(body)}}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := Sections(); err != nil {
		t.Error(err)
	}
	values, err := CellValues()
	if err != nil {
		t.Fatal(err)
	}
	if !values.Placeholders["/"] || !values.Zeros["〇"] || len(values.Notes) == 0 {
		t.Errorf("values: %+v", values)
	}
}
