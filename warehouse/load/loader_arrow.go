//go:build duckdb_arrow

package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/duckdb/duckdb-go/v2"
)

// newLoader returns the loader of a build with the tag duckdb_arrow: DuckDB reads the columns where they are.
func newLoader() loader { return arrowLoader{} }

type arrowLoader struct{}

// rowsPerRecord is DuckDB's row group: the unit in which it works in parallel and compresses.
const rowsPerRecord = 122_880

func (arrowLoader) load(ctx context.Context, conn *sql.Conn, cells *cellColumns, insert string) error {
	reader, err := newCellReader(cells)
	if err != nil {
		return err
	}
	defer reader.Release()
	return conn.Raw(func(dc any) error {
		handle, err := duckdb.NewArrowFromConn(dc.(driver.Conn))
		if err != nil {
			return err
		}
		release, err := handle.RegisterView(reader, "staged_cell")
		if err != nil {
			return err
		}
		defer release()
		execer := dc.(driver.ExecerContext)
		if _, err := execer.ExecContext(ctx, insert, nil); err != nil {
			return err
		}
		// The view points into the stream that is released below: nobody may find it afterwards.
		_, err = execer.ExecContext(ctx, "DROP VIEW staged_cell", nil)
		return err
	})
}

// newCellReader lays Arrow records over the columns; only the decimals, which Arrow keeps in 16 bytes, are copied.
func newCellReader(cells *cellColumns) (array.RecordReader, error) {
	value := &arrow.Decimal128Type{Precision: 18, Scale: 6}
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "version_id", Type: arrow.PrimitiveTypes.Int64},
		{Name: "indicator_id", Type: arrow.PrimitiveTypes.Int16},
		{Name: "value", Type: value},
		{Name: "state", Type: arrow.PrimitiveTypes.Uint8},
		{Name: "raw", Type: arrow.BinaryTypes.String},
		{Name: "page", Type: arrow.PrimitiveTypes.Int16},
		{Name: "grid", Type: arrow.PrimitiveTypes.Int16},
		{Name: "place_row", Type: arrow.PrimitiveTypes.Int32},
		{Name: "place_column", Type: arrow.PrimitiveTypes.Int16},
	}, nil)
	decimals := make([]decimal128.Num, cells.len())
	for i, v := range cells.value {
		decimals[i] = decimal128.FromI64(v)
	}
	n := cells.len()
	columns := []arrow.Array{
		fixed(arrow.PrimitiveTypes.Int64, n, arrow.Int64Traits.CastToBytes(cells.version)),
		fixed(arrow.PrimitiveTypes.Int16, n, arrow.Int16Traits.CastToBytes(cells.indicator)),
		fixed(value, n, arrow.Decimal128Traits.CastToBytes(decimals)),
		fixed(arrow.PrimitiveTypes.Uint8, n, cells.state),
		array.MakeFromData(array.NewData(arrow.BinaryTypes.String, n, []*memory.Buffer{
			nil, memory.NewBufferBytes(arrow.Int32Traits.CastToBytes(cells.rawEnd)), memory.NewBufferBytes(cells.rawText),
		}, nil, 0, 0)),
		fixed(arrow.PrimitiveTypes.Int16, n, arrow.Int16Traits.CastToBytes(cells.page)),
		fixed(arrow.PrimitiveTypes.Int16, n, arrow.Int16Traits.CastToBytes(cells.grid)),
		fixed(arrow.PrimitiveTypes.Int32, n, arrow.Int32Traits.CastToBytes(cells.row)),
		fixed(arrow.PrimitiveTypes.Int16, n, arrow.Int16Traits.CastToBytes(cells.column)),
	}
	whole := array.NewRecordBatch(schema, columns, int64(n))
	var records []arrow.RecordBatch
	for from := 0; from < n; from += rowsPerRecord {
		records = append(records, whole.NewSlice(int64(from), int64(min(from+rowsPerRecord, n))))
	}
	reader, err := array.NewRecordReader(schema, records)
	if err != nil {
		return nil, fmt.Errorf("arrow records of %d cells: %w", n, err)
	}
	return reader, nil
}

// fixed returns an array without NULLs over bytes.
func fixed(t arrow.DataType, n int, bytes []byte) arrow.Array {
	return array.MakeFromData(array.NewData(t, n, []*memory.Buffer{nil, memory.NewBufferBytes(bytes)}, nil, 0, 0))
}
