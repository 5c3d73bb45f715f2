package sheet

import (
	"strconv"
	"strings"
	"time"
)

// Day reads a day as spreadsheets leave it, 2024-04-02, 2024/4/2, 2024.4.2, 2024年4月2日, or the number that a workbook stores for it,
// and returns it as 2024-04-02; false for anything else.
func Day(text string) (string, bool) {
	const first, last = 36526, 73050 // 2000-01-01 and 2099-12-31, counted from 1899-12-30
	if n, err := strconv.Atoi(text); err == nil && n >= first && n <= last {
		return time.Date(1899, time.December, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), true
	}
	plain := strings.TrimSuffix(strings.NewReplacer("年", "-", "月", "-", "/", "-", ".", "-").Replace(text), "日")
	day, err := time.Parse("2006-1-2", plain)
	if err != nil {
		return "", false
	}
	return day.Format(time.DateOnly), true
}
