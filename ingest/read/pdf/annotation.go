//go:build !js && !wasip1

package pdf

import (
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"gongkai/internal/report"
)

// maxAnnotations of a page that are looked at.
const maxAnnotations = 2000

// remark is what is laid on a page beside its content: a comment, a drawing, a form field.
type remark struct {
	kind    enums.FPDF_ANNOTATION_SUBTYPE
	box     rectangle
	picture bool // it says how it looks
	value   bool // a field with a value
}

// annotations makes what is laid on the page part of its content, where it says how it looks: a struck out number is struck out,
// a field is read as it is printed. Of the others the place is kept: what lies below is in doubt.
func (p *pageReader) annotations(ref requests.Page) error {
	count, err := p.pdf.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: ref})
	if err != nil || count.Count == 0 {
		return err
	}
	remarks, err := p.remarks(ref, count.Count)
	if err != nil {
		return err
	}
	flat, drawn := 0, 0
	for _, r := range remarks {
		switch {
		case r.picture:
			flat++
		case r.drawable():
			drawn++
		}
	}
	if drawn > 0 {
		// pdfium knows how a strike-out, a box or a stroke of a pen look that have no picture of their own. It draws them when it
		// renders, and keeps what it drew.
		picture, err := p.pdf.RenderPageInDPI(&requests.RenderPageInDPI{Page: ref, DPI: 4, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT})
		if err != nil {
			return err
		}
		picture.Cleanup()
		if remarks, err = p.remarks(ref, count.Count); err != nil {
			return err
		}
	}
	comments := 0
	for _, r := range remarks {
		if r.kind != enums.FPDF_ANNOT_SUBTYPE_WIDGET {
			comments++
		}
		p.laid(r)
	}
	if comments > 0 {
		p.scan.note(report.NoteAnnotation, p.index+1, comments)
	}
	if flat+drawn == 0 {
		return nil
	}
	p.flattened = true
	done, err := p.pdf.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: ref, Usage: requests.FPDFPage_FlattenUsageNormalDisplay})
	if err == nil && done.Result == responses.FPDFPage_FlattenResultFail {
		for _, r := range remarks {
			p.laidOver = append(p.laidOver, paint{box: r.box, doubt: true})
		}
	}
	return err
}

// drawable reports whether pdfium can draw it without a picture.
func (r remark) drawable() bool {
	switch r.kind {
	case enums.FPDF_ANNOT_SUBTYPE_CIRCLE, enums.FPDF_ANNOT_SUBTYPE_HIGHLIGHT, enums.FPDF_ANNOT_SUBTYPE_INK, enums.FPDF_ANNOT_SUBTYPE_SQUARE,
		enums.FPDF_ANNOT_SUBTYPE_SQUIGGLY, enums.FPDF_ANNOT_SUBTYPE_STRIKEOUT, enums.FPDF_ANNOT_SUBTYPE_UNDERLINE:
		return true
	}
	return false
}

// laid keeps the place of what cannot be drawn.
func (p *pageReader) laid(r remark) {
	x, y := (r.box.left+r.box.right)/2, (r.box.bottom+r.box.top)/2
	switch {
	case r.picture:
	case r.kind == enums.FPDF_ANNOT_SUBTYPE_WIDGET:
		if r.value {
			p.bare = append(p.bare, char{r: unicode.ReplacementChar, box: rectangle{x, y, x + 1, y + 1}, x: x, y: y})
			p.fields++
		}
	case r.kind == enums.FPDF_ANNOT_SUBTYPE_TEXT, r.kind == enums.FPDF_ANNOT_SUBTYPE_HIGHLIGHT, r.kind == enums.FPDF_ANNOT_SUBTYPE_UNDERLINE,
		r.kind == enums.FPDF_ANNOT_SUBTYPE_FILEATTACHMENT, r.kind == enums.FPDF_ANNOT_SUBTYPE_SOUND:
	default:
		p.laidOver = append(p.laidOver, paint{box: r.box, doubt: true})
	}
}

// remarks lists what is laid on the page and shown.
func (p *pageReader) remarks(ref requests.Page, count int) ([]remark, error) {
	var all []remark
	for i := range min(count, maxAnnotations) {
		a, err := p.pdf.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: ref, Index: i})
		if err != nil {
			continue // damaged
		}
		r, shown, err := p.remark(a.Annotation)
		if _, closing := p.pdf.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation}); err == nil {
			err = closing
		}
		if err != nil {
			return nil, err
		}
		if shown {
			all = append(all, r)
		}
	}
	return all, nil
}

func (p *pageReader) remark(a references.FPDF_ANNOTATION) (r remark, shown bool, err error) {
	kind, err := p.pdf.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a})
	if err != nil {
		return r, false, err
	}
	r.kind = kind.Subtype
	if r.kind == enums.FPDF_ANNOT_SUBTYPE_LINK || r.kind == enums.FPDF_ANNOT_SUBTYPE_POPUP {
		return r, false, nil
	}
	flags, err := p.pdf.FPDFAnnot_GetFlags(&requests.FPDFAnnot_GetFlags{Annotation: a})
	if err != nil {
		return r, false, err
	}
	if flags.Flags&enums.FPDF_ANNOT_FLAG_NOVIEW != 0 {
		// It is printed at most. To make it part of the content, it must be told that it is not.
		hide := requests.FPDFAnnot_SetFlags{Annotation: a, Flags: flags.Flags | enums.FPDF_ANNOT_FLAG_HIDDEN}
		if _, err := p.pdf.FPDFAnnot_SetFlags(&hide); err != nil {
			return r, false, err
		}
	}
	if flags.Flags&(enums.FPDF_ANNOT_FLAG_NOVIEW|enums.FPDF_ANNOT_FLAG_HIDDEN) != 0 {
		return r, false, nil
	}
	if b, err := p.pdf.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a}); err == nil {
		r.box = ordered(float64(b.Rect.Left), float64(b.Rect.Bottom), float64(b.Rect.Right), float64(b.Rect.Top))
	}
	normal := requests.FPDFAnnot_GetAP{Annotation: a, AppearanceMode: enums.FPDF_ANNOT_APPEARANCEMODE_NORMAL}
	if picture, err := p.pdf.FPDFAnnot_GetAP(&normal); err == nil {
		r.picture = picture.Value != ""
	}
	if r.kind == enums.FPDF_ANNOT_SUBTYPE_WIDGET {
		if value, err := p.pdf.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a, Key: "V"}); err == nil {
			r.value = value.Value != ""
		}
	}
	return r, true, nil
}
