package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"gongkai/rows"
)

// write writes one file of a relation and lists it.
func (w *writer) write(ctx context.Context, p part, format Format) (err error) {
	f := File{Path: p.file(format), Format: format, Relation: p.Name, Year: p.year}
	name, err := w.place(f.Path)
	if err != nil {
		return err
	}
	query, args := w.query(p)
	switch format {
	case Parquet:
		f.Rows, err = w.copy(ctx, query, args, name, w.parquetOptions(p))
	case CSV:
		f.Rows, err = w.copy(ctx, p.plainNumbers(query), args, name, "FORMAT csv, HEADER, DELIMITER ','")
		if err == nil && w.options.ByteOrderMark {
			err = prependMark(name)
		}
	default:
		f.Rows, err = w.arrow(ctx, p, name)
	}
	if err != nil {
		return err
	}
	return w.list(f)
}

// copy writes the rows of a query with COPY and returns their number. One COPY with a total order is what makes the bytes
// the same for any number of threads; COPY … PARTITION_BY would not.
func (w *writer) copy(ctx context.Context, query string, args []any, name, options string) (int64, error) {
	result, err := w.conn.ExecContext(ctx, "COPY (\n"+query+"\n) TO "+quote(name)+" ("+options+")", args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (w *writer) parquetOptions(p part) string {
	var pairs []string
	for _, m := range w.metadata(p) {
		pairs = append(pairs, m[0]+": "+quote(m[1]))
	}
	return "FORMAT parquet, COMPRESSION zstd, KV_METADATA {" + strings.Join(pairs, ", ") + "}"
}

// plainNumbers returns a query for the part with decimals as people write them, 3511 and not 3511.000000.
func (p part) plainNumbers(query string) string {
	var replace []string
	for _, c := range p.columns {
		if _, scale, ok := rows.DecimalKind(c.kind); ok && scale > 0 {
			replace = append(replace, fmt.Sprintf(`rtrim(rtrim(CAST(%[1]s AS VARCHAR), '0'), '.') AS %[1]s`, identifier(c.name)))
		}
	}
	if len(replace) == 0 {
		return query
	}
	return "SELECT * REPLACE (" + strings.Join(replace, ", ") + ") FROM (\n" + query + "\n)"
}

// prependMark puts a byte order mark before a file: without one some spreadsheet programs take UTF-8 for the system's
// own encoding and show Chinese as something else.
func prependMark(name string) (err error) {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	marked := name + ".marked"
	out, err := os.Create(marked)
	if err != nil {
		return errors.Join(err, in.Close())
	}
	buffer := bufio.NewWriter(out)
	_, err = buffer.WriteString("\ufeff")
	if err == nil {
		_, err = io.Copy(buffer, in)
	}
	if err = errors.Join(err, buffer.Flush(), out.Close(), in.Close()); err != nil {
		return err
	}
	return os.Rename(marked, name)
}

// quote returns s as an SQL text.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// identifier returns a name as an SQL identifier.
func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
