package lexicon

import "testing"

func TestUnit(t *testing.T) {
	v, err := CellValues()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text, class string
		factor      int64
	}{
		{"元", ClassMoney, 1},
		{"万元", ClassMoney, 10_000},
		{"百万元", ClassMoney, 1_000_000},
		{"千万元", ClassMoney, 10_000_000},
		{"亿元", ClassMoney, 100_000_000},
		{"千元", ClassMoney, 1_000},
		{"（万元）", ClassMoney, 10_000},
		{"人民币元", ClassMoney, 1},
		{"元人民币", ClassMoney, 1},
		{"人民币（万元）", ClassMoney, 10_000},
		{"人民币：万元", ClassMoney, 10_000},
		{"RMB 万元", ClassMoney, 10_000},
		{"万 元", ClassMoney, 10_000},
		{"人民币万", ClassMoney, 10_000},
		{"人民币", ClassCurrency, 0},
		{"￥", ClassCurrency, 0},
		{"件", ClassCount, 1},
		{"千件", ClassCount, 1_000},
		{"万件次", ClassCount, 10_000},
		{"笔", ClassCount, 1},
		{"万", ClassAny, 10_000},
		{"亿", ClassAny, 100_000_000},
		{"美元", ClassMoney, 0},
		{"万美元", ClassMoney, 0},
		{"USD", ClassMoney, 0},
		{"人民币美元", ClassMoney, 0},
		{"打", ClassCount, 0},
	}
	for _, test := range tests {
		got, ok := v.Unit(test.text)
		if !ok || got.Class != test.class || got.Factor != test.factor {
			t.Errorf("Unit(%q) = %+v, %v; want %s %d", test.text, got, ok, test.class, test.factor)
		}
	}
	for _, text := range []string{"", "自然人", "其他", "一", "单位", "元旦", "万宁市财政局", "12元", "人民币件", "公开", "（）", "万万万万万万万元"} {
		if got, ok := v.Unit(text); ok {
			t.Errorf("Unit(%q) = %+v", text, got)
		}
	}
}
