package export

import (
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// registerPublicText makes the function public_text known to the statements of the relations, so that the rule on what of
// a text may be passed on stands in one place, outside SQL.
func registerPublicText(conn *sql.Conn, public PublicText) error {
	if public == nil {
		public = func(text string) string { return text }
	}
	varchar, err := duckdb.NewTypeInfo(duckdb.TYPE_VARCHAR)
	if err != nil {
		return err
	}
	return duckdb.RegisterScalarUDF(conn, "public_text", textFunction{public, varchar})
}

// textFunction is a function of one text in SQL. NULL gives NULL.
type textFunction struct {
	public  PublicText
	varchar duckdb.TypeInfo
}

// Config says what goes in and what comes out.
func (f textFunction) Config() duckdb.ScalarFuncConfig {
	return duckdb.ScalarFuncConfig{InputTypeInfos: []duckdb.TypeInfo{f.varchar}, ResultTypeInfo: f.varchar}
}

// Executor calls the function for each row.
func (f textFunction) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func(values []driver.Value) (any, error) {
		s, ok := values[0].(string)
		if !ok {
			return nil, fmt.Errorf("public_text takes a text, not %T", values[0])
		}
		return f.public(s), nil
	}}
}
