package job

import (
	"context"
	"errors"

	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/queries/page"
)

// ExplainOptions say what is asked of the documents behind a number.
type ExplainOptions struct {
	Store  Store
	Read   ingest.Options
	Quote  bool // the text around each cell
	Verify bool // every cell of each report is compared with what the document says now
}

// ReadExplained finds the documents behind a number again, and adds to its tree what they say. A document that cannot be had is no
// error: its member says what became of it.
func ReadExplained(ctx context.Context, source sqlfile.Source, x *page.Explanation, o ExplainOptions) (err error) {
	defer fault.Wrap(&err, "documents behind %s", x.Code)
	originals, err := NewOriginals(o.Store, o.Read)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, originals.Close()) }()
	if o.Verify {
		x.Verified = &page.VerifiedCount{}
	}
	e := explained{originals, source, o.Quote, x.Verified, map[int64]*page.ExplainedMember{}}
	var failed error
	x.EachReport(func(m *page.ExplainedMember) {
		if failed == nil {
			failed = errors.Join(ctx.Err(), e.read(ctx, m))
		}
		e.seen[m.VersionID] = m
	})
	return failed
}

// explained is a tree whose documents are read.
type explained struct {
	originals *Originals
	source    sqlfile.Source
	quote     bool
	sum       *page.VerifiedCount // nil where nothing is verified
	seen      map[int64]*page.ExplainedMember
}

// read reads the document of one member. A report that stands in the tree before is quoted only.
func (e *explained) read(ctx context.Context, m *page.ExplainedMember) (err error) {
	found := e.originals.Find(ctx, m.SHA256, m.Paths)
	m.Document, m.ReadFrom = found.Status, found.From
	if found.Err != nil {
		m.Problem = found.Err.Error()
	}
	if found.Status == DocumentRead && e.quote {
		e.quoteCells(ctx, found, m)
	}
	if e.sum == nil {
		return nil
	}
	if before := e.seen[m.VersionID]; before != nil {
		m.Verified = before.Verified
		return nil
	}
	e.sum.Documents++
	if found.Status != DocumentRead {
		e.sum.Gone++
		return nil
	}
	m.Verified, err = e.originals.Verify(ctx, e.source, found, Version{ID: m.VersionID, Ordinal: m.Ordinal, Parser: m.Parser, Rules: m.Rules})
	if err != nil {
		return err
	}
	e.sum.Cells += m.Verified.Cells
	if len(m.Verified.Differences) > 0 {
		e.sum.Differing++
	}
	return ctx.Err()
}

// quoteCells adds the text around each cell of a member.
func (e *explained) quoteCells(ctx context.Context, found Original, m *page.ExplainedMember) {
	var places []report.Place
	for _, c := range m.Cells {
		places = append(places, c.Place)
	}
	quotes, err := e.originals.Quotes(ctx, found, places)
	if err != nil {
		m.Document, m.Problem = DocumentUnreadable, err.Error()
	}
	for i, q := range quotes {
		if q != nil {
			m.Cells[i].Text = &page.Quote{Above: q.Above, Before: q.Before, Text: q.Text, After: q.After}
		}
	}
}
