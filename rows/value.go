package rows

import (
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"time"
)

// Text shows a value of a column as text, and false for NULL. Decimals lose their trailing zeros: 3511, not 3511.000000.
func Text(v any, kind string) (string, bool) {
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
