package sqlfile

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func catalogue() Catalogue {
	return New(fstest.MapFS{
		"sql/numbers.sql": {Data: []byte("3")},
		"sql/none.sql":    {Data: []byte("0")},
		"sql/broken.sql":  {Data: []byte("no number")},
	}, "sql")
}

func TestText(t *testing.T) {
	if text, err := catalogue().Text("numbers"); text != "3" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
}

func TestEach(t *testing.T) {
	db := open(t)
	var got []int64
	collect := func(scan Scan) error {
		var n int64
		err := scan(&n)
		got = append(got, n)
		return err
	}
	if err := catalogue().Each(t.Context(), db.QueryContext, "numbers", collect); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int64{1, 2, 3}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	enough := errors.New("enough")
	got = nil
	err := catalogue().Each(t.Context(), db.QueryContext, "numbers", func(scan Scan) error { return errors.Join(collect(scan), enough) })
	if !errors.Is(err, enough) || len(got) != 1 {
		t.Errorf("it went on after an error: %v, %v", got, err)
	}
}

func TestOne(t *testing.T) {
	db := open(t)
	var n int64
	if err := catalogue().One(t.Context(), db.QueryContext, "numbers", nil, &n); err != nil || n != 1 {
		t.Errorf("%d, %v: want the first of the rows", n, err)
	}
	if err := catalogue().One(t.Context(), db.QueryContext, "none", nil, &n); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("no row: %v", err)
	}
}

// What fails is called by its name: neither a missing file nor a text that the database refuses is without one.
func TestErrorsNameTheFile(t *testing.T) {
	db := open(t)
	ignore := func(Scan) error { return nil }
	for _, c := range []struct {
		name string
		is   error
	}{{"missing", fs.ErrNotExist}, {"broken", errRefused}} {
		_, inExec := catalogue().Exec(t.Context(), db, c.name)
		for call, err := range map[string]error{
			"Exec": inExec,
			"Each": catalogue().Each(t.Context(), db.QueryContext, c.name, ignore),
			"One":  catalogue().One(t.Context(), db.QueryContext, c.name, nil),
		} {
			if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.name) {
				t.Errorf("%s of %s: %v", call, c.name, err)
			}
		}
	}
}

func open(t *testing.T) *sql.DB {
	t.Helper()
	db := sql.OpenDB(counter{})
	t.Cleanup(func() { _ = db.Close() })
	return db
}

var errRefused = errors.New("that is no number")

// counter is a database whose statements are a digit, and their rows the numbers up to it.
type counter struct{ driver.Conn }

func (c counter) Connect(context.Context) (driver.Conn, error) { return c, nil }
func (c counter) Driver() driver.Driver                        { return nil }
func (c counter) Close() error                                 { return nil }

func (c counter) QueryContext(_ context.Context, query string, _ []driver.NamedValue) (driver.Rows, error) {
	if len(query) != 1 {
		return nil, errRefused
	}
	return &numbers{to: int64(query[0] - '0')}, nil
}

func (c counter) ExecContext(_ context.Context, query string, _ []driver.NamedValue) (driver.Result, error) {
	if len(query) != 1 {
		return nil, errRefused
	}
	return driver.RowsAffected(query[0] - '0'), nil
}

type numbers struct{ at, to int64 }

func (n *numbers) Columns() []string { return []string{"n"} }
func (n *numbers) Close() error      { return nil }

func (n *numbers) Next(to []driver.Value) error {
	if n.at == n.to {
		return io.EOF
	}
	n.at++
	to[0] = n.at
	return nil
}
