package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"time"

	"gongkai/queries"
	"gongkai/queries/worker"
	"gongkai/rows"
)

// beyondLimit is what the workers together may hold beside sql.memory_limit: the program, and what DuckDB does not count.
const beyondLimit = 768 << 20

// asked is a statement as it goes to a worker.
type asked struct {
	Snapshot   string   `json:"snapshot"`
	Values     string   `json:"values"`
	AsOf       string   `json:"as_of"`
	Boundaries string   `json:"boundaries"`
	Strict     bool     `json:"strict"`
	Release    string   `json:"release"`
	Files      bool     `json:"files"`
	Beside     []string `json:"beside"`
	Format     string   `json:"format"`
	Terminal   bool     `json:"terminal"`
	Query      string   `json:"query"`
}

// reading is which numbers are asked for.
func (q asked) reading() reading {
	return reading{
		values: q.Values, asOf: q.AsOf, boundaries: q.Boundaries, strict: q.Strict, release: q.Release, files: q.Files, beside: q.Beside,
	}
}

// from is a request for a reading of a snapshot, still without its statement.
func from(snapshot string, r reading) asked {
	return asked{
		Snapshot: snapshot, Values: r.values, AsOf: r.asOf, Boundaries: r.boundaries, Strict: r.strict, Release: r.release, Files: r.files,
		Beside: r.beside,
	}
}

// newWorkers starts the processes in which SQL of people runs, nil where the program does not know how to start itself. They have the
// settings of this process, and each its part of the memory.
func (a *app) newWorkers() (*worker.Pool, error) {
	if a.program == "" {
		return nil, nil //nolint:nilnil // nil is no pool
	}
	s := a.settings().SQL
	memory, err := queries.ParseSize(s.MemoryLimit)
	if err != nil {
		return nil, err
	}
	variables := append([]string(nil), a.variables...)
	for _, v := range a.loaded.Values {
		if v.Env != "" && v.Value != "" {
			variables = append(variables, v.Env+"="+v.Value)
		}
	}
	o := worker.Options{Count: s.Workers, Grace: time.Second}
	if memory > 0 {
		part := memory / int64(s.Workers)
		variables = append(variables, "GONGKAI_SQL_MEMORY_LIMIT="+strconv.FormatInt(part, 10)+"B")
		o.Memory = part + max(beyondLimit/int64(s.Workers), 256<<20)
	}
	arguments := []string{"sql", "--worker", "--lang", string(a.say.Language)}
	if a.configFile != "" {
		arguments = append(arguments, "--config", a.configFile)
	}
	o.Command = func() *exec.Cmd {
		cmd := exec.CommandContext(context.Background(), a.program, arguments...)
		cmd.Args[0], cmd.Env = "gongkai", variables // whatever name the file bears
		return cmd
	}
	return worker.New(o), nil
}

// work answers statements for another process, until that ends.
func (a *app) work(ctx context.Context) error {
	var session *queries.Session
	var open asked // what the session is of
	most, err := queries.ParseSize(a.settings().SQL.MemoryLimit)
	if err != nil {
		return err
	}
	if most > 0 {
		most += 2*beyondLimit + 1<<30 // of what is reserved only a part is held
	}
	worker.Humble(most)
	return worker.Serve(ctx, a.in, a.out, func(ctx context.Context, request json.RawMessage, to io.Writer) (int, error) {
		var q asked
		if err := json.Unmarshal(request, &q); err != nil {
			return 0, err
		}
		of := from(q.Snapshot, q.reading())
		if session == nil || !of.same(open) {
			options, err := a.peopleOptions(ctx, q.reading())
			if err != nil {
				return 0, err
			}
			options.Overrun = nil // whoever started this process ends it
			opened, err := queries.OpenReadOnly(ctx, q.Snapshot, options)
			if err != nil {
				return 0, err
			}
			if session != nil {
				err = session.Close()
			}
			if session, open = opened, of; err != nil {
				return 0, err
			}
		}
		format, ok := rows.FormatNamed(q.Format)
		if !ok {
			return 0, wrongUse(a.say.Text("usage.format", "format", q.Format))
		}
		buffered := bufio.NewWriterSize(to, 64<<10)
		n, err := a.writeQuery(ctx, session, q.Query, format.New(buffered, rows.Options{Terminal: q.Terminal, Sheet: a.say.Text("sql.sheet")}))
		return n, errors.Join(err, buffered.Flush())
	})
}

// same reports whether two requests are of one reading of one snapshot.
func (q asked) same(other asked) bool {
	a, errA := json.Marshal(q)
	b, errB := json.Marshal(other)
	return errA == nil && errB == nil && string(a) == string(b)
}

// itself is the path of the program, empty where the system does not tell.
func itself() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	return path
}
