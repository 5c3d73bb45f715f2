package numberformat

import (
	"testing"

	"gongkai/ingest/read/printed"
)

// doubt stands for a value of which nobody can tell how it is shown.
const doubt = printed.Object

func TestShow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ code, stored, want string }{
		{"General", "289.96", "289.96"},
		{"", "840.60", "840.60"},
		{"@", "12", "12"},
		{`General"件"`, "12", "12件"},
		{`G/通用格式"件"`, "-12", "-12件"},

		// Digits, and rounding as it is written.
		{"0", "12", "12"},
		{"0", "12.6", "13"},
		{"0", "12.5", "13"},
		{"0", "0.4", "0"},
		{"0", "-5", "-5"},
		{"0", "99.5", "100"},
		{"0.00", "761.1", "761.10"},
		{"0.00", "761.104", "761.10"},
		{"0.00", "1.005", "1.01"}, // the digits as written, not the nearest double
		{"0.00", "0", "0.00"},
		{"0.00", "0.0049", "0.00"},
		{"0.0", "0.96", "1.0"},
		{"0.##", "12", "12"},
		{"0.##", "12.5", "12.5"},
		{"0.0#", "12", "12.0"},
		{".00", "12.5", "12.50"},
		{"#.00", "0.5", ".50"},
		{"00000", "12", "00012"},
		{"#,##0", "1234567", "1,234,567"},
		{"#,##0", "999", "999"},
		{"#,##0.00", "1234.5", "1,234.50"},
		{"0,000", "12", "0,012"},
		{"#,##0_ ", "1234", "1,234 "},
		{"??0", "5", "  5"},

		// Scaling commas and literal points.
		{"0,", "97355000", "97355"},
		{"0,", "499", "0"},
		{"#,##0,,", "12345678901", "12,346"},
		{"0.0,", "7611", "7.6"},
		{"0,.0", "7611", "7.6"},
		{`0!.0,`, "7611000", "761.1"},
		{`0\.0,`, "7611000", "761.1"},
		{`0"."0,`, "7611000", "761.1"},
		{`0!.0000`, "7611000", "761.1000"},
		{`0!.0,"万"`, "7611000", "761.1万"},
		{`0!.0,`, "6000", "0.6"},
		{`#!.0,`, "6000", ".6"},
		{`0!.0,;-0!.0,`, "-7611000", "-761.1"},

		// Literals.
		{`0"件"`, "12", "12件"},
		{`0件`, "12", "12件"},
		{`0"万"`, "12", doubt}, // 12 or 120000
		{`0.00"万元"`, "12.5", "12.50万元"},
		{`0.0,"千件"`, "12500", "12.5千件"},
		{`General"万"`, "12", doubt},
		{`"97355"`, "12", doubt}, // the same whatever is stored
		{`"已撤销"`, "12", doubt},
		{`"1"0`, "12", doubt},
		{`0"0000"`, "12", doubt},
		{`\-0`, "5", "-5"},
		{`0" (件);"`, "5", "5 (件);"},
		{"[$¥-804]#,##0", "1200", "¥1,200"},
		{"[$-804]0", "1200", "1200"},
		{"000-0000", "123456", "012-3456"},

		// Sections, conditions and colours.
		{"0;-0;", "5", "5"},
		{"0;(0)", "-5", "(5)"},
		{"0;[Red]0", "-5", doubt},
		{"0;[Red]0", "-0.2", "0"},
		{`0;-0;"无"`, "0", "无"},
		{`0;-0;;@`, "0", doubt},
		{";;;", "12", doubt},
		{"#", "0", doubt},
		{`""`, "12", doubt},
		{`[<100]""`, "50", doubt},
		{`[<100]""`, "150", "150"},
		{`[<100]"";0`, "150", "150"},
		{`[=12]"一打"`, "12", doubt},
		{`[=12]"一打"`, "13", "13"},
		{`[>=10000]0!.0,"万";0`, "25000", "2.5万"},
		{`[>=10000]0!.0,"万";0`, "25100", doubt},
		{`[>=10000]0!.0,"万";0`, "25", "25"},
		{`[<10]0;[<20]0.0`, "30", doubt},
		{`[<10]0;0.0`, "-3", doubt},
		{"[Red]0", "12", "12"},
		{"[Red][<5]0;[Blue]0.0", "12", "12.0"},
		{"_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0", " - "},
		{"_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "1234", " 1,234 "},

		// Not as many as they are.
		{"0%", "0.5", "50%"},
		{"0.0%", "12", "1200.0%"},
		{"0.00E+00", "12345", "1.23E+04"},
		{"0.00E+00", "0.00012", "1.20E-04"},
		{"0.0E+0", "9.97", "1.0E+01"},
		{"# ?/?", "1.5", doubt},
		{"# ??/16", "1.5", doubt},
		{"*90", "12", doubt},
		{"* 0", "12", "12"},
		{"[DBNum1]0", "12", doubt},
		{"[DBNum2][$-804]General", "12", doubt},
		{"[$-D000409]0", "12", doubt},
		{"[nonsense]0", "12", doubt},
		{"[", "12", doubt},
		{"0.0.0", "12", doubt},
		{"0", "abc", doubt},

		// Dates and times.
		{"yyyy-mm-dd", "45296", "2024-01-05"},
		{"yyyy-mm-dd h:mm:ss", "45296", "2024-01-05 0:00:00"},
		{"yyyy/m/d;@", "45296", "2024/1/5"},
		{`m"月"d"日"`, "45721", "3月5日"},
		{`yyyy"年"m"月"`, "45721", "2025年3月"},
		{"[$-804]yyyy\"年\"m\"月\"d\"日\";@", "45721", "2025年3月5日"},
		{"h:mm", "0.0625", "1:30"},
		{"hh:mm:ss", "0.0625", "01:30:00"},
		{"h:mm AM/PM", "0.5625", "1:30 PM"},
		{`上午/下午h"时"mm"分"`, "0.0625", "上午1时30分"},
		{"[h]:mm", "1.5", "36:00"},
		{"mm:ss.0", "0.0001", "00:08.6"},
		{"mmm-yy", "45296", "Jan-24"},
		{"aaaa", "45296", "星期五"},
		{"d/m/yy", "1", "1/1/00"},
		{"yyyy-mm-dd", "60", "1900-02-29"},
		{"yyyy-mm-dd", "61", "1900-03-01"},
		{"m.d", "45721", doubt},
		{"yyyy", "45721", doubt},
		{"yyyy-mm-dd", "-1", doubt},
		{"yyyy-mm-dd", "1e300", doubt},
		{"yyyy-mm-dd", "0", doubt},
		{"ggge", "45721", doubt},
	} {
		got := Parse(c.code).Show(c.stored, false)
		text := got.Text
		if got.Look != 0 {
			text = doubt
		}
		if text != c.want {
			t.Errorf("%s under %q is %q (%b), want %q", c.stored, c.code, got.Text, got.Look, c.want)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ code, text, want string }{
		{"0.00", "规章", "规章"},
		{`0;-0;0;@"件"`, "12", "12件"},
		{`@"件"`, "12", "12件"},
		{`0;@`, "12", "12"},
		{";;;", "12", doubt},
		{`0;0;0;"无"`, "12", "无"},
		{"[DBNum1]0", "12", "12"},
		{"[DBNum1]@", "12", "12"},
	} {
		got := Parse(c.code).Text(c.text)
		text := got.Text
		if got.Look != 0 {
			text = doubt
		}
		if text != c.want {
			t.Errorf("%q under %q is %q (%b), want %q", c.text, c.code, got.Text, got.Look, c.want)
		}
	}
}

func TestColour(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code, stored string
		want         *printed.Colour
	}{
		{"0", "1", nil},
		{"[White]0", "1", &printed.Colour{Red: 255, Green: 255, Blue: 255}},
		{"[白色]0", "1", &printed.Colour{Red: 255, Green: 255, Blue: 255}},
		{"0;[Red]0", "-1", &printed.Colour{Red: 255}},
		{"0;[Red]0", "1", nil},
		{"[Color2]0", "1", &printed.Colour{Red: 255, Green: 255, Blue: 255}},
		{"[Color 10]0", "1", nil},
		{"[Color10]0", "1", &printed.Colour{Green: 128}},
	} {
		got := Parse(c.code).Show(c.stored, false).Colour
		if got == nil != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s under %q: got %v, want %v", c.stored, c.code, got, c.want)
		}
	}
}

func TestBuiltin(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id           int
		stored, want string
	}{
		{0, "12.5", "12.5"},
		{1, "12.5", "13"},
		{4, "1234", "1,234.00"},
		{5, "12", "¥12"},
		{9, "0.5", "50%"},
		{12, "0.5", doubt},
		{14, "45296", "2024/1/5"},
		{22, "45296.5", "2024/1/5 12:00"},
		{31, "45296", "2024年1月5日"},
		{37, "-12", "(12)"},
		{41, "0", " - "},
		{46, "1.5", "36:00:00"},
		{49, "12", "12"},
		{58, "45721", "3月5日"},
		{60, "12", doubt},
		{100, "12", "12"},
		{200, "12", "12"},
	} {
		got := Builtin(c.id).Show(c.stored, false)
		text := got.Text
		if got.Look != 0 {
			text = doubt
		}
		if text != c.want {
			t.Errorf("%s under format %d is %q, want %q", c.stored, c.id, text, c.want)
		}
	}
	for id := range 300 {
		if f := Builtin(id); f == nil {
			t.Errorf("no format %d", id)
		}
	}
}

func TestDate1904(t *testing.T) {
	t.Parallel()
	if got := Parse("yyyy-mm-dd").Show("43834", true); got.Text != "2024-01-05" || got.Look != 0 {
		t.Errorf("got %+v, want 2024-01-05", got)
	}
}

func FuzzShow(f *testing.F) {
	f.Add(`[<100]"";#,##0.0?,E+00 [$-804] yyyy"年"mm:ss.00 AM/PM`, "12.5e3")
	f.Add(`0!.0,;[Red]*x0;@`, "-7611000")
	f.Fuzz(func(t *testing.T, code, stored string) {
		format := Parse(code)
		shown := format.Show(stored, false)
		if !format.Plain() && shown.Look == 0 && shown.Text == "" {
			t.Errorf("%q under %q shows nothing and nobody says so", stored, code)
		}
		format.Text(stored)
	})
}
