package recognise

import (
	"testing"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

func newValues(t testing.TB) values {
	t.Helper()
	words, err := lexicon.CellValues()
	if err != nil {
		t.Fatal(err)
	}
	return values{words}
}

func TestReadValue(t *testing.T) {
	v := newValues(t)
	tests := []struct {
		name, text, unit, heading string
		state                     report.State
		want                      string
	}{
		{"plain", "3119", "件", "", report.Reported, "3119"},
		{"zero", "0", "件", "", report.Reported, "0"},
		{"padded with no-break spaces", "\u00a00\u3000", "件", "", report.Reported, "0"},
		{"full width", "１２", "件", "", report.Reported, "12"},
		{"thousands", "1,234", "件", "", report.Reported, "1234"},
		{"full-width thousands", "1，234", "件", "", report.Reported, "1234"},
		{"two groups", "1,234,567", "件", "", report.Reported, "1234567"},
		{"six decimals", "5949.088667", "万元", "（万元）", report.Reported, "5949.088667"},
		{"decimal zero", "0.00", "万元", "", report.Reported, "0"},
		{"yuan", "251000元", "元", "", report.Reported, "251000"},
		{"yuan with decimals", "75394432.52元", "元", "", report.Reported, "75394432.52"},
		{"yuan under 万元", "251000元", "万元", "", report.Reported, "25.1"},
		{"yuan under 万元, unit in the heading", "251000", "万元", "（元）", report.Reported, "25.1"},
		{"ten thousands", "36.5万", "万元", "", report.Reported, "36.5"},
		{"ten thousands of yuan under 元", "36.5万元", "元", "", report.Reported, "365000"},
		{"pieces", "5件", "件", "", report.Reported, "5"},
		{"none of a piece", "0件", "件", "", report.Reported, "0"},
		{"items of pieces", "5项", "项", "", report.Reported, "5"},
		{"Chinese zero", "〇", "件", "", report.Reported, "0"},
		{"spelled zero", "零", "件", "", report.Reported, "0"},
		{"spelled zero pieces", "零件", "件", "", report.Reported, "0"},
		{"plus", "+19", "项", "", report.Reported, "19"},
		{"minus", "-185", "项", "", report.Reported, "-185"},
		{"spelled minus", "减4", "项", "", report.Reported, "-4"},
		{"spelled plus", "增3", "项", "", report.Reported, "3"},
		{"note", "22（其中修订 16 件）", "件", "", report.Reported, "22"},
		{"second note", "55（含自然失效 29 件）", "件", "", report.Reported, "55"},
		{"number broken after its point", "59237.\n2449", "万元", "（万元）", report.Reported, "59237.2449"},
		{"number broken after a separator", "1,\n234", "件", "", report.Reported, "1234"},

		{"empty", "", "件", "", report.Blank, ""},
		{"no-break space", "\u00a0", "件", "", report.Blank, ""},
		{"ideographic space", "　 ", "件", "", report.Blank, ""},
		{"zero-width space", "\u200b", "件", "", report.Blank, ""},

		{"slash", "/", "件", "", report.Placeholder, ""},
		{"full-width slash", "／", "件", "", report.Placeholder, ""},
		{"dash", "-", "件", "", report.Placeholder, ""},
		{"full-width dashes", "－－", "件", "", report.Placeholder, ""},
		{"em dash", "—", "件", "", report.Placeholder, ""},
		{"none", "无", "件", "", report.Placeholder, ""},
		{"not applicable", "不适用", "件", "", report.Placeholder, ""},
		{"N/A", "N/A", "件", "", report.Placeholder, ""},

		{"two numbers on two lines", "12\n34", "件", "", report.Unreadable, ""},
		{"two numbers", "12 34", "件", "", report.Unreadable, ""},
		{"bad group", "1,23", "件", "", report.Unreadable, ""},
		{"two points", "1.2.3", "件", "", report.Unreadable, ""},
		{"a list", "1、2", "件", "", report.Unreadable, ""},
		{"words", "自然人", "件", "", report.Unreadable, ""},
		{"pieces under money", "5件", "万元", "", report.Unreadable, ""},
		{"second number in brackets", "22（16）", "件", "", report.Unreadable, ""},
		{"superscript mark", "12²", "件", "", report.Unreadable, ""},
		{"circled digit", "①", "件", "", report.Unreadable, ""},
		{"percentage", "51.85%", "件", "", report.Unreadable, ""},
		{"thirteen digits", "1234567890123", "件", "", report.Unreadable, ""},
		{"seven decimals", "1.2345678", "万元", "", report.Unreadable, ""},
		{"exponent", "1e5", "件", "", report.Unreadable, ""},
		{"yuan that do not fit 万元", "0.001元", "万元", "", report.Unreadable, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want, _ := v.words.Unit(test.unit)
			got := v.read(test.text, want, v.label(test.heading).of(want.Class))
			if got.state != test.state {
				t.Fatalf("read(%q) = %s, want %s", test.text, got.state, test.state)
			}
			if got.state.HasValue() && got.value.String() != test.want {
				t.Errorf("read(%q) = %s, want %s", test.text, got.value, test.want)
			}
		})
	}
}

func FuzzReadValue(f *testing.F) {
	for _, seed := range []string{"1,234", "22（其中修订 16 件）", "75394432.52元", "减4", "36.5万", "12\n34", "０", "1e9", "-.5"} {
		f.Add(seed, "件", "")
		f.Add(seed, "万元", "元")
	}
	v := newValues(f)
	f.Fuzz(func(t *testing.T, text, unit, heading string) {
		want, ok := v.words.Unit(unit)
		if !ok {
			return
		}
		got := v.read(text, want, v.label(heading).of(want.Class))
		if !got.state.HasValue() {
			if got.value != 0 {
				t.Fatalf("read(%q) is %s and has the value %s", text, got.state, got.value)
			}
			return
		}
		// Every digit of the value was printed: a value never comes from nothing.
		hasDigit := false
		for _, r := range text {
			if n := lexicon.Narrow(r); n >= '0' && n <= '9' || v.words.Zeros[string(n)] {
				hasDigit = true
			}
		}
		if !hasDigit {
			t.Fatalf("read(%q) = %s from no digit", text, got.value)
		}
		if _, err := report.ParseValue(got.value.String()); err != nil {
			t.Fatalf("read(%q) = %s: %v", text, got.value, err)
		}
	})
}
