package export

import (
	"context"
	"errors"
	"math/big"
	"os"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// batchRows is how many rows a record batch of an Arrow file has. It is fixed, and not what the database happens to hand
// over at a time, so that the bytes do not depend on the number of threads.
const batchRows = 1 << 16

// arrow writes the rows of a part in the Arrow IPC file format, which is also Feather 2, and returns their number.
func (w *writer) arrow(ctx context.Context, p part, name string) (n int64, err error) {
	file, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	schema := p.arrowSchema(w.metadata(p))
	out, err := ipc.NewFileWriter(file, ipc.WithSchema(schema), ipc.WithZstd(), ipc.WithCompressConcurrency(1))
	if err != nil {
		return 0, err
	}
	builder := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	defer builder.Release()
	held := 0
	flush := func() error {
		batch := builder.NewRecordBatch()
		defer batch.Release()
		held = 0
		return out.Write(batch)
	}
	n, err = w.each(ctx, p, func(values []any) error {
		for i, v := range values {
			appendArrow(builder.Field(i), v)
		}
		if held++; held == batchRows {
			return flush()
		}
		return nil
	})
	if err == nil && held > 0 {
		err = flush()
	}
	return n, errors.Join(err, out.Close())
}

func (p part) arrowSchema(metadata [][2]string) *arrow.Schema {
	var fields []arrow.Field
	for _, c := range p.columns {
		fields = append(fields, arrow.Field{
			Name: c.name, Type: c.arrowType(), Nullable: true,
			Metadata: arrow.NewMetadata([]string{"description_zh", "description_en"}, []string{c.zh, c.en}),
		})
	}
	var keys, values []string
	for _, m := range metadata {
		keys, values = append(keys, m[0]), append(values, m[1])
	}
	described := arrow.NewMetadata(keys, values)
	return arrow.NewSchema(fields, &described)
}

func (c column) arrowType() arrow.DataType {
	switch c.kind {
	case integer:
		switch c.bits {
		case 16:
			return arrow.PrimitiveTypes.Int16
		case 32:
			return arrow.PrimitiveTypes.Int32
		}
		return arrow.PrimitiveTypes.Int64
	case decimal:
		return &arrow.Decimal128Type{Precision: int32(c.width), Scale: int32(c.scale)}
	case double:
		return arrow.PrimitiveTypes.Float64
	case boolean:
		return arrow.FixedWidthTypes.Boolean
	case date:
		return arrow.FixedWidthTypes.Date32
	case text:
	}
	return arrow.BinaryTypes.String
}

// appendArrow appends a value, whose type the kind of the column has settled, to its builder.
func appendArrow(b array.Builder, value any) {
	switch v := value.(type) {
	case int64:
		switch b := b.(type) {
		case *array.Int16Builder:
			b.Append(int16(v))
		case *array.Int32Builder:
			b.Append(int32(v))
		case *array.Int64Builder:
			b.Append(v)
		}
	case *big.Int:
		b.(*array.Decimal128Builder).Append(decimal128.FromBigInt(v))
	case float64:
		b.(*array.Float64Builder).Append(v)
	case bool:
		b.(*array.BooleanBuilder).Append(v)
	case time.Time:
		b.(*array.Date32Builder).Append(arrow.Date32FromTime(v))
	case string:
		b.(*array.StringBuilder).Append(v)
	default:
		b.AppendNull()
	}
}
