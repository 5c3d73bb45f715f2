package queries

import (
	"context"
	"errors"
	"strings"
	"testing"

	"gongkai/internal/fault"
)

// function is one that DuckDB lists, in the place where it is called.
func enginesFunctions(t *testing.T, s *Session) []call {
	t.Helper()
	rows, err := s.conn.QueryContext(context.Background(), `
		SELECT DISTINCT CASE WHEN function_type IN ('table', 'table_macro') THEN 'table' WHEN function_type = 'pragma' THEN 'pragma'
			ELSE 'expression' END, lower(function_name) FROM duckdb_functions() WHERE internal
		UNION ALL SELECT 'relation', lower(view_name) FROM duckdb_views() WHERE internal`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []call
	for rows.Next() {
		var c call
		if err := rows.Scan(&c.called, &c.name); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil || len(out) < 900 {
		t.Fatalf("%d functions, %v", len(out), err)
	}
	return out
}

// Each function of this DuckDB is in a group on purpose, and each line of the list is about one that exists. After an
// upgrade this test names what somebody must decide about; until then it is refused.
func TestEveryFunctionIsDecided(t *testing.T) {
	s := openSession(t, SessionOptions{})
	known := map[call]bool{}
	for _, c := range enginesFunctions(t, s) {
		known[c] = true
		if s.gate.groups[c] == "" {
			t.Errorf("gate/functions.csv lacks %s,%s", c.called, c.name)
		}
	}
	used := map[string]bool{}
	for c, group := range s.gate.groups {
		used[group] = true
		if !known[c] && group != "syntax" {
			t.Errorf("gate/functions.csv: there is no %s,%s", c.called, c.name)
		}
	}
	for group, reason := range s.gate.reasons {
		if !used[group] || len(reason) < 20 {
			t.Errorf("gate/groups.csv: %s: used %v, reason %q", group, used[group], reason)
		}
	}
}

// The gate itself is asked about every function: those of an allowed group pass, all others are refused.
func TestGateJudgesEveryFunction(t *testing.T) {
	s := openSession(t, SessionOptions{})
	for _, c := range enginesFunctions(t, s) {
		quoted := identifier(c.name)
		query := "SELECT " + quoted + "('x')"
		switch c.called {
		case calledAsTable, calledAsPragma:
			query = "SELECT 1 FROM " + quoted + "('x')"
		case calledAsRelation:
			if !strings.Contains(c.name, "_") || strings.Contains(" check_constraints character_sets constraint_column_usage constraint_table_usage key_column_usage referential_constraints table_constraints ", " "+c.name+" ") {
				query = "SELECT 1 FROM information_schema." + quoted
			} else {
				query = "SELECT 1 FROM " + quoted
			}
		}
		err := s.gate.check(context.Background(), query)
		want := s.gate.functions[c]
		if c.called == calledAsPragma {
			want = s.gate.functions[call{calledAsTable, c.name}] // a PRAGMA and a table function may share a name
			if err := s.gate.check(context.Background(), "PRAGMA "+c.name); !errors.Is(err, fault.ErrUnsafeStatement) && !errors.Is(err, fault.ErrUsage) {
				t.Errorf("PRAGMA %s: %v", c.name, err)
			}
		}
		if c.called == calledInExpression && (want == verdictSecond || want == verdictAll) {
			// 'x' is the value of the first kind, and no size for the second.
			want = map[string]string{verdictSecond: verdictAllow, verdictAll: verdictRefuse}[want]
		}
		if want == verdictFormat {
			want = verdictAllow
		}
		if (want == verdictAllow) != (err == nil) || (err != nil && !errors.Is(err, fault.ErrUnsafeStatement)) {
			t.Errorf("%s: %q, %v", query, want, err)
		}
	}
}

func TestGateRefusesWhatIsOnNoList(t *testing.T) {
	s := openSession(t, SessionOptions{})
	for _, query := range []string{
		"SELECT a_function_of_tomorrow(1)",
		"SELECT * FROM a_function_of_tomorrow(1)",
		"SELECT 1 FROM duckdb_of_tomorrow",
		"SELECT 1 FROM pg_of_tomorrow",
		"SELECT 1 FROM information_schema.of_tomorrow",
		"SELECT sum(a_function_of_tomorrow(1)) OVER ()",
		"SELECT list_transform([1], lambda x: a_function_of_tomorrow(x))",
		"SELECT [a_function_of_tomorrow(x) FOR x IN [1]]",
		"SELECT 1 ORDER BY a_function_of_tomorrow(1)",
		"SELECT 1 LIMIT a_function_of_tomorrow(1)",
		"SELECT 1 GROUP BY a_function_of_tomorrow(1)",
		"SELECT 1 FROM region TABLESAMPLE 10% WHERE a_function_of_tomorrow(1)",
		"SELECT 1 FROM region a JOIN region b ON a_function_of_tomorrow(1)",
		"WITH a AS (SELECT a_function_of_tomorrow(1)) SELECT 1",
		"WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT a_function_of_tomorrow(1)) SELECT 1",
		"VALUES (a_function_of_tomorrow(1))",
		"PIVOT region ON level IN ('county') USING a_function_of_tomorrow(1)",
		"DESCRIBE SELECT a_function_of_tomorrow(1)",
		"SUMMARIZE SELECT a_function_of_tomorrow(1)",
		"SELECT 1 QUALIFY a_function_of_tomorrow(1)",
		"SELECT sum(1) FILTER (WHERE a_function_of_tomorrow(1))",
		"SELECT * REPLACE (a_function_of_tomorrow(1) AS code) FROM region",
		"SELECT 1 FROM region, LATERAL (SELECT a_function_of_tomorrow(1))",
	} {
		if err := s.gate.check(context.Background(), query); !errors.Is(err, fault.ErrUnsafeStatement) {
			t.Errorf("%s: %v", query, err)
		}
	}
	for _, node := range []map[string]any{
		{"class": "EXPRESSION_OF_TOMORROW", "type": "X"},
		{"type": "CLAUSE_OF_TOMORROW"},
		{"a": []any{map[string]any{"b": map[string]any{"type": "INSERT_NODE"}}}},
	} {
		if err := s.gate.search(node); !errors.Is(err, fault.ErrUnsafeStatement) {
			t.Errorf("%v: %v", node, err)
		}
	}
}

// What analysts write is let through: every clause of DuckDB's SELECT.
func TestGateLetsThroughWhatReads(t *testing.T) {
	s := openSession(t, SessionOptions{})
	for _, query := range []string{
		"SELECT code, count(*) AS n FROM region WHERE name LIKE '%区' AND level IN ('county') GROUP BY code HAVING n > 0 ORDER BY n DESC NULLS LAST LIMIT 5 OFFSET 0",
		"SELECT DISTINCT ON (level) code FROM region ORDER BY level LIMIT 50%",
		"SELECT level, count(*) FROM region GROUP BY GROUPING SETS ((level), ())",
		"SELECT level, grouping(level) FROM region GROUP BY ROLLUP (level)",
		"SELECT row_number() OVER w, lag(code) OVER w FROM region WINDOW w AS (PARTITION BY level ORDER BY code ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
		"SELECT a.code FROM region a LEFT JOIN region b USING (code) SEMI JOIN region c ON c.code = a.code",
		"SELECT code FROM region a POSITIONAL JOIN (VALUES (1)) v(x)",
		"SELECT code FROM region QUALIFY row_number() OVER (ORDER BY code) = 1",
		"SELECT code FROM region UNION ALL SELECT '1' INTERSECT SELECT '1' EXCEPT SELECT '2'",
		"SELECT 1 AS a UNION BY NAME SELECT 2 AS b",
		"WITH RECURSIVE up(code) AS (SELECT code FROM region UNION ALL SELECT r.parent_code FROM region r JOIN up ON r.code = up.code WHERE r.parent_code IS NOT NULL) FROM up",
		"SELECT * EXCLUDE (name) REPLACE (upper(code) AS code) FROM region",
		"SELECT * RENAME (code AS c) FROM region",
		"SELECT COLUMNS('c.*') FROM region",
		"SELECT CASE level WHEN 'county' THEN 1 ELSE 0 END, coalesce(name, ''), CAST(code AS BIGINT), code::INT, TRY_CAST(name AS INT) FROM region",
		"SELECT code BETWEEN '1' AND '2', NOT true, code IS NULL, code IS DISTINCT FROM name, 1 = ANY (SELECT 1), EXISTS (SELECT 1) FROM region",
		"SELECT [1, 2][1], {'a': 1}.a, MAP {'a': 1}['a'], list_transform([1], lambda x: x + 1), [x FOR x IN [1, 2] IF x > 1]",
		"SELECT extract(year FROM DATE '2024-01-01'), DATE '2024-01-01' + INTERVAL 3 DAY, current_date, now(), TIMESTAMPTZ '2024-01-01' AT TIME ZONE 'Asia/Shanghai'",
		"SELECT name COLLATE zh, position('区' IN name), substring(name FROM 1 FOR 2), trim(BOTH ' ' FROM name), name ~ '区' FROM region",
		"SELECT '{\"a\": 1}'::JSON -> '$.a', json_extract('{\"a\": 1}', '$.a')",
		"SELECT value FROM json_each('[1, 2]')",
		"SELECT sum(1) FILTER (WHERE true), string_agg(code, ',' ORDER BY code), quantile_cont(1, 0.5), histogram(1) FROM region",
		"SELECT $1::INT + ?2::INT",
		"SELECT 'a' ILIKE 'A', 'a' GLOB 'a', 'a' SIMILAR TO 'a', 1 // 2, 2 ** 3, 'a' || 'b', 1 & 2, ~1, 5 % 3",
		"UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME n VALUE v",
		"FROM region SELECT code USING SAMPLE 10 ROWS",
		"SELECT code FROM region TABLESAMPLE 10 PERCENT (bernoulli, 3)",
		"SELECT r.code.upper() FROM region r",
		"TABLE region",
		"SELECT unnest([1, 2]), generate_subscripts([1, 2], 1)",
		"SELECT CAST(NULL AS STRUCT(a INT, b VARCHAR[])), NULL::DECIMAL(18, 6), NULL::MAP(INT, INT), NULL::ENUM('a')",
		"SHOW ALL TABLES",
		"SHOW region",
		"SUMMARIZE SELECT code FROM region",
		"DESCRIBE SELECT code FROM region",
		"EXPLAIN WITH a AS (SELECT 1 AS x) SELECT x FROM a",
		"SELECT table_name FROM information_schema.columns",
		"SELECT relname FROM pg_catalog.pg_class",
		"SELECT current_database(), current_schema(), version(), current_user",
	} {
		args := []any(nil)
		if strings.Contains(query, "$1") {
			args = []any{1, 2}
			query = "SELECT $1::INT + $2::INT"
		}
		if _, err := read(s, query, args...); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}

// Values that one call would make too large, outside every limit, are refused by what the call says.
func TestGateBoundsTheSizeOfValues(t *testing.T) {
	s := openSession(t, SessionOptions{})
	for query, allowed := range map[string]bool{
		"SELECT repeat('x', 10000)":                            true,
		"SELECT repeat('x', 3000000000)":                       false,
		"SELECT repeat('x', 10001)":                            false,
		"SELECT repeat('x', 5000 + 5001)":                      false,
		"SELECT repeat('x', n) FROM range(3000000000) t(n)":    false,
		"SELECT repeat('x', (SELECT 3000000000))":              false,
		"SELECT ('x').repeat(10)":                              true,
		"SELECT name.repeat(3000000000) FROM region":           false,
		"SELECT system.main.repeat('x', 3000000000)":           false,
		"SELECT lpad(code, 12, '0') FROM region":               true,
		"SELECT rpad(code, 1000000000, '0') FROM region":       false,
		"SELECT list_resize([1], 1000000000)":                  false,
		"SELECT range(2020, 2026)":                             true,
		"SELECT range(1000000000)":                             false,
		"SELECT generate_series(1, 1000000000)":                false,
		"SELECT generate_series(-1000000000, 0)":               false,
		"SELECT n FROM range(1000000000000) t(n) LIMIT 1":      true,
		"SELECT bitstring('1', 1000000000)":                    false,
		"SELECT format('{:.1f}%', 3.14)":                       true,
		"SELECT format('{:>1000000000}', 'x')":                 false,
		"SELECT format('{:>{}}', 'x', 1000000000)":             false,
		"SELECT format(name, 'x') FROM region":                 false,
		"SELECT printf('%5.2f', 3.14)":                         true,
		"SELECT printf('%1000000000d', 1)":                     false,
		"SELECT printf('%*d', 1000000000, 1)":                  false,
		"SELECT list_transform([1], lambda x: repeat('x', x))": false,
	} {
		if err := s.gate.check(context.Background(), query); (err == nil) != allowed || (err != nil && !errors.Is(err, fault.ErrUnsafeStatement)) {
			t.Errorf("%s: %v", query, err)
		}
	}
}

// Long and deep statements are refused before DuckDB parses them, on its own stack and without regard to any limit.
func TestGateBoundsTheStatement(t *testing.T) {
	s := openSession(t, SessionOptions{})
	for name, query := range map[string]string{
		"a megabyte of text": "SELECT '" + strings.Repeat("长", 1<<20/3) + "'",
		"a megabyte of sums": "SELECT 1" + strings.Repeat("+1", 1<<19),
		"brackets":           "SELECT " + strings.Repeat("(", 20_000) + "1" + strings.Repeat(")", 20_000),
		"comments":           "SELECT 1" + strings.Repeat("/*", 50_000) + strings.Repeat("*/", 10_000),
		"lists":              "SELECT " + strings.Repeat("[", 20_000) + "1" + strings.Repeat("]", 20_000),
	} {
		if err := s.gate.check(context.Background(), query); !errors.Is(err, fault.ErrUnsafeStatement) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n, err := read(s, "SELECT code FROM region"); n != 1 || err != nil {
		t.Errorf("the next query: %d rows, %v", n, err)
	}
}
