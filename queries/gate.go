package queries

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gongkai/internal/fault"
)

// gate lets through plain queries alone. A read-only database with a locked configuration is not enough: COPY may still
// write beside the file, CALL and even SELECT … FROM enable_logging() stop every later query of the process, and SET
// VARIABLE or TEMP objects stay on the connection. So each statement is parsed by DuckDB, on a connection of its own that
// sees no data, and the tree is searched.
type gate struct{ parser *sql.DB }

// tableFunctions are the only table functions that a query may call.
func tableFunctions() []string {
	return []string{"range", "generate_series", "unnest", "duckdb_columns", "duckdb_tables", "duckdb_views"}
}

// systemTables are the only system relations, by name, that a query may read: others tell paths and settings.
func systemTables() []string {
	return []string{"duckdb_columns", "duckdb_tables", "duckdb_views"}
}

// refusedFunction matches the scalar functions that reach beyond the data or hold a connection. query and query_table
// run text that the gate has not seen.
var refusedFunction = regexp.MustCompile(`^(getvariable|current_setting|pg_sleep|sleep_ms|sleep|write_log|getenv|query|query_table|` +
	`json_execute_serialized_sql|checkpoint|force_checkpoint|glob|sniff_csv|nextval|currval|which_secret|` +
	`(read|enable|disable|pragma|parquet|duckdb|test)_.*)$`)

// explainPrefix matches a plain EXPLAIN. EXPLAIN ANALYZE runs its statement, COPY too, and is refused.
var explainPrefix = regexp.MustCompile(`(?is)^\s*EXPLAIN\s+(.*)$`)

// check returns nil for a statement that may run, and an error that wraps fault.ErrUnsafeStatement for any other.
func (g *gate) check(ctx context.Context, statement string) error {
	if m := explainPrefix.FindStringSubmatch(statement); m != nil {
		statement = m[1] // EXPLAIN itself cannot be serialized; ANALYZE … cannot either, and is refused with the rest
	}
	var text string
	row := g.parser.QueryRowContext(ctx, "SELECT json_serialize_sql(?::VARCHAR)::VARCHAR", statement)
	if err := row.Scan(&text); err != nil {
		return err
	}
	var tree struct {
		Error      bool   `json:"error"`
		Type       string `json:"error_type"`
		Message    string `json:"error_message"`
		Statements []any  `json:"statements"`
	}
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		return err
	}
	switch {
	case tree.Error && tree.Type == "parser":
		return fmt.Errorf("%w: %s", fault.ErrUsage, tree.Message)
	case tree.Error:
		return refuse("only SELECT, DESCRIBE, SHOW, SUMMARIZE and a plain EXPLAIN run here (PIVOT needs an IN list)")
	case len(tree.Statements) != 1:
		return refuse("send one statement at a time")
	}
	return search(tree.Statements[0])
}

// search walks the syntax tree and refuses what is not on the lists.
func search(node any) error {
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			if err := search(child); err != nil {
				return err
			}
		}
	case map[string]any:
		if err := judge(n); err != nil {
			return err
		}
		called := n["type"] == "TABLE_FUNCTION"
		for _, key := range sortedKeys(n) {
			child := n[key]
			if f, ok := child.(map[string]any); ok && called && key == "function" {
				// The function itself is judged by the list of table functions, its arguments as anything else.
				for _, k := range sortedKeys(f) {
					if err := search(f[k]); err != nil {
						return err
					}
				}
				continue
			}
			if err := search(child); err != nil {
				return err
			}
		}
	}
	return nil
}

// judge looks at one node of the tree.
func judge(n map[string]any) error {
	switch n["type"] {
	case "TABLE_FUNCTION":
		f, _ := n["function"].(map[string]any)
		name, _ := f["function_name"].(string)
		if !slices.Contains(tableFunctions(), strings.ToLower(name)) {
			return refuse("the table function " + name + " is not available; of table functions there are " + strings.Join(tableFunctions(), ", "))
		}
		return nil
	case "BASE_TABLE":
		name, _ := n["table_name"].(string)
		lower := strings.ToLower(name)
		system := strings.HasPrefix(lower, "duckdb_") || strings.HasPrefix(lower, "pragma_") || lower == "pg_settings"
		if strings.ContainsAny(name, `/\:.*?`) {
			return refuse("files cannot be read; name a table or view")
		}
		if system && !slices.Contains(systemTables(), lower) {
			return refuse("the system table " + name + " is not available")
		}
	}
	if name, ok := n["function_name"].(string); ok && refusedFunction.MatchString(strings.ToLower(name)) {
		return refuse("the function " + name + " is not available")
	}
	return nil
}

func refuse(why string) error { return fmt.Errorf("%w: %s", fault.ErrUnsafeStatement, why) }

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
