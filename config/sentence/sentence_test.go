package sentence

import "testing"

func TestFill(t *testing.T) {
	for _, test := range []struct{ sentence, want string }{
		{"", ""},
		{"合计不等于各项之和", "合计不等于各项之和"},
		{"{row}：{left} ≠ {right}", "总计：12 ≠ {left}"},
		{"{left}{left}", "1212"},
		{"{other} {left", "{other} {left"},
		{"{{left}}", "{12}"},
	} {
		if got := Fill(test.sentence, "row", "总计", "left", "12", "right", "{left}"); got != test.want {
			t.Errorf("%q: %q, want %q", test.sentence, got, test.want)
		}
	}
}
