package worksheet

import "testing"

// TestFormula works out formulas as conditional formats have them, for the cell B2 of a rule over A1:D4 where A1 is 1, B2 is 12, C2 is the
// text 共 and D2 an error.
func TestFormula(t *testing.T) {
	t.Parallel()
	c := &Contents{cells: []Cell{
		{Row: 0, Column: 0, Kind: KindNumber, Text: "1"},
		{Row: 1, Column: 1, Kind: KindNumber, Text: "12"},
		{Row: 1, Column: 2, Text: "共"},
		{Row: 1, Column: 3, Kind: KindFixed, Text: "#N/A"},
		{Row: 2, Column: 0, Kind: KindUnknown},
	}}
	for _, one := range []struct {
		formula string
		want    answer
	}{
		{"TRUE", yes},
		{"FALSE", no},
		{"1", yes},
		{"0", no},
		{"TRUE()", yes},
		{"=1=1", yes},
		{"A1=12", yes},
		{"$A$1=1", yes},
		{"A$1=12", no},
		{"A1>11", yes},
		{"A1>=12", yes},
		{"A1<>12", no},
		{"A1<12.5", yes},
		{"-1<0", yes},
		{`B1="共"`, yes},
		{`B1="另"`, no},
		{`B1<>""`, yes},
		{`B1>5`, yes},
		{`B1>"a"`, maybe},
		{`A1="12"`, no},
		{"B2=0", yes},
		{`B2=""`, yes},
		{"ISBLANK(B2)", yes},
		{"ISBLANK(A1)", no},
		{"ISNUMBER(A1)", yes},
		{"ISTEXT(B1)", yes},
		{"ISERROR(C1)", yes},
		{"ISNA(C1)", yes},
		{"ISERR(C1)", no},
		{"C1>5", maybe},
		{"NOT(ISNUMBER(A1))", no},
		{"NOT(C1)", maybe},
		{"AND(A1>5,B1=\"共\")", yes},
		{"AND(A1>5,A1>50)", no},
		{"OR(A1>50,FALSE)", no},
		{"OR(A1>5,SUM(A1:B2)=1)", maybe},
		{"AND(A1>50,VLOOKUP(1,A1,2))", no},
		{"LEN(B1)=1", yes},
		{"MOD(ROW(),2)=0", yes},
		{"MOD(COLUMN(),2)=1", no},
		{"(A1>5)", yes},
		{"$A$3=1", maybe},
		{"NOT($A$3)", maybe},
		{"Sheet2!A1=1", maybe},
		{"SUM(A1)=1", maybe},
		{"A1+1=13", maybe},
		{"", maybe},
		{"?", maybe},
		{`"a`, maybe},
		{"(((((((((((((((((((((1)))))))))))))))))))))", maybe},
		{"ZZZZ1=1", maybe},
		{"A1=", maybe},
	} {
		f := formula{contents: c, row: 1, column: 1, relative: true}
		if got := f.evaluate(one.formula).truth(); got != one.want {
			t.Errorf("%s: got %d, want %d", one.formula, got, one.want)
		}
	}
	several := formula{contents: c, row: 1, column: 1}
	if got := several.evaluate("A1=12").truth(); got != maybe {
		t.Errorf("a reference that counts from nobody knows where: %d", got)
	}
	if got := several.evaluate("$A$1=1").truth(); got != yes {
		t.Errorf("a fixed reference: %d", got)
	}
}

func FuzzFormula(f *testing.F) {
	f.Add(`AND(A1>5,NOT(ISERROR($B$2)),MOD(ROW(),2)=0,"a""b"<>B2)`)
	c := &Contents{cells: []Cell{{Kind: KindNumber, Text: "1"}}}
	f.Fuzz(func(_ *testing.T, text string) {
		one := formula{contents: c, relative: true}
		one.evaluate(text)
	})
}

func TestParseArea(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ref  string
		want Area
		ok   bool
	}{
		{"B3", Area{2, 2, 1, 1}, true},
		{"$A$1:C2", Area{0, 1, 0, 2}, true},
		{"A:B", Area{0, MaxRow - 1, 0, 1}, true},
		{"2:3", Area{1, 2, 0, MaxColumn - 1}, true},
		{"nonsense", Area{}, false},
		{"A1:", Area{}, false},
		{"ZZZZ1", Area{}, false},
	} {
		if got, ok := ParseArea(c.ref); ok != c.ok || ok && got != c.want {
			t.Errorf("%s: got %v, %v, want %v, %v", c.ref, got, ok, c.want, c.ok)
		}
	}
}
