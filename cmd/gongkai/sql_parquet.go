package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"gongkai/queries"
)

// parquetRows writes a Parquet file, with the types of arrowRows.
type parquetRows struct {
	w       io.Writer
	columns []column
	rows    *queries.Parquet
	plain   []bool // columns that are written as text
}

func (p *parquetRows) head(columns []column) (err error) {
	p.columns = columns
	p.plain = make([]bool, len(columns))
	list := make([]queries.Column, len(columns))
	for i, c := range columns {
		p.plain[i] = isText(c.kind)
		list[i] = queries.Column{Name: c.name, Kind: c.kind}
		if p.plain[i] {
			list[i].Kind = "VARCHAR"
		}
	}
	p.rows, err = queries.NewParquet(context.Background(), list) // in memory, and done at once
	return err
}

func (p *parquetRows) row(values []any) error {
	row := make([]any, len(values))
	for i, v := range values {
		row[i] = v
		if text, ok := plain(v, p.columns[i].kind); ok && p.plain[i] {
			row[i] = text
		}
	}
	return p.rows.Append(row)
}

// close writes into a folder of its own first: the format is not written from front to back.
func (p *parquetRows) close() (err error) {
	folder, err := os.MkdirTemp("", "gongkai-sql-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.abort(), os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "rows.parquet")
	if err := p.rows.Write(context.Background(), path); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(p.w, file)
	return err
}

// abort drops what was collected.
func (p *parquetRows) abort() error {
	if p.rows == nil {
		return nil
	}
	err := p.rows.Close()
	p.rows = nil
	return err
}
