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

		// Units in brackets behind the number, announced or not, of every size.
		{"yuan in a bracket", "6040900（元）", "万元", "（万元）", report.Reported, "604.09"},
		{"yuan announced", "6040900（单位：元）", "万元", "（万元）", report.Reported, "604.09"},
		{"yuan announced without a bracket", "6040900 单位：元", "万元", "（万元）", report.Reported, "604.09"},
		{"yuan in a square bracket", "6040900【元】", "万元", "（万元）", report.Reported, "604.09"},
		{"yuan in a tortoise bracket", "6040900〔人民币元〕", "万元", "（万元）", report.Reported, "604.09"},
		{"hundred millions", "0.060409（亿元）", "万元", "（万元）", report.Reported, "604.09"},
		{"thousands of yuan", "6040.9（千元）", "万元", "（万元）", report.Reported, "604.09"},
		{"millions of yuan", "6.0409（百万元）", "万元", "（万元）", report.Reported, "604.09"},
		{"the heading's unit again", "604.09（万元）", "万元", "（万元）", report.Reported, "604.09"},
		{"the only unit, beside the number", "604.09（万元）", "万元", "", report.Reported, "604.09"},
		{"a unit and a note", "6040900元（其中罚没12元）", "万元", "（万元）", report.Reported, "604.09"},
		{"a unit as a note", "6040900（注：收费金额单位为元）", "万元", "（万元）", report.Reported, "604.09"},
		{"two units beside the number", "6040900元（万元）", "万元", "（万元）", report.Unreadable, ""},
		{"thousands of pieces", "12（千件）", "件", "", report.Reported, "12000"},
		{"ten thousands of pieces", "1.2（万件）", "件", "", report.Reported, "12000"},
		{"ten thousands", "1.2万", "件", "", report.Reported, "12000"},
		{"hundreds of pieces", "3百件", "件", "", report.Reported, "300"},
		{"pieces in a bracket", "12（件）", "件", "", report.Reported, "12"},
		{"measure words", "12件次", "件", "", report.Reported, "12"},
		{"deals", "2笔", "项", "", report.Reported, "2"},
		{"cases", "3 起", "件", "", report.Reported, "3"},
		{"money under pieces", "12（元）", "件", "", report.Unreadable, ""},
		{"the heading counts thousands", "12", "件", "（千件）", report.Reported, "12000"},
		{"full width in brackets", "６０４０９００（元）", "万元", "（万元）", report.Reported, "604.09"},

		// The currency.
		{"renminbi", "604.09万元人民币", "万元", "（万元）", report.Reported, "604.09"},
		{"renminbi before the number", "人民币604.09万元", "万元", "", report.Reported, "604.09"},
		{"RMB", "RMB 604.09万元", "万元", "（万元）", report.Reported, "604.09"},
		{"a sign before yuan", "￥6040900元", "万元", "（万元）", report.Reported, "604.09"},
		{"a sign under yuan", "¥6040900", "元", "（元）", report.Reported, "6040900"},
		{"a sign says yuan, the heading 万元", "¥6040900", "万元", "（万元）", report.Unreadable, ""},
		{"a sign and no unit", "¥6040900", "万元", "", report.Unreadable, ""},
		{"a sign before pieces", "¥12", "件", "", report.Unreadable, ""},
		{"the currency in a bracket", "604.09（人民币）", "万元", "（万元）", report.Reported, "604.09"},
		{"dollars", "604.09（万美元）", "万元", "（万元）", report.Unreadable, ""},
		{"dollars behind the number", "604.09万美元", "万元", "（万元）", report.Unreadable, ""},
		{"dollars of Hong Kong", "604.09港元", "万元", "（万元）", report.Unreadable, ""},
		{"USD", "604.09 USD", "万元", "（万元）", report.Unreadable, ""},
		{"a dollar sign", "$604.09", "万元", "（万元）", report.Unreadable, ""},
		{"dollars in the heading", "604.09", "万元", "（单位：万美元）", report.Unreadable, ""},
		{"an unknown unit in the heading", "604.09", "万元", "（单位：贯）", report.Unreadable, ""},
		{"dozens", "3打", "件", "", report.Unreadable, ""},
		{"dozens in a bracket", "3（打）", "件", "", report.Unreadable, ""},
		{"zero dollars", "0（美元）", "万元", "（万元）", report.Unreadable, ""},

		// An amount whose unit stands nowhere; zero is zero.
		{"no unit", "604.09", "万元", "", report.Unreadable, ""},
		{"no unit, of the form of 2019", "984361", "元", "", report.Unreadable, ""},
		{"zero without a unit", "0", "万元", "", report.Reported, "0"},
		{"zero under two units", "0", "万元", "（万元/元）", report.Reported, "0"},
		{"two units in the heading", "604.09", "万元", "（万元）（元）", report.Unreadable, ""},

		// Brackets that leave the number as it is, and others.
		{"of these", "12（其中网上3件）", "件", "", report.Reported, "12"},
		{"not with it", "12（不含下属单位）", "件", "", report.Unreadable, ""},
		{"not with the bureaus", "12（不含分局）", "件", "", report.Reported, "12"},
		{"the own level", "12（本级）", "件", "", report.Reported, "12"},
		{"more than last year", "12（同比增长20%）", "件", "", report.Reported, "12"},
		{"up to a day", "348（截至2024年12月31日）", "件", "", report.Reported, "348"},
		{"see a table", "12（详见附件1）", "件", "", report.Reported, "12"},
		{"the number of a note", "12（注1）", "件", "", report.Reported, "12"},
		{"a remark", "12（注：按新口径）", "件", "", report.Reported, "12"},
		{"a note before the unit", "12（其中修订3）件", "件", "", report.Reported, "12"},
		{"a note with a bracket in it", "22（其中修订16件（含规章））", "件", "", report.Reported, "22"},
		{"corrected", "12（更正为13）", "件", "", report.Unreadable, ""},
		{"corrected otherwise", "12（应为13）", "件", "", report.Unreadable, ""},
		{"corrected in a remark", "12（注：实际13件）", "件", "", report.Unreadable, ""},
		{"another number in a remark", "12（注：13件）", "件", "", report.Unreadable, ""},
		{"another number", "12（共13件）", "件", "", report.Unreadable, ""},
		{"another number with these", "12（含分局共13件）", "件", "", report.Unreadable, ""},
		{"of these, corrected", "12（其中更正为3）", "件", "", report.Unreadable, ""},
		{"withdrawn", "12（作废）", "件", "", report.Unreadable, ""},
		{"about", "12（约数）", "件", "", report.Unreadable, ""},
		{"an estimate", "12（预计）", "件", "", report.Unreadable, ""},
		{"unknown words", "12（另议）", "件", "", report.Unreadable, ""},
		{"a unit within a note", "6040900（含税，元）", "万元", "（万元）", report.Unreadable, ""},
		{"a bracket left open", "22（其中修订16件", "件", "", report.Unreadable, ""},
		{"two notes, one of them unknown", "12（其中3件）（改）", "件", "", report.Unreadable, ""},
		{"words behind it", "12左右", "件", "", report.Unreadable, ""},
		{"more than", "12余件", "件", "", report.Unreadable, ""},

		// Tokens are never cut, and what is not printed inside them is not passed over.
		{"a letter for a digit", "2281O2", "件", "", report.Unreadable, ""},
		{"a letter before it", "O2281", "件", "", report.Unreadable, ""},
		{"letters behind it", "12abc", "件", "", report.Unreadable, ""},
		{"per cent", "840%", "件", "", report.Unreadable, ""},
		{"a circled mark behind it", "3①", "件", "", report.Unreadable, ""},
		{"struck out by combining marks", "1\u03362\u0336", "件", "", report.Unreadable, ""},
		{"keycaps", "1\uFE0F\u20E3", "件", "", report.Unreadable, ""},
		{"turned round", "\u202E12", "件", "", report.Unreadable, ""},
		{"turned round within", "1\u202E2", "件", "", report.Unreadable, ""},
		{"a control character within", "1\x002", "件", "", report.Unreadable, ""},
		{"another within", "1\x1f2", "件", "", report.Unreadable, ""},
		{"a delete within", "1\x7f2", "件", "", report.Unreadable, ""},
		{"a control character behind it", "12\x07", "件", "", report.Reported, "12"},
		{"a sign without width within", "1\u200b2", "件", "", report.Reported, "12"},
		{"an object over it", "\uFFFC12", "件", "", report.Unreadable, ""},
		{"an object within", "1\uFFFC2", "件", "", report.Unreadable, ""},
		{"an object behind it", "12 \uFFFC", "件", "", report.Unreadable, ""},
		{"an object alone", "\uFFFC", "件", "", report.Unreadable, ""},
		{"an object over zero", "\uFFFC零", "件", "", report.Unreadable, ""},
		{"Chinese numerals", "十二", "件", "", report.Unreadable, ""},
		{"Chinese numerals of cheques", "壹拾贰", "件", "", report.Unreadable, ""},

		// What is counted is whole.
		{"half a piece", "0.5件", "件", "", report.Unreadable, ""},
		{"a decimal", "1.2", "件", "", report.Unreadable, ""},
		{"whole with decimals", "12.00", "件", "", report.Reported, "12"},
		{"a change that is not whole", "-1.5", "项", "", report.Unreadable, ""},
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
