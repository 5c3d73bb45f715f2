package warehouse

import (
	"embed"

	"gongkai/internal/sqlfile"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

// statements are what the package asks and writes, beside the migrations.
var statements = sqlfile.New(sqlFiles, "sql")
