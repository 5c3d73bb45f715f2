package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// arrowBatch is how many rows are collected before they are written.
const arrowBatch = 64 * 1024

// arrowRows writes an Arrow file. Numbers, dates and times keep their types, decimals all their
// digits; lists, structs and what Arrow does not have are written as text, JSON where they are nested.
type arrowRows struct {
	w       io.Writer
	columns []column
	schema  *arrow.Schema
	builder *array.RecordBuilder
	out     *ipc.FileWriter
	rows    int
}

func (r *arrowRows) head(columns []column) (err error) {
	r.columns = columns
	fields := make([]arrow.Field, len(columns))
	for i, c := range columns {
		fields[i] = arrow.Field{Name: c.name, Type: arrowType(c.kind), Nullable: true}
	}
	r.schema = arrow.NewSchema(fields, nil)
	r.builder = array.NewRecordBuilder(memory.DefaultAllocator, r.schema)
	r.out, err = ipc.NewFileWriter(r.w, ipc.WithSchema(r.schema))
	return err
}

// arrowType is the Arrow type of a type of DuckDB.
func arrowType(kind string) arrow.DataType {
	switch kind {
	case "BOOLEAN":
		return arrow.FixedWidthTypes.Boolean
	case "TINYINT":
		return arrow.PrimitiveTypes.Int8
	case "SMALLINT":
		return arrow.PrimitiveTypes.Int16
	case "INTEGER":
		return arrow.PrimitiveTypes.Int32
	case "BIGINT":
		return arrow.PrimitiveTypes.Int64
	case "UTINYINT":
		return arrow.PrimitiveTypes.Uint8
	case "USMALLINT":
		return arrow.PrimitiveTypes.Uint16
	case "UINTEGER":
		return arrow.PrimitiveTypes.Uint32
	case "UBIGINT":
		return arrow.PrimitiveTypes.Uint64
	case "HUGEINT", "UHUGEINT": // the sum of whole numbers; all but the last digit of their range fit
		return &arrow.Decimal128Type{Precision: 38}
	case "FLOAT":
		return arrow.PrimitiveTypes.Float32
	case "DOUBLE":
		return arrow.PrimitiveTypes.Float64
	case "DATE":
		return arrow.FixedWidthTypes.Date32
	case "TIMESTAMP":
		return &arrow.TimestampType{Unit: arrow.Microsecond}
	case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE":
		return &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}
	}
	if precision, scale, ok := decimalKind(kind); ok {
		return &arrow.Decimal128Type{Precision: precision, Scale: scale}
	}
	return arrow.BinaryTypes.String
}

// isText reports whether values of a type of DuckDB are written as text.
func isText(kind string) bool { return arrow.TypeEqual(arrowType(kind), arrow.BinaryTypes.String) }

func (r *arrowRows) row(values []any) error {
	for i, v := range values {
		if err := appendValue(r.builder.Field(i), v, r.columns[i].kind); err != nil {
			return fmt.Errorf("column %s: %w", r.columns[i].name, err)
		}
	}
	r.rows++
	if r.rows%arrowBatch == 0 {
		return r.flush()
	}
	return nil
}

// appendValue adds one value to a column.
func appendValue(b array.Builder, v any, kind string) error {
	text, ok := plain(v, kind)
	if !ok {
		b.AppendNull()
		return nil
	}
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(text)
		return nil
	case *array.Decimal128Builder:
		t := b.Type().(*arrow.Decimal128Type)
		n, err := decimal128.FromString(text, t.Precision, t.Scale)
		if err != nil {
			return fmt.Errorf("%s does not fit into %s: %w", text, t, err)
		}
		b.Append(n)
		return nil
	case *array.Date32Builder:
		day, ok := v.(time.Time)
		if !ok {
			return errors.New("no date: " + text)
		}
		b.Append(arrow.Date32FromTime(day))
		return nil
	case *array.TimestampBuilder:
		at, ok := v.(time.Time)
		if !ok {
			return errors.New("no time: " + text)
		}
		b.Append(arrow.Timestamp(at.UnixMicro()))
		return nil
	case *array.Float64Builder:
		// JSON and CSV round nothing either: FormatFloat gives the shortest text that reads back as the same number.
		f, err := strconv.ParseFloat(text, 64)
		b.Append(f)
		return err
	}
	return b.AppendValueFromString(strings.TrimSpace(text)) // whole numbers, BOOLEAN and FLOAT
}

// flush writes what was collected.
func (r *arrowRows) flush() error {
	batch := r.builder.NewRecordBatch()
	defer batch.Release()
	return r.out.Write(batch)
}

func (r *arrowRows) close() error {
	defer r.builder.Release()
	if r.rows%arrowBatch != 0 || r.rows == 0 {
		if err := r.flush(); err != nil {
			return err
		}
	}
	return r.out.Close()
}
