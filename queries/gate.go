package queries

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"

	"gongkai/internal/fault"
)

// gate lets through plain queries alone. A read-only database with a locked configuration is not enough: COPY may still
// write beside the file, CALL and even SELECT … FROM enable_logging() stop every later query of the process, and SET
// VARIABLE or TEMP objects stay on the connection. So each statement is parsed by DuckDB, on a connection of its own that
// sees no data, and the tree is searched: what is not on the lists in gate/ is refused, a function or a kind of node that
// a later DuckDB brings among it.
type gate struct {
	parser *sql.DB
	allowed
	files bool // files may be read
}

// The bounds of a statement. The parser works without regard to the limits of the session, and on its own stack.
const (
	maxStatement = 128 << 10 // bytes; 25,000 terms joined by AND, in 225 kB, took 5 s to parse
	maxNesting   = 200       // of brackets
	maxComments  = 1000      // beginnings of /* … */; 100,000 inside each other took minutes
)

// The most bytes that ReadText is asked for: the longest statement, and a file with many of them.
const (
	MaxStatement = maxStatement
	MaxScript    = 16 << 20
)

// ReadText reads the text of one or more statements, and refuses one with more than most bytes once it has seen those. It returns when
// ctx ends, also where opening or reading does not.
func ReadText(ctx context.Context, most int64, open func() (io.ReadCloser, error)) (string, error) {
	type outcome struct {
		text []byte
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		from, err := open()
		if err != nil {
			done <- outcome{nil, err}
			return
		}
		text, err := io.ReadAll(io.LimitReader(from, most+1))
		if int64(len(text)) > most {
			err = errors.Join(err, refuse("gate_long", "most", most))
		}
		done <- outcome{text, errors.Join(err, from.Close())}
	}()
	select {
	case o := <-done:
		return string(o.text), o.err
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

// explainPrefix matches a plain EXPLAIN. EXPLAIN ANALYZE runs its statement, COPY too, and is refused.
var explainPrefix = regexp.MustCompile(`(?is)^\s*EXPLAIN\s+(.*)$`)

// check returns nil for a statement that may run, and an error that wraps fault.ErrUnsafeStatement for any other.
func (g *gate) check(ctx context.Context, statement string) error {
	if len(statement) > maxStatement {
		return refuse("gate_length", "bytes", len(statement), "most", maxStatement)
	}
	if nesting(statement) > maxNesting {
		return refuse("gate_brackets", "most", maxNesting)
	}
	if strings.Count(statement, "/*") > maxComments {
		return refuse("gate_comments", "most", maxComments)
	}
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
	var syntax *json.SyntaxError
	switch err := json.Unmarshal([]byte(text), &tree); {
	case errors.As(err, &syntax):
		return refuse("gate_nesting") // 10,000 levels, at which encoding/json stops
	case err != nil:
		return err
	}
	switch {
	case tree.Error && tree.Type == "parser":
		return fmt.Errorf("%w: %s", fault.ErrUsage, tree.Message)
	case tree.Error:
		return refuse("gate_kind")
	case len(tree.Statements) != 1:
		return refuse("gate_several")
	}
	if err := g.search(tree.Statements[0]); err != nil {
		return err
	}
	return (&scales{growth: g.growth}).weigh(tree.Statements[0])
}

// nesting returns how deep the brackets of a text stand at most. Those in strings count too: that only refuses more.
func nesting(text string) int {
	depth, deepest := 0, 0
	for _, r := range text {
		switch r {
		case '(', '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ')', ']', '}':
			depth = max(0, depth-1)
		}
	}
	return deepest
}

// search walks the syntax tree and refuses what is not on the lists.
func (g *gate) search(node any) error {
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			if err := g.search(child); err != nil {
				return err
			}
		}
	case map[string]any:
		if err := g.judge(n); err != nil {
			return err
		}
		called := n["type"] == "TABLE_FUNCTION"
		for _, key := range sortedKeys(n) {
			child := n[key]
			if f, ok := child.(map[string]any); ok && called && key == "function" {
				// The function itself is judged by the list of table functions, its arguments as anything else.
				for _, k := range sortedKeys(f) {
					if err := g.search(f[k]); err != nil {
						return err
					}
				}
				continue
			}
			if err := g.search(child); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *gate) judge(n map[string]any) error {
	class, isExpression := n["class"].(string)
	kind, hasKind := n["type"].(string)
	switch {
	case isExpression && !g.expressions[class]:
		return refuse("gate_expression", "name", class)
	case !isExpression && hasKind && !g.others[kind]:
		return refuse("gate_clause", "name", kind)
	}
	switch kind {
	case "TABLE_FUNCTION":
		f, _ := n["function"].(map[string]any)
		return g.judgeCall(calledAsTable, f)
	case "BASE_TABLE":
		return g.judgeRelation(n)
	case "SHOW_REF":
		// The quotes are DuckDB's own, around what is no relation: "tables", but also "databases" and "variables".
		if name, _ := n["table_name"].(string); strings.HasPrefix(name, `"`) && name != `"tables"` {
			return refuse("gate_show", "name", strings.Trim(name, `"`))
		}
	}
	if _, ok := n["function_name"]; ok {
		return g.judgeCall(calledInExpression, n)
	}
	return nil
}

// judgeCall looks at a function that is called, by the list for the place where it stands.
func (g *gate) judgeCall(called string, function map[string]any) error {
	name, _ := function["function_name"].(string)
	switch verdict := g.functions[call{called, strings.ToLower(name)}]; verdict {
	case verdictAllow:
		return nil
	case verdictSecond, verdictAll, verdictFormat:
		return judgeSize(name, verdict, function)
	case verdictFiles:
		if g.files {
			return nil
		}
		return refuse("gate_reader", "name", name)
	}
	if called == calledAsTable {
		return refuse("gate_table_function", "name", name)
	}
	return refuse("gate_function", "name", name)
}

// largestSize is the largest number that may size a value.
const largestSize = 10_000

// wideFormat matches a format that names a large width, or takes one from an argument.
var wideFormat = regexp.MustCompile(`[0-9]{4}|\*|\{[^}]*\{`)

// judgeSize looks at a function that makes a value of the size that its arguments say. DuckDB makes it in one step,
// outside its memory limit and without looking whether the query was cancelled, for 2,048 rows at a time.
func judgeSize(name, verdict string, function map[string]any) error {
	arguments, _ := function["children"].([]any)
	if schema, _ := function["schema"].(string); schema == "" && verdict == verdictSecond && len(arguments) > 0 {
		arguments = arguments[1:] // of x.repeat(3) the first argument is taken for a schema, and the second comes first
	}
	for i, argument := range arguments {
		node, _ := argument.(map[string]any)
		value, _ := node["value"].(map[string]any)
		constant := node["class"] == "CONSTANT"
		number, isNumber := value["value"].(float64)
		text, isText := value["value"].(string)
		switch {
		case verdict == verdictFormat && i == 0 && (!constant || !isText || wideFormat.MatchString(text)):
			return refuse("gate_format", "name", name)
		case verdict == verdictFormat, verdict == verdictSecond && i > 0:
			return nil
		case verdict != verdictFormat && (!constant || !isNumber || math.Abs(number) > largestSize):
			return refuse("gate_size", "name", name, "most", largestSize)
		}
	}
	return nil
}

// judgeRelation looks at a name in FROM: that of a table or view, unless it names a file or a relation of the system.
func (g *gate) judgeRelation(n map[string]any) error {
	name, _ := n["table_name"].(string)
	schema, _ := n["schema_name"].(string)
	lower := strings.ToLower(name)
	// What stands before a point is taken for a schema, and a file that is there for what is meant.
	if strings.ContainsAny(name, `/\:.*?`) || schema != "" && slices.Contains(fileEndings(), lower) {
		if g.files {
			return nil
		}
		return refuse("gate_file")
	}
	system := slices.Contains([]string{"information_schema", "pg_catalog"}, strings.ToLower(schema))
	for _, prefix := range []string{"duckdb_", "pragma_", "pg_", "sqlite_"} {
		system = system || strings.HasPrefix(lower, prefix)
	}
	if system && g.functions[call{calledAsRelation, lower}] != verdictAllow {
		return refuse("gate_system_table", "name", name)
	}
	return nil
}

// fileEndings are those of names that DuckDB takes for files.
func fileEndings() []string {
	return []string{"csv", "tsv", "txt", "parquet", "json", "jsonl", "ndjson", "xlsx", "db", "duckdb", "arrow", "avro", "gz", "zst", "shp"}
}

// refuse says why a statement may not run; the kinds are those of fault.Cause.
func refuse(kind string, pairs ...any) error {
	return fault.Because(fault.ErrUnsafeStatement, kind, pairs...)
}
