package main

import (
	"fmt"
	"strings"
)

// column is a column of a result. Kind is DuckDB's name of its type.
type column struct{ name, kind string }

// isNumber reports whether the values are numbers, which stand at the right in a table.
func (c column) isNumber() bool {
	switch c.kind {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
		"UHUGEINT", "BIGNUM", "FLOAT", "DOUBLE":
		return true
	}
	_, _, ok := decimalKind(c.kind)
	return ok
}

// decimalKind returns the digits of a decimal type, in all and behind the point. A list of them, DECIMAL(4,1)[], is none.
func decimalKind(kind string) (precision, scale int32, ok bool) {
	n, err := fmt.Sscanf(kind, "DECIMAL(%d,%d)", &precision, &scale)
	ok = n == 2 && err == nil && kind == fmt.Sprintf("DECIMAL(%d,%d)", precision, scale)
	return precision, scale, ok
}

// elementKind is the type of what is in a list or an array, empty for any other type.
func elementKind(kind string) string {
	if at := strings.LastIndexByte(kind, '['); at >= 0 && strings.HasSuffix(kind, "]") {
		return kind[:at]
	}
	return ""
}
