package pdf

import (
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"

	"gongkai/ingest/read/pdf/pdfium"
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
func (p *pageReader) annotations() error {
	count, err := p.pdf.CountAnnotations(p.page)
	if err != nil || count == 0 {
		return err
	}
	remarks, err := p.remarks(count)
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
		if err := p.pdf.DrawAnnotations(p.page); err != nil {
			return err
		}
		if remarks, err = p.remarks(count); err != nil {
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
	var done bool
	p.page, done, err = p.pdf.Flatten(p.document, p.page, p.index)
	if err == nil && !done {
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
func (p *pageReader) remarks(count int) ([]remark, error) {
	var all []remark
	for i := range min(count, maxAnnotations) {
		a, err := p.pdf.Annotation(p.page, i)
		if err != nil {
			continue // damaged
		}
		r, shown, err := p.remark(a)
		if closing := p.pdf.CloseAnnotation(a); err == nil {
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

func (p *pageReader) remark(a pdfium.Annotation) (r remark, shown bool, err error) {
	if r.kind, err = p.pdf.AnnotationKind(a); err != nil {
		return r, false, err
	}
	if r.kind == enums.FPDF_ANNOT_SUBTYPE_LINK || r.kind == enums.FPDF_ANNOT_SUBTYPE_POPUP {
		return r, false, nil
	}
	flags, err := p.pdf.AnnotationFlags(a)
	if err != nil {
		return r, false, err
	}
	if flags&enums.FPDF_ANNOT_FLAG_NOVIEW != 0 {
		// It is printed at most. To make it part of the content, it must be told that it is not.
		if err := p.pdf.SetAnnotationFlags(a, flags|enums.FPDF_ANNOT_FLAG_HIDDEN); err != nil {
			return r, false, err
		}
	}
	if flags&(enums.FPDF_ANNOT_FLAG_NOVIEW|enums.FPDF_ANNOT_FLAG_HIDDEN) != 0 {
		return r, false, nil
	}
	if b, err := p.pdf.AnnotationBox(a); err == nil {
		r.box = ordered(b)
	}
	if picture, err := p.pdf.Appearance(a); err == nil {
		r.picture = picture != ""
	}
	if r.kind == enums.FPDF_ANNOT_SUBTYPE_WIDGET {
		if value, err := p.pdf.AnnotationText(a, "V"); err == nil {
			r.value = value != ""
		}
	}
	return r, true, nil
}
