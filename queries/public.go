package queries

import (
	"encoding/json"
	"errors"
	"maps"
	"regexp"
	"slices"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/internal/fault"
)

// Public returns the names of the tables and views that are there for people to ask, in their order, without Chinese names.
func Public() ([]string, error) {
	names, err := readPublic()
	return slices.Sorted(maps.Keys(names)), err
}

// showTables matches the statement that lists tables. DuckDB lists every schema that it looks into, and the tables that only keep what
// views compute.
var showTables = regexp.MustCompile(`(?is)^\s*SHOW\s+TABLES\s*;?\s*$`)

// listing returns what answers a statement that lists tables with those that are public, and any other as it is.
func listing(statement string, args []any) (string, []any, error) {
	if !showTables.MatchString(statement) {
		return statement, args, nil
	}
	text, err := statements.Text("public/relation")
	if err != nil {
		return "", nil, err
	}
	names, err := Public()
	if err != nil {
		return "", nil, err
	}
	encoded, err := json.Marshal(names)
	return text, []any{string(encoded)}, err
}

// NotPublic is the kind of a fault.Cause: name. A view was asked by the name that it had before it became internal.
const NotPublic = "usage.not_public"

var unknownRelation = regexp.MustCompile(`Table with name (\w+) does not exist`)

// refusedOfInternal turns the error about a relation that is not found, and is internal, into the cause that says so.
func refusedOfInternal(err error) error {
	var engine *duckdb.Error
	if !errors.As(err, &engine) {
		return err
	}
	found := unknownRelation.FindStringSubmatch(engine.Msg)
	if found == nil {
		return err
	}
	views, viewsErr := Views()
	public, publicErr := readPublic()
	if viewsErr != nil || publicErr != nil || public[found[1]] ||
		!slices.ContainsFunc(views, func(v View) bool { return v.Name == found[1] }) {
		return err
	}
	return fault.Because(fault.ErrUsage, NotPublic, "name", found[1])
}
