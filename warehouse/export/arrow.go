package export

import (
	"context"
	"errors"
	"os"

	"gongkai/rows"
)

// arrow writes the rows of a part in the Arrow IPC file format, which is also Feather 2, and returns their number.
func (w *writer) arrow(ctx context.Context, p part, name string) (n int64, err error) {
	file, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var notes []rows.Note
	for _, m := range w.metadata(p) {
		notes = append(notes, rows.Note{Key: m[0], Value: m[1]})
	}
	out := rows.NewArrow(file, rows.ArrowOptions{Notes: notes, Zstd: true})
	if err := out.Head(p.rowColumns()); err != nil {
		return 0, err
	}
	if n, err = w.each(ctx, p, out.Row); err != nil {
		return n, errors.Join(err, rows.Abort(out))
	}
	return n, out.Close()
}

// rowColumns returns the columns with what they mean.
func (t table) rowColumns() []rows.Column {
	var out []rows.Column
	for _, c := range t.columns {
		out = append(out, rows.Column{
			Name: c.name, Kind: c.kind, Bound: t.Bound[c.name],
			Notes: []rows.Note{{Key: "description_zh", Value: c.zh}, {Key: "description_en", Value: c.en}},
		})
	}
	return out
}
