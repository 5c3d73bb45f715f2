package main

import (
	"encoding/csv"
	"io"

	"gongkai/ingest/feed"
	"gongkai/internal/report"
)

// csvReports prints a line a cell.
type csvReports struct {
	w      *csv.Writer
	header bool
}

func newCSVReports(w io.Writer) *csvReports { return &csvReports{w: csv.NewWriter(w)} }

func (c *csvReports) head() error {
	if c.header {
		return nil
	}
	c.header = true
	return c.w.Write(feed.Header())
}

func (c *csvReports) report(r *report.Report) error {
	if err := c.head(); err != nil {
		return err
	}
	return c.w.WriteAll(feed.Rows(r)) // flushes
}

func (c *csvReports) close([]feed.Rejected) error {
	if err := c.head(); err != nil {
		return err
	}
	c.w.Flush()
	return c.w.Error()
}
