package register

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/job"
)

// warehousetest.Noon is on 10 January 2026: nobody has looked later than that.
func TestImportLooks(t *testing.T) {
	t.Parallel()
	d := newDecision(t)
	take := func(year int, lines ...string) (Summary, error) {
		keys := []string{"agency", "region", "year", "address", "looked_on", "withdrawn"}
		o := listOf(t, strings.Join(keys, ",")+"\n"+strings.Join(lines, "\n")+"\n", keys...)
		o.Year, o.Words = year, map[string]map[string]string{WordsYes: {"是": "yes", "否": "no"}}
		return ImportLooks(t.Context(), o, d)
	}
	const at = "https://www.example.org/"
	_, err := take(0, ",淮安市,,"+at+",2024-04-02,", ",淮安市,1999,"+at+",2024-04-02,", ",,2023,"+at+",2024-04-02,", ",火星,2023,"+at+",2024-04-02,",
		",淮安市,2023,,2024-04-02,", ",淮安市,2023,"+at+",,", ",淮安市,2023,"+at+",2099-04-02,", ",淮安市,2023,"+at+",2024-02-30,",
		",淮安市,2023,"+at+",2023-12-31,", "无此局,淮安市,2023,"+at+",2024-04-02,", ",淮安市,2023,"+at+",2024-04-02,也许",
		",淮安市,2023,"+at+",2024-04-02,", ",320800,2023,"+at+",2024-04-02,", ",淮安市,2023,"+at+",2024-04-03,")
	want := map[int]string{
		2: NoRowYear, 3: BadYear, 4: NoLookRegion, 5: "no region", 6: NoAddress, 7: BadLookDay, 8: BadLookDay, 9: BadLookDay, 10: LookTooEarly,
		11: "no agency", 12: NoSuchMark, 14: job.RowTwice,
	}
	if diff := cmp.Diff(want, problems(t, err)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if n := count(t, d, "looked_at"); n != 0 {
		t.Errorf("of a list that was refused %d rows were taken", n)
	}
	s, err := take(2023, ",淮安市,,"+at+",2024-04-02,否", ",淮安市,2022,"+at+",2024-04-02,", "平潭综合实验区,平潭县,,"+at+",2024-04-02,")
	if err != nil || s.Snapshot == "" || count(t, d, "looked_at") != 3 {
		t.Errorf("a list that fits: %+v, %v", s, err)
	}
	// What was a mistake is taken back by a row more.
	if _, err := take(2023, ",淮安市,,"+at+",2024-04-02,是"); err != nil || count(t, d, "looked_at") != 4 || count(t, d, "look_current") != 2 {
		t.Errorf("taken back: %d looks count: %v", count(t, d, "look_current"), err)
	}
}

func TestRecordLook(t *testing.T) {
	t.Parallel()
	d := newDecision(t)
	look := Look{Region: "淮安市", Year: 2023, Address: "https://www.example.org/", Day: "2024-04-02"}
	for want, change := range map[string]func(*Look){
		NoRowYear: func(l *Look) { l.Year = 0 }, NoAddress: func(l *Look) { l.Address = "" }, NoLookRegion: func(l *Look) { l.Region = "" },
		LookTooEarly: func(l *Look) { l.Day = "2023-06-30" }, "no agency": func(l *Look) { l.Agency = "无此局" },
	} {
		wrong := look
		change(&wrong)
		if _, err := RecordLook(t.Context(), wrong, d); problem(err) != want {
			t.Errorf("%s, want %s", problem(err), want)
		}
	}
	for range 2 { // said twice it is one
		if _, err := RecordLook(t.Context(), look, d); err != nil || count(t, d, "looked_at") != 1 {
			t.Errorf("%d looks: %v", count(t, d, "looked_at"), err)
		}
	}
}
