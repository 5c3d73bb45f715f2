package queries

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// TestScripts runs testdata/*.script: see testdata/README.md for how one reads. Each answers the same whether the subtotals and
// the answers of answers.csv are computed at every reading or stored once a report is there.
func TestScripts(t *testing.T) {
	names, err := filepath.Glob("testdata/*.script")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	db := newDatabase(t)
	asked := ""
	for i, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		asked += string(text)
		for _, stores := range []bool{false, true} {
			if testing.Short() && (stores || i%4 > 0) {
				continue
			}
			t.Run(fmt.Sprintf("%s/stores %v", strings.TrimSuffix(filepath.Base(name), ".script"), stores), func(t *testing.T) {
				runScriptStoring(t, db, string(text), stores)
			})
		}
	}
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range views {
		if !strings.Contains(asked, v.Name) {
			t.Errorf("no script asks view %s", v.Name)
		}
	}
}

// runScript empties the warehouse and carries out the sections of one script in order.
func runScript(t *testing.T, db *sql.DB, text string) {
	t.Helper()
	runScriptStoring(t, db, text, false)
}

// runScriptStoring is runScript, and with stores the subtotals are stored as soon as anything is asked of the reports, and the answers
// as soon as one of them is. Without it all is computed, as in a session of another reading than the plain one.
func runScriptStoring(t *testing.T, db *sql.DB, text string, stores bool) {
	t.Helper()
	for _, table := range append(releaseTables(),
		"region", "agency", "agency_alias", "agency_change", "agency_successor", "agency_register", "deadline", "looked_at",
		"override", "document", "document_path", "batch", "report_version", "withdrawal", "cell",
		"cell_subtotal", "table_digest", "subtotal_version", "stored_answer", "adjustment", "denominator", "finding", "verdict",
	) {
		exec(t, db, "DELETE FROM "+identifier(table))
	}
	exec(t, db, "RESET VARIABLE as_of")
	exec(t, db, "RESET VARIABLE known_before")
	exec(t, db, "RESET VARIABLE release")
	exec(t, db, "RESET VARIABLE values")
	exec(t, db, "RESET VARIABLE boundaries")
	exec(t, db, "RESET VARIABLE strict")
	exec(t, db, "RESET VARIABLE subtotals")
	if stores {
		exec(t, db, plainFirst)
	} else {
		exec(t, db, computingFirst)
	}
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	s := &script{t: t, db: db, set: set, stores: stores}
	defer s.forget()
	for _, section := range strings.Split("\n"+text, "\n-- ")[1:] {
		head, body, _ := strings.Cut(section, "\n")
		var lines []string
		for _, line := range strings.Split(body, "\n") {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				lines = append(lines, line)
			}
		}
		s.section(strings.Fields(head), lines)
	}
}

// plainFirst is what a session of the program runs that shows the plain state.
const plainFirst = "SET search_path = 'main,internal'"

// computingFirst is what a session runs that shows another reading than the plain one.
const computingFirst = "SET search_path = 'live,main,internal'"

type script struct {
	t     *testing.T
	db    *sql.DB
	set   *forms.Set
	query string
	n     int64 // versions so far

	stores bool  // subtotals
	stored int64 // of so many versions
	isOld  bool  // something was written since answers were stored
	isSet  bool  // the session shows something else than what was published: of that nothing is stored

	isReleased bool    // it shows a release, of which nothing is laid out
	layout     *layout // as a session of another reading has one
}

// layOut lays out what the query stands on where it is computed, as a session does.
func (s *script) layOut() {
	s.t.Helper()
	if s.stores && !s.isSet || s.isReleased {
		return
	}
	if s.layout == nil {
		var err error
		if s.layout, err = newLayout(s.t.Context(), s.db, false); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := s.layout.prepare(s.t.Context(), s.query); err != nil {
		s.t.Fatal(err)
	}
}

// forget takes away what is laid out.
func (s *script) forget() {
	s.t.Helper()
	if err := s.layout.clear(context.Background()); err != nil {
		s.t.Fatal(err)
	}
}

func (s *script) section(head, lines []string) {
	s.t.Helper()
	if head[0] != "query" && head[0] != "expect" {
		s.isOld = true
		s.forget()
	}
	switch head[0] {
	case "regions":
		for _, line := range lines {
			f := fields(line, 8)
			exec(s.t, s.db, "INSERT INTO region VALUES (?, ?, ?, ?, coalesce(?, 'division'), coalesce(?, '1949-10-01')::DATE, ?::DATE, ?)", f...)
		}
	case "agencies":
		for _, line := range lines {
			f := fields(line, 5)
			exec(s.t, s.db, "INSERT INTO agency VALUES (?, ?, ?, ?, coalesce(?, 'department'), ?, NULL, NULL, '2000-01-01')",
				id(line[:strings.Index(line, " ")]), f[0], f[1], f[2], f[3], f[4])
		}
	case "register":
		for _, line := range lines {
			f := fields(line, 5)
			exec(s.t, s.db, `INSERT INTO agency_register (agency_id, year, status, contact, receipts, recorded_at)
				VALUES (?, ?, ?, ?, ? = 'receipts', '2000-01-01')`, id(f[0].(string)), f[1], f[2], f[3], f[4])
		}
	case "deadline": // purpose, level, body, region, month, day, from year, to year, recorded
		for _, line := range lines {
			f := fields(line, 9)
			exec(s.t, s.db, `INSERT INTO deadline (purpose, level, body, region_code, month, day, from_year, to_year, source, who, recorded_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, '函', '某人', coalesce(?, '2000-01-01')::TIMESTAMPTZ)`, f...)
		}
	case "looked": // agency or -, region, year, address, day, withdrawn, recorded
		for _, line := range lines {
			f := fields(line, 7)
			if name, ok := f[0].(string); ok {
				f[0] = id(name)
			}
			exec(s.t, s.db, `INSERT INTO looked_at (agency_id, region_code, year, address, looked_on, is_withdrawn, who, recorded_at)
				VALUES (?, ?, ?, ?, ?, ? IS NOT NULL, '某人', coalesce(?, '2000-01-01')::TIMESTAMPTZ)`, f...)
		}
	case "report":
		s.report(head[1:], lines)
	case "finding": // finding KEY error fail CODE…
		s.finding(head[1:])
	case "verdict":
		exec(s.t, s.db, "INSERT INTO verdict VALUES (?, ?, '某人', NULL, ?)", head[1], head[2], head[3])
	case "withdraw":
		exec(s.t, s.db, `INSERT INTO withdrawal (version_id, who, recorded_at)
			SELECT version_id, '某人', '2000-01-01' FROM report_version WHERE version_key = ?`, head[1])
	case "path": // path SHA PATH [RECORDED]: a run of its own, in which the document lay there
		f := fields(strings.Join(head[1:], "|"), 3)
		exec(s.t, s.db, `INSERT INTO batch SELECT coalesce(max(batch_id), 1) + 1, coalesce(max(batch_id), 1) + 1,
			coalesce(?, '2000-01-01')::TIMESTAMPTZ, 1, 1, 1 FROM batch`, f[2])
		exec(s.t, s.db, "INSERT INTO document_path SELECT ?, 1, '2000-01-01', ?, max(batch_id) FROM batch", f[1], f[0])
		exec(s.t, s.db, "UPDATE document SET batch_id = (SELECT min(batch_id) FROM document_path WHERE sha256 = ?) WHERE sha256 = ?", f[0], f[0])
	case "override":
		f := fields(strings.Join(head[1:], "|"), 5)
		exec(s.t, s.db, `INSERT INTO override (sha256, field, value, who, recorded_at, ordinal)
			VALUES (?, ?, coalesce(?, ''), '某人', coalesce(?, '2000-01-01')::TIMESTAMPTZ, ?)`, f[0], f[1], f[2], f[3], f[4])
	case "alias": // alias AGENCY NAME [RECORDED]
		f := fields(strings.Join(head[1:], "|"), 3)
		exec(s.t, s.db, "INSERT INTO agency_alias VALUES (?, ?, '某人', NULL, coalesce(?, '2000-01-01')::TIMESTAMPTZ)", id(head[1]), f[1], f[2])
	case "change": // change AGENCY NAME [VALID_TO [RECORDED]]
		f := fields(strings.Join(head[1:], "|"), 4)
		exec(s.t, s.db, `INSERT INTO agency_change SELECT agency_id, ?, level, kind, system, valid_from, ?::DATE, NULL, '某人', NULL,
			coalesce(?, '2000-01-01')::TIMESTAMPTZ FROM agency WHERE agency_id = ?`, f[1], f[2], f[3], id(head[1]))
	case "successor": // successor AGENCY SUCCESSOR SINCE [RECORDED]
		f := fields(strings.Join(head[1:], "|"), 4)
		exec(s.t, s.db, "INSERT INTO agency_successor VALUES (?, ?, ?::DATE, '某人', NULL, coalesce(?, '2000-01-01')::TIMESTAMPTZ)",
			id(head[1]), id(head[2]), f[2], f[3])
	case "adjust": // adjust AGENCY YEAR CODE PUBLISHED VALUE
		exec(s.t, s.db, `INSERT INTO adjustment SELECT ?, indicator_id, ?, ?, '某人', NULL, '2000-01-01' FROM indicator WHERE code = ?`,
			id(head[1]+head[2]), number(head[4]), number(head[5]), head[3])
	case "freeze": // freeze ID YEAR STATUS RECORDED
		year, err := strconv.Atoi(head[2])
		if err != nil {
			s.t.Fatal(err)
		}
		s.store()
		s.layOutFrozen()
		s.freeze(head[1], year, head[3], head[4])
		s.forget()
	case "denominator": // denominator REGION YEAR KIND VALUE SOURCE [interpolated [RECORDED]]
		f := fields(strings.Join(head[1:], "|"), 7)
		exec(s.t, s.db, "INSERT INTO denominator VALUES (?, ?, ?, ?, ?, ? IS NOT NULL, '某人', coalesce(?, '2000-01-01')::TIMESTAMPTZ)",
			f[0], f[1], f[2], f[3], f[4], f[5], f[6])
	case "set":
		s.store()
		s.isSet = true
		if head[1] == "release" {
			s.isReleased = true
			exec(s.t, s.db, "SET search_path = 'released,live,main,internal'")
			exec(s.t, s.db, "SET VARIABLE known_before = (SELECT known_before FROM release WHERE release_id = ?)", head[2])
		} else {
			exec(s.t, s.db, computingFirst)
		}
		exec(s.t, s.db, "SET VARIABLE "+head[1]+" = '"+head[2]+"'")
	case "query":
		s.store()
		s.query = strings.Join(lines, "\n")
		s.storeAnswers()
		s.layOut()
	case "refused": // the query ends with an error that says so
		err := s.refusal()
		if err == nil || !strings.Contains(err.Error(), lines[0]) {
			s.t.Errorf("%s\nerror %v, want %q", s.query, err, lines[0])
		}
	case "expect":
		want := make([]string, len(lines))
		for i, line := range lines {
			parts := strings.Split(line, "|")
			for j := range parts {
				parts[j] = strings.TrimSpace(parts[j])
			}
			want[i] = strings.Join(parts, " | ")
		}
		if diff := cmp.Diff(want, answer(s.t, s.db, s.query)); diff != "" {
			s.t.Errorf("%s\n-want +got:\n%s", s.query, diff)
		}
	default:
		s.t.Fatalf("unknown section %q", head[0])
	}
}

// store stores the subtotals of the reports so far, where that is asked for.
func (s *script) store() {
	s.t.Helper()
	if !s.stores || s.isSet || s.stored == s.n {
		return
	}
	n, err := StoreSubtotals(context.Background(), s.db)
	if err != nil || n != s.n-s.stored {
		s.t.Fatalf("stored the subtotals of %d versions, want %d: %v", n, s.n-s.stored, err)
	}
	s.stored = s.n
}

// storeAnswers stores the answers that the query reads, where that is asked for. The script writes past the warehouse, which would
// have forgotten the answers of before.
func (s *script) storeAnswers() {
	s.t.Helper()
	if !s.stores || s.isSet {
		return
	}
	list, err := readAnswers()
	if err != nil {
		s.t.Fatal(err)
	}
	views, err := Views()
	if err != nil {
		s.t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, name := range (View{SQL: s.query}).reads() {
		asked[name] = true
	}
	if s.isOld {
		exec(s.t, s.db, "DELETE FROM stored_answer")
		s.isOld = false
	}
	if _, _, err := list.store(context.Background(), s.db, below(views, asked), Once{}); err != nil {
		s.t.Fatal(err)
	}
}

// report loads one version: AGENCY YEAR SCOPE [option=value …], then CODE VALUE lines. Cells of the form that are not
// named are absent.
func (s *script) report(head, lines []string) {
	s.t.Helper()
	s.n++
	agency, year, scope := head[0], head[1], head[2]
	option := map[string]string{"form": "2021", "recorded": "2000-01-01", "parser": "1", "failed": "0"}
	for _, o := range head[3:] {
		k, v, _ := strings.Cut(o, "=")
		option[k] = v
	}
	or := func(key, fallback string) string {
		if v, ok := option[key]; ok {
			return v
		}
		return fallback
	}
	key := or("key", fmt.Sprintf("%s%s-%d", agency, year, s.n))
	sha := or("sha", key)
	printed := map[string]string{}
	values := 0
	for _, line := range lines {
		code, value, ok := strings.Cut(line, " ")
		if _, known := s.set.Indicator(code); !ok || !known {
			s.t.Fatalf("report %s %s: %q is not a code and a value", agency, year, line)
		}
		printed[code] = strings.TrimSpace(value)
		if digits, _, _ := strings.Cut(printed[code], " "); number(digits) != nil {
			values++
		}
	}
	exec(s.t, s.db, `INSERT OR IGNORE INTO document (document_id, sha256, media_type, bytes, source, parser_version, batch_id)
		VALUES (?, ?, 'text/html', 1, ?, '1', 1)`, id(sha), sha, nothing(option["source"]))
	var agencyID any = id(agency)
	if option["unsettled"] != "" {
		agencyID = nil
	}
	form := func(subject string) any {
		if v := or("form."+subject, option["form"]); v != "none" {
			return v
		}
		return nil
	}
	exec(s.t, s.db, `INSERT INTO report_version BY NAME SELECT ? AS version_id, ? AS version_key, ? AS report_id, ? AS agency_id, ? AS agency_name,
		coalesce(?, (SELECT region_code FROM agency WHERE agency_id = ?)) AS region_code, ? AS year,
		? AS scope_disclosure, ? AS scope_request, ? AS scope_appeal, ? AS form_disclosure, ? AS form_request, ? AS form_appeal,
		? AS document_id, ? AS ordinal, ? AS title, ?::DATE AS published_on, ? AS is_correction, ? AS cells_with_value, ? AS failed_sums,
		?::TIMESTAMPTZ AS recorded_at, 'source' AS cause, ? AS parser_version, '1' AS rules_version, 1 AS batch_id`,
		s.n, key, id(agency+year), agencyID, agency, nothing(option["region"]), agencyID, nothing(year),
		or("scope.disclosure", scope), or("scope.request", scope), or("scope.appeal", scope),
		form("disclosure"), form("request"), form("appeal"),
		id(sha), or("ordinal", "1"), nothing(option["title"]), nothing(option["published"]), option["corrected"] != "", values,
		option["failed"], option["recorded"], option["parser"])
	var rows []string
	var cells []any
	for _, subject := range report.Subjects() {
		name := or("form."+string(subject), option["form"])
		f, ok := s.set.Form(name)
		if !ok {
			continue
		}
		for _, p := range f.Of(subject) {
			value, state := any(nil), "absent"
			if text, ok := printed[p.Indicator.Code]; ok {
				digits, word, hasWord := strings.Cut(text, " ")
				value = number(digits)
				switch {
				case value == nil:
					state = text
				case hasWord:
					state = word
				default:
					state = "reported"
				}
			}
			rows = append(rows, "(?, ?, ?, ?)")
			cells = append(cells, s.n, p.Indicator.ID, value, state)
			delete(printed, p.Indicator.Code)
		}
	}
	if len(rows) > 0 {
		exec(s.t, s.db, "INSERT INTO cell (version_id, indicator_id, value, state) VALUES "+strings.Join(rows, ", "), cells...)
	}
	if len(printed) > 0 {
		s.t.Fatalf("report %s %s: not on its form: %v", agency, year, printed)
	}
}

func (s *script) finding(head []string) {
	s.t.Helper()
	subject, _, _ := strings.Cut(head[4], ".")
	exec(s.t, s.db, `INSERT INTO finding SELECT ?, version_id, 'rule', ?, ?, ?, NULL, NULL, '', '', string_split(?, ' '), NULL
		FROM report_version WHERE version_key = ?`, head[0], subject, head[2], head[3], strings.Join(head[4:], " "), head[1])
}

// answer returns the rows of a query as text, decimals without trailing zeros.
func answer(tb testing.TB, db *sql.DB, query string) []string {
	tb.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		tb.Fatalf("%v\n%s", err, query)
	}
	return texts(tb, rows)
}

// texts reads rows as answer returns them, and closes them.
func texts(tb testing.TB, rows *sql.Rows) []string {
	tb.Helper()
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		tb.Fatal(err)
	}
	out := []string{}
	for rows.Next() {
		values, pointers := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			pointers[i] = &values[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			tb.Fatal(err)
		}
		texts := make([]string, len(columns))
		for i, v := range values {
			texts[i] = fmt.Sprint(v)
			if s, ok := v.(fmt.Stringer); ok {
				texts[i] = s.String()
			}
			if v == nil {
				texts[i] = "NULL"
			}
			if f, ok := v.(float64); ok {
				texts[i] = fmt.Sprintf("%.4g", f)
			}
		}
		out = append(out, strings.Join(texts, " | "))
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}

// fields splits a line at bars; what is missing or "-" is NULL.
func fields(line string, n int) []any {
	out := make([]any, n)
	for i, part := range strings.Split(line, "|") {
		out[i] = nothing(strings.TrimSpace(part))
	}
	return out
}

func nothing(s string) any {
	if s == "" || s == "-" {
		return nil
	}
	return s
}

// number returns the text of a number, nil for anything else (a state such as blank).
func number(s string) any {
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || strings.Trim(digits, "0123456789.") != "" {
		return nil
	}
	return s
}

// id is a stable number for a name.
func id(name string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return int64(h.Sum64() >> 1)
}

// refusal returns the error with which the query ends.
func (s *script) refusal() error {
	rows, err := s.db.QueryContext(context.Background(), s.query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
