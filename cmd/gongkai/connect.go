package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"gongkai/internal/sqlfile"
	"gongkai/queries"
	"gongkai/warehouse/snapshot"
)

// connectOptions are the flags of connect.
type connectOptions struct {
	format  string
	reading reading
}

// connection is what `connect --format json` prints.
type connection struct {
	// Path is what the statements open: while the warehouse stands there it stays, and leads to the newest snapshot.
	Path       string   `json:"path"`
	Snapshot   string   `json:"snapshot"` // to which it leads now
	DuckDB     string   `json:"duckdb"`   // version that wrote it
	Statements []string `json:"statements"`
}

// attachedName is the name under which the snapshot is attached.
const attachedName = "gongkai"

func newConnect(a *app) *cobra.Command {
	var o connectOptions
	cmd := &cobra.Command{
		Use: "connect [--format sql|python|json] [--values V] [--as-of DAY]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runConnect(cmd.Context(), a, o) },
	}
	a.describe(cmd, "connect", 0, 1, 2, 10, 12)
	cmd.Flags().StringVar(&o.format, "format", "sql", a.say.Text("flag.connect_format"))
	a.addReading(cmd, &o.reading)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"sql", "python", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// runConnect prints how another DuckDB opens the current snapshot.
func runConnect(ctx context.Context, a *app, o connectOptions) error {
	read, err := a.sessionOptions(ctx, o.reading)
	if err != nil {
		return err
	}
	c, err := a.connection()
	if err != nil {
		return err
	}
	// Opened, so that what is printed is known to work here: a snapshot of a newer schema is refused.
	session, err := queries.OpenReadOnly(ctx, c.Path, read)
	if err != nil {
		return err
	}
	defer session.Close()
	if c.Statements, err = session.Attach(ctx, c.Path, attachedName); err != nil {
		return err
	}
	if c.DuckDB, err = duckDBVersion(ctx, session); err != nil {
		return err
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, c)
	case "sql":
		a.connectLines("--", c)
		for _, s := range c.Statements {
			a.printf("%s;\n", s)
		}
	case "python":
		a.connectLines("#", c)
		a.printf("import duckdb\n\ncon = duckdb.connect()\n")
		for _, s := range c.Statements {
			a.printf("con.execute(%s)\n", strconv.Quote(s))
		}
	default:
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "sql, python, json"))
	}
	return nil
}

// connection returns where the current snapshot is: by the link, and where there is none, by its own path.
func (a *app) connection() (c connection, err error) {
	warehouse := a.settings().Warehouse.Path
	if c.Snapshot, err = snapshot.Current(warehouse); err != nil {
		return c, err
	}
	if c.Path, err = snapshot.Link(warehouse); err != nil {
		return c, err
	}
	if c.Snapshot, err = filepath.Abs(c.Snapshot); err != nil {
		return c, err
	}
	if c.Path == "" {
		c.Path = c.Snapshot
		return c, nil
	}
	c.Path, err = filepath.Abs(c.Path)
	return c, err
}

// connectLines prints what to know, as comments.
func (a *app) connectLines(mark string, c connection) {
	a.printf("%s %s\n", mark, a.say.Text("connect.version", "version", c.DuckDB))
	if c.Path == c.Snapshot {
		a.printf("%s %s\n", mark, a.say.Text("connect.again"))
		return
	}
	a.printf("%s %s\n", mark, a.say.Text("connect.stays"))
}

// duckDBVersion returns the version of the DuckDB in the program, as v1.5.6.
func duckDBVersion(ctx context.Context, session *queries.Session) (version string, err error) {
	err = sqlfile.Rows(ctx, session.Query, "SELECT version()", func(scan sqlfile.Scan) error { return scan(&version) })
	if err != nil {
		return "", fmt.Errorf("version of DuckDB: %w", err)
	}
	return version, nil
}
