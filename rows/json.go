package rows

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
)

// jsonWriter writes an array with an object a row, its keys in the order of the columns; NULL is null, numbers are numbers with
// all their digits.
type jsonWriter struct {
	w       io.Writer
	columns []Column
	keys    [][]byte
	count   int
}

// NewJSON returns a Writer of a JSON array.
func NewJSON(w io.Writer) Writer { return &jsonWriter{w: w} }

func (j *jsonWriter) Head(columns []Column) error {
	j.columns = columns
	for _, c := range columns {
		key, err := encode(c.Name)
		if err != nil {
			return err
		}
		j.keys = append(j.keys, key)
	}
	return nil
}

func (j *jsonWriter) Row(values []any) error {
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
		value, err := encode(jsonValue(v, j.columns[i].Kind))
		if err != nil {
			return err
		}
		b.Write(value)
	}
	b.WriteByte('}')
	_, err := j.w.Write(b.Bytes())
	return err
}

func (j *jsonWriter) Close() error {
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
	text, _ := Text(v, kind)
	if _, ok := v.(fmt.Stringer); ok && json.Valid([]byte(text)) {
		return json.Number(text) // the driver's Decimal
	}
	return text
}

// encode is json.Marshal with < > & as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
