package rows

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/duckdb/duckdb-go/v2"
)

// arrowBatch is how many rows a record batch has. It is fixed, and not what the database happens to hand over at a time, so that
// the bytes do not depend on the number of threads.
const arrowBatch = 1 << 16

// Arrow writes the Arrow IPC file format, which is also Feather 2. Numbers, dates and times keep their types, decimals all their
// digits; lists, structs and what Arrow does not have are written as text, JSON where they are nested.
type Arrow struct {
	w       io.Writer
	options ArrowOptions
	columns []Column
	builder *array.RecordBuilder
	out     *ipc.FileWriter
	held    int  // rows in the batch
	begun   bool // a batch was written
}

// ArrowOptions say more than the rows. The zero value is a plain file.
type ArrowOptions struct {
	Notes      []Note // on the file
	Zstd       bool   // packs it
	EmptyBatch bool   // a table without rows has a batch too, for programs that take the first
}

// NewArrow returns a Writer of an Arrow file.
func NewArrow(w io.Writer, o ArrowOptions) *Arrow { return &Arrow{w: w, options: o} }

// Head begins the file.
func (r *Arrow) Head(columns []Column) (err error) {
	r.columns = columns
	fields := make([]arrow.Field, len(columns))
	for i, c := range columns {
		fields[i] = arrow.Field{Name: c.Name, Type: arrowType(c.Kind), Nullable: true}
		if notes := arrowNotes(c.Notes); notes != nil {
			fields[i].Metadata = *notes
		}
	}
	schema := arrow.NewSchema(fields, arrowNotes(r.options.Notes))
	r.builder = array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	options := []ipc.Option{ipc.WithSchema(schema)}
	if r.options.Zstd {
		options = append(options, ipc.WithZstd(), ipc.WithCompressConcurrency(1))
	}
	r.out, err = ipc.NewFileWriter(r.w, options...)
	return err
}

func arrowNotes(notes []Note) *arrow.Metadata {
	if len(notes) == 0 {
		return nil
	}
	var keys, values []string
	for _, n := range notes {
		keys, values = append(keys, n.Key), append(values, n.Value)
	}
	metadata := arrow.NewMetadata(keys, values)
	return &metadata
}

func arrowType(kind string) arrow.DataType {
	if precision, scale, ok := DecimalKind(kind); ok {
		return &arrow.Decimal128Type{Precision: precision, Scale: scale}
	}
	whole := &arrow.Decimal128Type{Precision: 38} // the sum of whole numbers; all but the last digit of their range fit
	moment := &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}
	known, ok := map[string]arrow.DataType{
		"BOOLEAN": arrow.FixedWidthTypes.Boolean, "DATE": arrow.FixedWidthTypes.Date32,
		"TINYINT": arrow.PrimitiveTypes.Int8, "SMALLINT": arrow.PrimitiveTypes.Int16,
		"INTEGER": arrow.PrimitiveTypes.Int32, "BIGINT": arrow.PrimitiveTypes.Int64,
		"UTINYINT": arrow.PrimitiveTypes.Uint8, "USMALLINT": arrow.PrimitiveTypes.Uint16,
		"UINTEGER": arrow.PrimitiveTypes.Uint32, "UBIGINT": arrow.PrimitiveTypes.Uint64,
		"HUGEINT": whole, "UHUGEINT": whole,
		"FLOAT": arrow.PrimitiveTypes.Float32, "DOUBLE": arrow.PrimitiveTypes.Float64,
		"TIMESTAMP": &arrow.TimestampType{Unit: arrow.Microsecond}, "TIMESTAMPTZ": moment, "TIMESTAMP WITH TIME ZONE": moment,
	}[kind]
	if !ok {
		return arrow.BinaryTypes.String
	}
	return known
}

// isText reports whether values of a type of DuckDB are written as text.
func isText(kind string) bool { return arrow.TypeEqual(arrowType(kind), arrow.BinaryTypes.String) }

// Row adds a row.
func (r *Arrow) Row(values []any) error {
	for i, v := range values {
		if err := appendArrow(r.builder.Field(i), v, r.columns[i].Kind); err != nil {
			return fmt.Errorf("column %s: %w", r.columns[i].Name, err)
		}
	}
	if r.held++; r.held == arrowBatch {
		return r.flush()
	}
	return nil
}

// appendArrow adds a value to a column.
func appendArrow(b array.Builder, value any, kind string) error {
	if f, ok := value.(float64); ok && math.IsNaN(f) {
		value = math.NaN() // it has many patterns of bits, by what made it: the file has one
	}
	switch {
	case value == nil:
		b.AppendNull()
		return nil
	case appended[int16, *array.Int16Builder](b, value), appended[int32, *array.Int32Builder](b, value),
		appended[int64, *array.Int64Builder](b, value), appended[float64, *array.Float64Builder](b, value),
		appended[bool, *array.BooleanBuilder](b, value), appended[string, *array.StringBuilder](b, value):
		return nil // what most columns have; the others go by their text
	}
	text, _ := Text(value, kind)
	at, isTime := value.(time.Time)
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(text)
	case *array.Decimal128Builder:
		return appendDecimal(b, value, text)
	case *array.Date32Builder:
		if !isTime {
			return errors.New("no date: " + text)
		}
		b.Append(arrow.Date32FromTime(at))
	case *array.TimestampBuilder:
		if !isTime {
			return errors.New("no time: " + text)
		}
		b.Append(arrow.Timestamp(at.UnixMicro()))
	default:
		return b.AppendValueFromString(strings.TrimSpace(text)) // the other whole numbers, and FLOAT
	}
	return nil
}

// appended adds a value whose type is that of the column, and reports whether it is.
func appended[T any, B interface{ Append(v T) }](b array.Builder, value any) bool {
	builder, ok := b.(B)
	v, is := value.(T)
	if ok && is {
		builder.Append(v)
	}
	return ok && is
}

// appendDecimal adds a decimal, or a whole number that no integer holds.
func appendDecimal(b *array.Decimal128Builder, value any, text string) error {
	t := b.Type().(*arrow.Decimal128Type)
	if d, ok := value.(duckdb.Decimal); ok && int32(d.Scale) == t.Scale {
		b.Append(decimal128.FromBigInt(d.Value))
		return nil
	}
	n, err := decimal128.FromString(text, t.Precision, t.Scale)
	if err != nil {
		return fmt.Errorf("%s does not fit into %s: %w", text, t, err)
	}
	b.Append(n)
	return nil
}

// flush writes what was collected.
func (r *Arrow) flush() error {
	batch := r.builder.NewRecordBatch()
	defer batch.Release()
	r.held, r.begun = 0, true
	return r.out.Write(batch)
}

// Close ends the file.
func (r *Arrow) Close() error {
	defer r.builder.Release()
	if r.held > 0 || r.options.EmptyBatch && !r.begun {
		if err := r.flush(); err != nil {
			return err
		}
	}
	return r.out.Close()
}

func (r *Arrow) abort() error {
	if r.builder != nil {
		r.builder.Release()
	}
	return nil
}
