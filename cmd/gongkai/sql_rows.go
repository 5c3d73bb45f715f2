package main

import (
	"bytes"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"time"

	"gongkai/rows"
)

// plain shows a value of a result, and false for NULL. Decimals lose their trailing zeros: 3511, not 3511.000000.
func plain(v any, kind string) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "", false
	case string:
		return v, true
	case []byte:
		if kind == "UUID" && len(v) == 16 {
			return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:]), true
		}
		return `\x` + hex.EncodeToString(v), true
	case float64:
		return floatText(v, 64), true
	case float32:
		return floatText(float64(v), 32), true
	case time.Time:
		return moment(v, kind), true
	case []any, map[string]any:
		b, err := encode(jsonValue(v, kind))
		if err != nil {
			return fmt.Sprint(v), true
		}
		return string(b), true
	}
	return fmt.Sprint(v), true // whole numbers, big.Int, the driver's Decimal and Interval, which print themselves
}

// floatText writes a DOUBLE or a FLOAT with all its digits and no more, and with an exponent only where JSON has one too:
// 3511000, not 3.511e+06.
func floatText(v float64, bits int) string {
	format := byte('f')
	if size := math.Abs(v); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'g'
	}
	return strconv.FormatFloat(v, format, -1, bits)
}

// moment shows a time as its type says.
func moment(t time.Time, kind string) string {
	switch kind {
	case "DATE":
		return t.Format(time.DateOnly)
	case "TIME", "TIMETZ":
		return t.Format("15:04:05.999999")
	case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE":
		return t.UTC().Format("2006-01-02T15:04:05.999999Z07:00")
	}
	return t.Format("2006-01-02 15:04:05.999999999")
}

// tableRows prints a table for people.
type tableRows struct {
	w        io.Writer
	terminal bool
	columns  []column
	grid     rows.Table
}

func (t *tableRows) head(columns []column) error {
	t.columns = columns
	t.grid = rows.Table{Right: map[int]bool{}, Terminal: t.terminal}
	for i, c := range columns {
		t.grid.Header = append(t.grid.Header, c.name)
		t.grid.Right[i] = c.isNumber()
	}
	return nil
}

func (t *tableRows) row(values []any) error {
	cells := make([]*string, len(values))
	for i, v := range values {
		if text, ok := plain(v, t.columns[i].kind); ok {
			cells[i] = &text
		}
	}
	t.grid.Rows = append(t.grid.Rows, cells)
	return nil
}

func (t *tableRows) close() error { return t.grid.Write(t.w) }

// csvRows prints CSV; NULL is empty.
type csvRows struct {
	w       *csv.Writer
	columns []column
}

func newCSVRows(w io.Writer) *csvRows { return &csvRows{w: csv.NewWriter(w)} }

func (c *csvRows) head(columns []column) error {
	c.columns = columns
	var names []string
	for _, column := range columns {
		names = append(names, column.name)
	}
	return c.w.Write(names)
}

func (c *csvRows) row(values []any) error {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i], _ = plain(v, c.columns[i].kind)
	}
	return c.w.Write(cells)
}

func (c *csvRows) close() error {
	c.w.Flush()
	return c.w.Error()
}

// jsonRows prints an array with an object a row, its keys in the order of the columns; NULL is null, numbers are
// numbers with all their digits.
type jsonRows struct {
	w       io.Writer
	columns []column
	keys    [][]byte
	count   int
}

func (j *jsonRows) head(columns []column) error {
	j.columns = columns
	for _, c := range columns {
		key, err := encode(c.name)
		if err != nil {
			return err
		}
		j.keys = append(j.keys, key)
	}
	return nil
}

func (j *jsonRows) row(values []any) error {
	var b bytes.Buffer
	b.WriteString(",\n{")
	if j.count == 0 {
		b.Reset()
		b.WriteString("[\n{")
	}
	j.count++
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(j.keys[i])
		b.WriteByte(':')
		value, err := encode(jsonValue(v, j.columns[i].kind))
		if err != nil {
			return err
		}
		b.Write(value)
	}
	b.WriteByte('}')
	_, err := j.w.Write(b.Bytes())
	return err
}

func (j *jsonRows) close() error {
	end := "\n]\n"
	if j.count == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(j.w, end)
	return err
}

// jsonValue turns a value of the driver into one that encoding/json prints as it should be.
func jsonValue(v any, kind string) any {
	switch v := v.(type) {
	case nil, bool, string, int8, int16, int32, int64, uint8, uint16, uint32, uint64, *big.Int:
		return v
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprint(v) // JSON has no such number
		}
		return v
	case float32:
		if _, isText := jsonValue(float64(v), kind).(string); isText {
			return fmt.Sprint(v)
		}
		return v // as a float64 0.1 would become 0.10000000149011612
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = jsonValue(v[i], elementKind(kind))
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for key, value := range v { // encoding/json sorts the keys
			out[key] = jsonValue(value, "")
		}
		return out
	}
	text, _ := plain(v, kind)
	if _, ok := v.(fmt.Stringer); ok && json.Valid([]byte(text)) {
		return json.Number(text) // the driver's Decimal
	}
	return text
}
