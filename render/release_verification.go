package render

import (
	"io"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

// ReleaseVerification sets what came of building a release again, for a terminal.
func ReleaseVerification(w io.Writer, say messages.Printer, v *page.ReleaseVerification) error {
	p := treePaper{newPaper(say, Plain())}
	if v.ReferenceChanged {
		p.line(say.Text("release.reference_changed"))
	}
	if v.ViewsChanged {
		p.line(say.Text("release.views_changed"))
	}
	for _, t := range v.Totals {
		p.branch(0, "! ", say.Text("release.total_differs",
			"region", t.RegionCode, "basis", say.Text("basis."+t.Basis), "code", p.indicator(t.Code),
			"stored", p.orNone(t.Stored), "rebuilt", p.orNone(t.Rebuilt)))
	}
	for _, i := range v.Inputs {
		p.branch(0, "! ", say.Text("release.input_differs", "agency", i.Agency, "region", i.RegionCode))
	}
	for _, d := range v.Relations {
		p.branch(0, "! ", say.Text("release.rows_differ", "relation", say.Text("release.relation."+d.Relation), "compared", d.Compared,
			"stored", d.OnlyStored, "rebuilt", d.OnlyRebuilt))
	}
	for i := range v.Differing {
		d := &v.Differing[i]
		p.branch(0, "! ", say.Text("release.document_differs", "agency", d.Agency, "region", d.RegionCode, "path", d.ReadFrom))
		p.verified(1, &d.Verification)
	}
	p.line(say.Text("release.verified", "totals", v.TotalsCompared, "differing", len(v.Totals), "reports", v.Reports, "inputs", len(v.Inputs),
		"rows", v.RowsCompared, "relations", len(v.Relations)))
	if d := v.Documents; d != nil {
		p.line(say.Text("explain.verified", "documents", d.Documents, "cells", d.Cells, "gone", d.Gone, "differing", d.Differing))
	}
	return p.out(w)
}
