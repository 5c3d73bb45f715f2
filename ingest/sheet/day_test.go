package sheet

import "testing"

func TestDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2024-04-02": "2024-04-02", "2024/4/2": "2024-04-02", "2024.4.2": "2024-04-02", "2024年4月2日": "2024-04-02", "45384": "2024-04-02",
		"": "", "2024-02-30": "", "2024": "", "2/4/2024": "", "4月2日": "", "45384.5": "", "20240402": "",
	} {
		if got, ok := Day(text); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", text, got, ok, want)
		}
	}
}
