//go:build unix

package queries

import (
	"context"
	"database/sql"
	"syscall"
	"testing"
	"time"
)

// fillLarge makes 10 M cells in the shape of the real thing: 31 provinces, 340 cities, 2,900 counties, and departments of
// cities and counties, over five years, each report with the 227 rows of the 2021 form. One report in 50 has an open
// error, one county in 20 has not reported. Subtotals are stored, as in every warehouse that was published.
func fillLarge(tb testing.TB, db *sql.DB) (cells int) {
	tb.Helper()
	for _, statement := range []string{
		`INSERT INTO region SELECT '000000', '中国', 'nation', NULL, 'division', DATE '1949-10-01', NULL, NULL`,
		`INSERT INTO region SELECT format('{:02d}0000', p), format('省{}', p), 'province', '000000', 'division', DATE '1949-10-01', NULL, NULL
		 FROM range(11, 42) t(p)`,
		`INSERT INTO region SELECT format('{:02d}{:02d}00', 11 + i % 31, 1 + i // 31), format('市{}', i), 'city', format('{:02d}0000', 11 + i % 31), 'division',
		 DATE '1949-10-01', NULL, NULL FROM range(340) t(i)`,
		`INSERT INTO region SELECT format('{}{:02d}', left(c.code, 4), i + 1), format('县{}', i), 'county', c.code, 'division', DATE '1949-10-01', NULL, NULL
		 FROM region c, range(9) t(i) WHERE c.level = 'city' AND (i < 8 OR c.code > '15')`,
		`INSERT INTO agency SELECT row_number() OVER (ORDER BY code), name || '人民政府', code, level, 'government', NULL, NULL, NULL, TIMESTAMPTZ '2021-01-01'
		 FROM region WHERE level <> 'nation'`,
		`INSERT INTO agency SELECT 100000 + row_number() OVER (ORDER BY code, d), name || '局' || d, code, level, 'department', NULL, NULL, NULL, TIMESTAMPTZ '2021-01-01'
		 FROM region, range(5) t(d) WHERE level = 'city' OR (level = 'county' AND d < 2 AND code > '16')`,
		`CREATE TEMP TABLE given AS
		 SELECT row_number() OVER (ORDER BY y, agency_id) AS version_id, a.agency_id, a.region_code, a.name, y AS year, a.kind, a.level
		 FROM agency a, range(2020, 2025) t(y)
		 WHERE NOT (level = 'county' AND kind = 'government' AND (agency_id * 7 + y) % 20 = 0)`,
		`INSERT INTO document SELECT version_id, md5(version_id::VARCHAR), 'text/html', 60000, NULL, NULL, NULL, NULL, '1', 1 FROM given`,
		`INSERT INTO report_version BY NAME
		 SELECT version_id, version_id::VARCHAR AS version_key, version_id AS report_id, agency_id, name AS agency_name, region_code, year,
		        CASE WHEN kind = 'government' THEN 'area' ELSE 'own' END AS scope_disclosure,
		        CASE WHEN kind = 'government' THEN 'area' ELSE 'own' END AS scope_request,
		        CASE WHEN kind = 'government' THEN 'area' ELSE 'own' END AS scope_appeal,
		        '2021' AS form_disclosure, '2021' AS form_request, '2021' AS form_appeal,
		        version_id AS document_id, 1 AS ordinal, FALSE AS is_correction, 180 AS cells_with_value, 0 AS failed_sums,
		        TIMESTAMPTZ '2025-05-01' AS recorded_at, 'source' AS cause, '1' AS parser_version, '1' AS rules_version, 1 AS batch_id
		 FROM given ORDER BY version_id`,
		`INSERT INTO cell
		 SELECT g.version_id, f.indicator_id,
		        CASE WHEN f.role = 'cell' AND hash(g.version_id, f.indicator_id) % 10 <> 0 THEN CASE WHEN hash(f.indicator_id, g.version_id) % 5 = 0 THEN hash(g.version_id) % 97 ELSE 0 END END,
		        CASE WHEN f.role = 'subtotal' THEN 'absent' WHEN hash(g.version_id, f.indicator_id) % 10 = 0 THEN 'blank' ELSE 'reported' END,
		        NULL, 1, 2, f.position // 7, f.position % 7
		 FROM given g, indicator_form f WHERE f.form = '2021' ORDER BY g.version_id, f.position`,
		`INSERT INTO finding SELECT 'f' || version_id, version_id, 'request.balance', 'request', 'error', 'fail', 1, 2, '', '',
		 ['request.received.total', 'request.carried_in.total', 'request.concluded.total', 'request.carried_out.total'], NULL FROM given WHERE version_id % 50 = 0`,
		`DROP TABLE given`,
	} {
		exec(tb, db, statement)
	}
	if _, err := StoreSubtotals(context.Background(), db); err != nil {
		tb.Fatal(err)
	}
	if err := db.QueryRow("SELECT count(*) FROM cell").Scan(&cells); err != nil {
		tb.Fatal(err)
	}
	return cells
}

// benchmarkCityRequest adds up every number of some rows of city_request over the large database, so that no column of
// the view can be left out.
func benchmarkCityRequest(b *testing.B, where string, settings ...string) {
	db := newDatabase(b)
	for _, setting := range settings {
		exec(b, db, setting)
	}
	exec(b, db, "SET threads = 2")
	cells := fillLarge(b, db)
	query := "SELECT count(*), count(value), sum(value) > 0, sum(reports) > 0, sum(missing) > 0, sum(flagged) > 0 FROM city_request " + where
	var rows, values int
	var positive [4]bool
	b.ResetTimer()
	before := processorTime(b)
	for b.Loop() {
		err := db.QueryRowContext(context.Background(), query).Scan(&rows, &values, &positive[0], &positive[1], &positive[2], &positive[3])
		if err != nil || rows == 0 || positive != [4]bool{true, true, true, true} {
			b.Fatal(rows, positive, err)
		}
	}
	// Of a shared machine this says more than the time on the clock.
	b.ReportMetric((processorTime(b)-before)/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(rows), "rows")
	b.ReportMetric(float64(cells)*float64(b.N)/b.Elapsed().Seconds(), "cells/s")
}

// processorTime is what this process has used so far, in seconds.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()).Seconds()
}

func BenchmarkCityRequestOne(b *testing.B) {
	benchmarkCityRequest(b, "WHERE year = 2023 AND outcome = 'received' AND applicant = 'total'")
}

func BenchmarkCityRequestAll(b *testing.B) { benchmarkCityRequest(b, "") }

// The years on today's boundaries cost the building of another tree.
func BenchmarkCityRequestToday(b *testing.B) {
	benchmarkCityRequest(b, "WHERE year = 2023 AND outcome = 'received' AND applicant = 'total'", "SET VARIABLE boundaries = 'today'")
}

// BenchmarkView reads every column of every row of each view over the large database.
func BenchmarkView(b *testing.B) {
	db := newDatabase(b)
	exec(b, db, "SET threads = 2")
	fillLarge(b, db)
	views, err := Views()
	if err != nil {
		b.Fatal(err)
	}
	for _, v := range views {
		b.Run(v.Name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				// The hash of the whole row leaves no column out.
				if err := db.QueryRow(`SELECT count(*), bit_xor(hash(v)) FROM "`+v.Name+`" v`).Scan(&rows, new(any)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}
