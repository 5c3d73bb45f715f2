package rows

import (
	"fmt"
	"strings"
)

// Column is a column of a table. Kind is DuckDB's name of its type, as "DECIMAL(18,6)". Notes stand beside the column in a file
// of Arrow, by their keys, and nowhere else. Bound names the column of the same table that says of each row whether the number is
// a lower bound; Panels then show it with ≥ before it. All else writes both columns as they are.
type Column struct {
	Name, Kind string
	Notes      []Note
	Bound      string
}

// Note is a word on a column or a file, in the files that have room for one.
type Note struct{ Key, Value string }

// IsNumber reports whether the values are numbers, which stand at the right in a table.
func (c Column) IsNumber() bool {
	switch c.Kind {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
		"UHUGEINT", "BIGNUM", "FLOAT", "DOUBLE":
		return true
	}
	_, _, ok := DecimalKind(c.Kind)
	return ok
}

// DecimalKind returns the digits of a decimal type, in all and behind the point. A list of them, DECIMAL(4,1)[], is none.
func DecimalKind(kind string) (precision, scale int32, ok bool) {
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
