package export

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	datafile "gongkai/config/table"
	"gongkai/internal/sqlfile"
	"gongkai/rows"
)

// column is a column of an exported relation. Kind is DuckDB's name of its type.
type column struct {
	name, kind string
	zh, en     string
}

// newColumn returns a column of one of DuckDB's types. A type that no format was taught is refused, so that none is
// exported as something else.
func newColumn(name, kind string) (column, error) {
	_, _, isDecimal := rows.DecimalKind(kind)
	switch {
	case kind == "ENUM":
		kind = "VARCHAR"
	case kind == "TINYINT":
		kind = "SMALLINT"
	case !isDecimal && !slices.Contains([]string{"VARCHAR", "SMALLINT", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"}, kind):
		return column{}, fmt.Errorf("column %s is %s, which an export cannot hold", name, kind)
	}
	return column{name: name, kind: kind}, nil
}

// columns returns the columns of a relation with what they mean.
func (w *writer) columns(ctx context.Context, r Relation) (_ []column, err error) {
	query, args := w.query(part{table: table{Relation: r}})
	rows, err := w.conn.QueryContext(ctx, "SELECT * FROM (\n"+query+"\n) LIMIT 0", args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	var out []column
	for _, t := range types {
		c, err := newColumn(t.Name(), t.DatabaseTypeName())
		if err != nil {
			return nil, err
		}
		c.zh, c.en = w.meaning.of(r.source(), c.name)
		out = append(out, c)
	}
	return out, rows.Err()
}

// meaning says what tables and columns mean: the comments of the database, by table and column, "" for the table itself.
type meaning map[[2]string]string

//go:embed columns.csv
var ownColumns []byte

// readMeaning reads the comments, and those of columns that only an export has. Under the table "" stands what a column of
// that name means elsewhere.
func readMeaning(ctx context.Context, conn *sql.Conn) (meaning, error) {
	m := meaning{}
	if err := statements.Each(ctx, conn.QueryContext, "comments", func(scan sqlfile.Scan) error {
		var table, column, comment string
		if err := scan(&table, &column, &comment); err != nil {
			return err
		}
		m[[2]string{table, column}] = comment
		if anywhere := [2]string{"", column}; m[anywhere] == "" && column != "" {
			m[anywhere] = comment
		}
		return nil
	}); err != nil {
		return nil, err
	}
	own, err := datafile.Parse(ownColumns, "column", "zh", "en")
	if err != nil {
		return nil, err
	}
	for _, row := range own {
		m[[2]string{"", row[0]}] = row[1] + separator + row[2]
	}
	return m, nil
}

// separator stands between the languages of a comment.
const separator = " | "

// of returns what a column, or with an empty column a table, means, in Chinese and English; empty where nothing says so.
func (m meaning) of(table, column string) (zh, en string) {
	comment := m[[2]string{table, column}]
	if comment == "" && column != "" {
		comment = m[[2]string{"", column}]
	}
	zh, en, _ = strings.Cut(comment, separator)
	return zh, en
}
