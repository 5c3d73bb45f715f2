package register

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/sheet"
	"gongkai/internal/sqlfile"
	"gongkai/job"
)

// listOf is a list with these columns, each headed by its key.
func listOf(t *testing.T, text string, keys ...string) ImportOptions {
	t.Helper()
	o := ImportOptions{Path: filepath.Join(t.TempDir(), "list.csv")}
	if err := os.WriteFile(o.Path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		o.Columns = append(o.Columns, sheet.Column{Key: key, Headings: []string{key}})
	}
	return o
}

// problems are those of the rows that a list is refused for, each behind the number of its row.
func problems(t *testing.T, err error) map[int]string {
	t.Helper()
	var refused *job.RowsError
	if !errors.As(err, &refused) {
		t.Fatalf("error %v, want refused rows", err)
	}
	out := map[int]string{}
	for _, r := range refused.Rows {
		out[r.Number] = problem(r.Err)
	}
	return out
}

// count is how many rows a table of the warehouse has, after the decision is kept.
func count(t *testing.T, d Decision, table string) (n int) {
	t.Helper()
	w, err := d.Store.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	err = sqlfile.Rows(t.Context(), w.DB().QueryContext, "SELECT count(*) FROM "+table, func(scan sqlfile.Scan) error { return scan(&n) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestImportDeadlines(t *testing.T) {
	t.Parallel()
	d := newDecision(t)
	words := map[string]map[string]string{
		WordsPurpose: {"报送": "file", "公布": "publish"}, WordsLevel: {"市": "city", "县": "county"},
		WordsBody: {"政府": "government", "部门": "department"},
	}
	take := func(d Decision, lines ...string) (Summary, error) {
		keys := []string{"purpose", "level", "body", "region", "month", "day", "from_year", "to_year", "source"}
		o := listOf(t, strings.Join(keys, ",")+"\n"+strings.Join(lines, "\n")+"\n", keys...)
		o.Words = words
		return ImportDeadlines(t.Context(), o, d)
	}
	nobody := d
	nobody.Who = ""
	if _, err := take(nobody); problem(err) != job.NoWho {
		t.Errorf("of nobody: %v", err)
	}
	short := listOf(t, "purpose,level\n", "purpose", "level", "body")
	var lacking *sheet.ColumnError
	if _, err := ImportDeadlines(t.Context(), short, d); !errors.As(err, &lacking) || lacking.Key != "body" {
		t.Errorf("without columns: %v", err)
	}
	if _, err := ImportDeadlines(t.Context(), ImportOptions{Path: "none.csv"}, d); problem(err) != job.NoSuchPath {
		t.Errorf("no file: %v", err)
	}
	_, err := take(d, "印刷,市,政府,淮安市,2,1,,,函", "报送,镇,政府,淮安市,2,1,,,函", "报送,市,委员会,淮安市,2,1,,,函", "报送,市,政府,淮安市,2,30,,,函",
		"报送,市,政府,淮安市,13,1,,,函", "报送,市,政府,淮安市,2,x,,,函", "报送,市,政府,淮安市,0,0,,,函", "报送,市,政府,淮安市,2,1,2023,2020,函",
		"报送,市,政府,淮安市,2,1,二〇二三,,函", "报送,市,政府,淮安市,2,1,,,", "报送,市,政府,火星,2,1,,,函",
		"报送,市,政府,淮安市,2,1,2019,2023,函", "报送,市,政府,淮安市,3,1,2023,,函", "报送,市,政府,盐城市,3,1,2023,,函")
	want := map[int]string{
		2: NoSuchPurpose, 3: NoSuchLevel, 4: NoSuchBody, 5: NoSuchDay, 6: NoSuchDay, 7: NoSuchDay, 8: NoSuchDay, 9: BadYears, 10: BadYears,
		11: NoSource, 12: "no region", 14: job.RowTwice,
	}
	if diff := cmp.Diff(want, problems(t, err)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if n := count(t, d, "deadline"); n != 0 {
		t.Errorf("of a list that was refused %d rows were taken", n)
	}
	// Other years, another purpose and another region are not the same; a row without a day takes back, and here there is nothing to.
	s, err := take(d, "报送,市,政府,淮安市,2,1,2019,2022,函", "报送,市,政府,淮安市,3,1,2023,,函", "公布,市,政府,淮安市,3,1,2023,,函", "报送,市,政府,盐城市,,,2023,,函")
	if err != nil || s.Snapshot == "" || s.Unchanged != 1 || count(t, d, "deadline") != 3 {
		t.Errorf("a list that fits: %+v, %v", s, err)
	}
}
