package render

import (
	"testing"

	"gongkai/internal/report"
)

// Nothing in a table may be taken for a number that is not one.
func TestCellTextTellsStatesApart(t *testing.T) {
	t.Parallel()
	seen := map[string]report.State{}
	for _, state := range report.States() {
		text := cellText(report.Cell{State: state, Raw: "—", Value: report.Whole(0)})
		if before, ok := seen[text]; ok {
			t.Errorf("%s and %s both show as %q", before, state, text)
		}
		seen[text] = state
		if (text == "0") != (state == report.Reported) {
			t.Errorf("%s shows as %q", state, text)
		}
	}
}
