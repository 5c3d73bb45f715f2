package rows

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

// parquetWriter collects rows in a database of its own, in memory and without any connection to the warehouse, and writes them as
// Parquet. DuckDB writes it, so that types come out as it has them, without a second library for the format.
type parquetWriter struct {
	w         io.Writer
	columns   []Column
	stored    []string // the type of each column in the file
	connector *duckdb.Connector
	conn      driver.Conn
	appender  *duckdb.Appender
}

// The widest decimal, as which whole numbers of any size are written.
const (
	wholeDecimal = "DECIMAL(38,0)"
	wholeDigits  = 38
)

// NewParquet returns a Writer of a Parquet file, with the types of Arrow. Columns may repeat a name; the file then has it with a
// number behind.
func NewParquet(w io.Writer) Writer { return &parquetWriter{w: w} }

func (p *parquetWriter) Head(columns []Column) (err error) {
	p.columns = columns
	ctx := context.Background() // in memory, and done at once
	if p.connector, err = duckdb.NewConnector("", nil); err != nil {
		return err
	}
	if p.conn, err = p.connector.Connect(ctx); err != nil {
		return err
	}
	var definitions []string
	taken := map[string]bool{}
	for _, c := range columns {
		name := c.Name
		for n := 1; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s_%d", c.Name, n)
		}
		taken[strings.ToLower(name)] = true
		p.stored = append(p.stored, parquetType(c.Kind))
		definitions = append(definitions, `"`+strings.ReplaceAll(name, `"`, `""`)+`" `+parquetType(c.Kind))
	}
	if err := p.exec(ctx, "CREATE TABLE result ("+strings.Join(definitions, ", ")+")"); err != nil {
		return err
	}
	p.appender, err = duckdb.NewAppenderFromConn(p.conn, "", "result")
	return err
}

// parquetType is the type of DuckDB as which the file has a column.
func parquetType(kind string) string {
	switch {
	case kind == "HUGEINT", kind == "UHUGEINT":
		return wholeDecimal // Parquet has none: DuckDB would write a DOUBLE, and round sums of whole numbers
	case isText(kind):
		return "VARCHAR"
	}
	return kind
}

func (p *parquetWriter) exec(ctx context.Context, statement string) error {
	e, ok := p.conn.(driver.ExecerContext)
	if !ok {
		return errors.New("the driver cannot execute")
	}
	_, err := e.ExecContext(ctx, statement, nil)
	return err
}

func (p *parquetWriter) Row(values []any) error {
	row := make([]driver.Value, len(values))
	for i, v := range values {
		row[i] = v
		number, isWhole := v.(*big.Int)
		switch {
		case p.stored[i] == "VARCHAR":
			if text, ok := Text(v, p.columns[i].Kind); ok {
				row[i] = text
			}
		case p.stored[i] != wholeDecimal || !isWhole:
		case len(strings.TrimPrefix(number.String(), "-")) > wholeDigits:
			return fmt.Errorf("%s has more than %d digits: cast it to VARCHAR", number, wholeDigits)
		default:
			row[i] = duckdb.Decimal{Width: wholeDigits, Value: number}
		}
	}
	return p.appender.AppendRow(row...)
}

// Close writes into a folder of its own first: the format is not written from front to back.
func (p *parquetWriter) Close() (err error) {
	folder, err := os.MkdirTemp("", "gongkai-sql-*")
	if err != nil {
		return errors.Join(err, p.abort())
	}
	defer func() { err = errors.Join(err, p.abort(), os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "rows.parquet")
	err = p.appender.Close()
	p.appender = nil
	if err != nil {
		return err
	}
	copied := "COPY result TO '" + strings.ReplaceAll(path, "'", "''") + "' (FORMAT parquet, COMPRESSION zstd)"
	if err := p.exec(context.Background(), copied); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(p.w, file)
	return err
}

// abort drops what was collected.
func (p *parquetWriter) abort() error {
	var errs []error
	if p.appender != nil {
		errs = append(errs, p.appender.Close())
	}
	if p.conn != nil {
		errs = append(errs, p.conn.Close())
	}
	if p.connector != nil {
		errs = append(errs, p.connector.Close())
	}
	p.appender, p.conn, p.connector = nil, nil, nil
	return errors.Join(errs...)
}
