package queries

import (
	"context"
	"database/sql"
	"regexp"
	"strings"

	"gongkai/warehouse"
)

// What people ask stands in schema main: the tables, and the views that public/names.txt names with their Chinese names. What these are
// made of stands in schema internal. The program looks into both; SQL that people write, and other programs, into main alone.
const internalSchema = warehouse.InternalSchema

// readPublic returns the names of the tables and views that are public.
func readPublic() (map[string]bool, error) {
	text, err := files.ReadFile("public/names.txt")
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, name := range strings.Fields(string(text)) {
		names[name] = true
	}
	return names, nil
}

// places says in which schemas the names of a warehouse stand.
type places struct {
	tables, views map[string]bool
	public        map[string]bool
	live          map[string]bool // views that are computed, and stand in schema live too
	released      map[string]releasedUse
}

// places places the views of the set beside some tables.
func (s viewSet) places(tables map[string]bool) places {
	p := places{
		tables: tables, views: map[string]bool{}, public: s.public, live: map[string]bool{}, released: releasedUses(s.views),
	}
	for _, v := range s.views {
		p.views[v.Name] = true
		if a, _ := s.stored.find(v.Name); a.isStored || v.readsAny(p.live) {
			p.live[v.Name] = true
		}
	}
	return p
}

// tablesOf lists the tables of the database.
func tablesOf(ctx context.Context, tx *sql.Tx) (map[string]bool, error) {
	tables := map[string]bool{}
	rows, err := tx.QueryContext(ctx,
		"SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND database_name = current_database()")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		tables[name] = true
	}
	return tables, rows.Err()
}

// home returns the schema in which a name means the plain state.
func (p places) home(name string) string {
	if p.views[name] && !p.public[name] {
		return internalSchema
	}
	return "main"
}

// seen returns where a view of a schema finds a name; empty for one that is no relation of the warehouse.
func (p places) seen(schema, name string) string {
	switch {
	case !p.views[name] && !p.tables[name]:
		return ""
	case schema == releasedSchema && p.released[name] != releasedNot:
		return releasedSchema
	case (schema == releasedSchema || schema == liveSchema) && p.live[name]:
		return liveSchema
	}
	return p.home(name)
}

// withPattern finds the names that a statement gives to its own parts.
var withPattern = regexp.MustCompile(`\b([a-z_][a-z0-9_]*)(?:\s*\([a-z0-9_, ]*\))?\s+AS\s+(?:MATERIALIZED\s+)?\(`)

// qualify writes the schema before each relation that a view of some schema reads. Without it a view would be understood by the search path
// of whoever asks: one that is attached by another program, under a name, finds nothing in main.
func (p places) qualify(schema, text string) string {
	own := map[string]bool{}
	for _, found := range withPattern.FindAllStringSubmatch(text, -1) {
		own[found[1]] = true
	}
	var out strings.Builder
	last := 0
	for _, at := range readPattern.FindAllStringSubmatchIndex(text, -1) {
		name := text[at[2]:at[3]]
		after := text[at[3]:]
		if seen := p.seen(schema, name); seen != "" && !own[name] && !strings.HasPrefix(after, ".") && !strings.HasPrefix(after, "(") {
			out.WriteString(text[last:at[2]] + seen + ".")
			last = at[2]
		}
	}
	return out.String() + text[last:]
}

// place puts the views into their schemas: the stored answers and all that stands on one into live too.
func (s viewSet) place(p places) (placed []placedView) {
	for _, v := range s.views {
		a, _ := s.stored.find(v.Name)
		if p.live[v.Name] {
			placed = append(placed, p.in(liveSchema, v, false))
		}
		placed = append(placed, p.in(p.home(v.Name), v, a.isStored))
	}
	return placed
}

func (p places) in(schema string, v View, isThin bool) placedView {
	text := v.as("CREATE OR REPLACE VIEW " + schema + "." + v.Name)
	return placedView{schema: schema, View: View{v.Name, p.qualify(schema, text)}, isThin: isThin}
}
