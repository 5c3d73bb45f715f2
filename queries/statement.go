package queries

import (
	"embed"

	"gongkai/internal/sqlfile"
)

//go:embed answers/*.sql public/*.sql released/*.sql restatement/*.sql subtotal/*.sql
var statementFiles embed.FS

// statements are what the package asks and writes by itself, beside the views: subtotal/store is subtotal/store.sql.
var statements = sqlfile.New(statementFiles, ".")
