package queries

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/internal/fault"
)

// Parquet collects rows in a database of its own, in memory and without any connection to the warehouse, and writes them as
// Parquet. DuckDB writes it, so that types come out as it has them, without a second library for the format.
type Parquet struct {
	connector *duckdb.Connector
	conn      driver.Conn
	appender  *duckdb.Appender
	whole     []bool // columns of type HUGEINT or UHUGEINT
}

// The widest decimal, as which whole numbers of any size are written.
const (
	wholeDecimal = "DECIMAL(38,0)"
	wholeDigits  = 38
)

// NewParquet returns an empty collection. Columns may repeat a name; the file then has it with a number behind. The caller
// closes it.
func NewParquet(ctx context.Context, columns []Column) (_ *Parquet, err error) {
	defer fault.Wrap(&err, "collect rows")
	p := &Parquet{}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.Close())
		}
	}()
	if p.connector, err = duckdb.NewConnector("", nil); err != nil {
		return nil, err
	}
	if p.conn, err = p.connector.Connect(ctx); err != nil {
		return nil, err
	}
	var definitions []string
	taken := map[string]bool{}
	for _, c := range columns {
		name := c.Name
		for n := 1; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s_%d", c.Name, n)
		}
		taken[strings.ToLower(name)] = true
		kind := c.Kind
		isWhole := kind == "HUGEINT" || kind == "UHUGEINT"
		p.whole = append(p.whole, isWhole)
		if isWhole {
			kind = wholeDecimal // Parquet has none: DuckDB would write a DOUBLE, and round sums of whole numbers
		}
		definitions = append(definitions, identifier(name)+" "+kind)
	}
	if err := p.exec(ctx, "CREATE TABLE result ("+strings.Join(definitions, ", ")+")"); err != nil {
		return nil, err
	}
	p.appender, err = duckdb.NewAppenderFromConn(p.conn, "", "result")
	return p, err
}

func (p *Parquet) exec(ctx context.Context, statement string) error {
	e, ok := p.conn.(driver.ExecerContext)
	if !ok {
		return errors.New("the driver cannot execute")
	}
	_, err := e.ExecContext(ctx, statement, nil)
	return err
}

// Append adds a row, its values as Run hands them out.
func (p *Parquet) Append(values []any) error {
	row := make([]driver.Value, len(values))
	for i, v := range values {
		row[i] = v
		number, ok := v.(*big.Int)
		switch {
		case !p.whole[i] || !ok:
		case len(strings.TrimPrefix(number.String(), "-")) > wholeDigits:
			return fmt.Errorf("%s has more than %d digits: cast it to VARCHAR", number, wholeDigits)
		default:
			row[i] = duckdb.Decimal{Width: wholeDigits, Value: number}
		}
	}
	return p.appender.AppendRow(row...)
}

// Write writes the rows to a file, compressed with zstd. It is called once, after the last Append.
func (p *Parquet) Write(ctx context.Context, path string) (err error) {
	defer fault.Wrap(&err, "write %s", path)
	err = p.appender.Close()
	p.appender = nil
	if err != nil {
		return err
	}
	return p.exec(ctx, "COPY result TO '"+strings.ReplaceAll(path, "'", "''")+"' (FORMAT parquet, COMPRESSION zstd)")
}

// Close drops what was collected.
func (p *Parquet) Close() error {
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
	return errors.Join(errs...)
}
