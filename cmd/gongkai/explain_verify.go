package main

import (
	"context"
	_ "embed"
	"errors"

	"gongkai/internal/report"
	"gongkai/job"
)

// readDocuments finds the documents of the tree, quotes the text around each cell, and with --verify compares every
// cell of each report with what the document says now.
func (e *explainer) readDocuments(ctx context.Context, x *explanation) (err error) {
	originals, err := job.NewOriginals(e.store(), e.readOptions())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, originals.Close()) }()
	if e.options.verify {
		x.Verified = &job.VerifiedCount{}
	}
	done := map[int64]*explainedMember{}
	var failed error
	x.members(func(m *explainedMember) {
		if failed == nil {
			failed = errors.Join(ctx.Err(), e.readDocument(ctx, originals, m, done[m.VersionID], x.Verified))
		}
		done[m.VersionID] = m
	})
	return failed
}

// readDocument reads the document of one member. Where the same report was seen before in the tree (before), it is
// quoted only.
func (e *explainer) readDocument(ctx context.Context, o *job.Originals, m, before *explainedMember, sum *job.VerifiedCount) (err error) {
	found := o.Find(ctx, m.SHA256, m.Paths)
	m.Document, m.ReadFrom = found.Status, found.From
	if found.Err != nil {
		m.Problem = found.Err.Error()
	}
	if found.Status == job.DocumentRead && !e.options.noText {
		var places []report.Place
		for _, c := range m.Cells {
			places = append(places, c.Place)
		}
		quotes, err := o.Quotes(ctx, found, places)
		if err != nil {
			m.Document, m.Problem = job.DocumentUnreadable, err.Error()
		}
		for i, q := range quotes {
			if q != nil {
				m.Cells[i].Text = &quotedText{Above: q.Above, Before: q.Before, Text: q.Text, After: q.After}
			}
		}
	}
	if sum == nil {
		return nil
	}
	if before != nil {
		m.Verified = before.Verified
		return nil
	}
	sum.Documents++
	if found.Status != job.DocumentRead {
		sum.Gone++
		return nil
	}
	if m.Verified, err = o.Verify(ctx, e.session.Query, found, job.Version{ID: m.VersionID, Ordinal: m.ordinal, Parser: m.Parser, Rules: m.Rules}); err != nil {
		return err
	}
	sum.Cells += m.Verified.Cells
	if len(m.Verified.Differences) > 0 {
		sum.Differing++
	}
	return ctx.Err()
}
