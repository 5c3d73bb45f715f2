package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	own "gongkai/ingest/read/pdf/pdfium"
)

func (w *wrapped) object(o own.Object) references.FPDF_PAGEOBJECT {
	return ref[references.FPDF_PAGEOBJECT](w, o)
}

func (w *wrapped) CountObjects(p own.Page) (int, error) {
	r, err := w.pdf.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: w.page(p)})
	if err != nil {
		return 0, err
	}
	return r.Count, nil
}

func (w *wrapped) Object(p own.Page, i int) (own.Object, error) {
	r, err := w.pdf.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: w.page(p), Index: i})
	if err != nil {
		return 0, absent(err)
	}
	return kept[own.Object](w, r.PageObject, nil)
}

func (w *wrapped) CountFormObjects(form own.Object) (int, error) {
	r, err := w.pdf.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: w.object(form)})
	if err != nil {
		return 0, err
	}
	return r.Count, nil
}

func (w *wrapped) FormObject(form own.Object, i int) (own.Object, error) {
	r, err := w.pdf.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: w.object(form), Index: uint64(i)})
	if err != nil {
		return 0, absent(err)
	}
	return kept[own.Object](w, r.PageObject, nil)
}

func (w *wrapped) ObjectKind(o own.Object) (enums.FPDF_PAGEOBJ, error) {
	r, err := w.pdf.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: w.object(o)})
	if err != nil {
		return 0, err
	}
	return r.Type, nil
}

func (w *wrapped) Matrix(o own.Object) (own.Matrix, error) {
	r, err := w.pdf.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: w.object(o)})
	if err != nil {
		return own.Matrix{}, absent(err)
	}
	m := r.Matrix
	return own.Matrix{A: float64(m.A), B: float64(m.B), C: float64(m.C), D: float64(m.D), E: float64(m.E), F: float64(m.F)}, nil
}

func (w *wrapped) Bounds(o own.Object) (own.Rectangle, error) {
	r, err := w.pdf.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: w.object(o)})
	if err != nil {
		return own.Rectangle{}, absent(err)
	}
	return box(r.Left, r.Bottom, r.Right, r.Top), nil
}

func colour(c structs.FPDF_COLOR) own.Colour {
	return own.Colour{Red: uint8(c.R), Green: uint8(c.G), Blue: uint8(c.B), Alpha: uint8(c.A)}
}

func (w *wrapped) ImageWidth(o own.Object) (int, error) {
	r, err := w.pdf.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: w.object(o)})
	if err != nil {
		return 0, absent(err)
	}
	return int(r.Width), nil
}

func (w *wrapped) FillColour(o own.Object) (own.Colour, error) {
	r, err := w.pdf.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: w.object(o)})
	if err != nil {
		return own.Colour{}, absent(err)
	}
	return colour(r.FillColor), nil
}

func (w *wrapped) StrokeColour(o own.Object) (own.Colour, error) {
	r, err := w.pdf.FPDFPageObj_GetStrokeColor(&requests.FPDFPageObj_GetStrokeColor{PageObject: w.object(o)})
	if err != nil {
		return own.Colour{}, absent(err)
	}
	return colour(r.StrokeColor), nil
}

func (w *wrapped) StrokeWidth(o own.Object) (float64, error) {
	r, err := w.pdf.FPDFPageObj_GetStrokeWidth(&requests.FPDFPageObj_GetStrokeWidth{PageObject: w.object(o)})
	if err != nil {
		return 0, absent(err)
	}
	return float64(r.StrokeWidth), nil
}

func (w *wrapped) IsTransparent(o own.Object) (bool, error) {
	r, err := w.pdf.FPDFPageObj_HasTransparency(&requests.FPDFPageObj_HasTransparency{PageObject: w.object(o)})
	if err != nil {
		return false, err
	}
	return r.HasTransparency, nil
}

func (w *wrapped) SetActive(o own.Object, active bool) error {
	_, err := w.pdf.FPDFPageObj_SetIsActive(&requests.FPDFPageObj_SetIsActive{PageObject: w.object(o), Active: active})
	return absent(err)
}

func (w *wrapped) Font(o own.Object) (own.Font, error) {
	r, err := w.pdf.FPDFTextObj_GetFont(&requests.FPDFTextObj_GetFont{PageObject: w.object(o)})
	if err != nil {
		return 0, absent(err)
	}
	return kept[own.Font](w, r.Font, nil)
}

func (w *wrapped) IsEmbedded(f own.Font) (bool, error) {
	r, err := w.pdf.FPDFFont_GetIsEmbedded(&requests.FPDFFont_GetIsEmbedded{Font: ref[references.FPDF_FONT](w, f)})
	if err != nil {
		return false, err
	}
	return r.IsEmbedded, nil
}

func (w *wrapped) RenderMode(o own.Object) (enums.FPDF_TEXT_RENDERMODE, error) {
	r, err := w.pdf.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: w.object(o)})
	if err != nil {
		return 0, err
	}
	return r.TextRenderMode, nil
}

func (w *wrapped) SetFontSize(o own.Object, size float32) error {
	_, err := w.pdf.FPDFTextObj_SetFontSize(&requests.FPDFTextObj_SetFontSize{PageObject: w.object(o), FontSize: size})
	return absent(err)
}

func (w *wrapped) ObjectText(o own.Object, t own.Text) (string, error) {
	r, err := w.pdf.FPDFTextObj_GetText(&requests.FPDFTextObj_GetText{PageObject: w.object(o), TextPage: ref[references.FPDF_TEXTPAGE](w, t)})
	if err != nil {
		return "", absent(err)
	}
	return r.Text, nil
}

func (w *wrapped) CountMarks(o own.Object) (int, error) {
	r, err := w.pdf.FPDFPageObj_CountMarks(&requests.FPDFPageObj_CountMarks{PageObject: w.object(o)})
	if err != nil {
		return 0, err
	}
	return r.Count, nil
}

func (w *wrapped) Mark(o own.Object, i int) (own.Mark, error) {
	r, err := w.pdf.FPDFPageObj_GetMark(&requests.FPDFPageObj_GetMark{PageObject: w.object(o), Index: uint64(i)})
	if err != nil {
		return 0, absent(err)
	}
	return kept[own.Mark](w, r.Mark, nil)
}

func (w *wrapped) RemoveMark(o own.Object, m own.Mark) error {
	_, err := w.pdf.FPDFPageObj_RemoveMark(&requests.FPDFPageObj_RemoveMark{
		PageObject: w.object(o), PageObjectMark: ref[references.FPDF_PAGEOBJECTMARK](w, m),
	})
	return absent(err)
}

func (w *wrapped) MarkName(m own.Mark) (string, error) {
	r, err := w.pdf.FPDFPageObjMark_GetName(&requests.FPDFPageObjMark_GetName{PageObjectMark: ref[references.FPDF_PAGEOBJECTMARK](w, m)})
	if err != nil {
		return "", absent(err)
	}
	return r.Name, nil
}

func (w *wrapped) MarkText(m own.Mark, key string) (string, error) {
	r, err := w.pdf.FPDFPageObjMark_GetParamStringValue(&requests.FPDFPageObjMark_GetParamStringValue{
		PageObjectMark: ref[references.FPDF_PAGEOBJECTMARK](w, m), Key: key,
	})
	if err != nil {
		return "", absent(err)
	}
	return r.Value, nil
}

func (w *wrapped) DrawMode(o own.Object) (enums.FPDF_FILLMODE, bool, error) {
	r, err := w.pdf.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: w.object(o)})
	if err != nil {
		return 0, false, absent(err)
	}
	return r.FillMode, r.Stroke, nil
}

func (w *wrapped) CountSegments(o own.Object) (int, error) {
	r, err := w.pdf.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: w.object(o)})
	if err != nil {
		return 0, absent(err)
	}
	return r.Count, nil
}

func (w *wrapped) Segment(o own.Object, i int) (s own.Segment, err error) {
	r, err := w.pdf.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: w.object(o), Index: i})
	if err != nil {
		return s, absent(err)
	}
	kind, err := w.pdf.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: r.PathSegment})
	if err != nil {
		return s, err
	}
	closes, err := w.pdf.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: r.PathSegment})
	if err != nil {
		return s, err
	}
	s.Kind, s.Closed = kind.Type, closes.IsClose
	s.X, s.Y, err = w.point(r.PathSegment)
	return s, err
}

func (w *wrapped) point(segment references.FPDF_PATHSEGMENT) (x, y float64, err error) {
	r, err := w.pdf.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment})
	if err != nil {
		return 0, 0, absent(err)
	}
	return float64(r.X), float64(r.Y), nil
}

func (w *wrapped) Clip(o own.Object) (own.Clip, error) {
	r, err := w.pdf.FPDFPageObj_GetClipPath(&requests.FPDFPageObj_GetClipPath{PageObject: w.object(o)})
	if err != nil {
		return 0, absent(err)
	}
	return kept[own.Clip](w, r.ClipPath, nil)
}

func (w *wrapped) CountClipPaths(c own.Clip) (int, error) {
	r, err := w.pdf.FPDFClipPath_CountPaths(&requests.FPDFClipPath_CountPaths{ClipPath: ref[references.FPDF_CLIPPATH](w, c)})
	if err != nil {
		return 0, absent(err)
	}
	return r.Count, nil
}

func (w *wrapped) CountClipSegments(c own.Clip, path int) (int, error) {
	r, err := w.pdf.FPDFClipPath_CountPathSegments(&requests.FPDFClipPath_CountPathSegments{
		ClipPath: ref[references.FPDF_CLIPPATH](w, c), PathIndex: path,
	})
	if err != nil {
		return 0, absent(err)
	}
	return r.Count, nil
}

func (w *wrapped) ClipPoint(c own.Clip, path, i int) (x, y float64, err error) {
	r, err := w.pdf.FPDFClipPath_GetPathSegment(&requests.FPDFClipPath_GetPathSegment{
		ClipPath: ref[references.FPDF_CLIPPATH](w, c), PathIndex: path, SegmentIndex: i,
	})
	if err != nil {
		return 0, 0, absent(err)
	}
	return w.point(r.PathSegment)
}

func (w *wrapped) text(t own.Text) references.FPDF_TEXTPAGE {
	return ref[references.FPDF_TEXTPAGE](w, t)
}

func (w *wrapped) LoadText(p own.Page) (own.Text, error) {
	r, err := w.pdf.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: w.page(p)})
	if err != nil {
		return 0, absent(err)
	}
	return kept[own.Text](w, r.TextPage, nil)
}

func (w *wrapped) CloseText(t own.Text) error {
	_, err := w.pdf.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: w.text(t)})
	return err
}

func (w *wrapped) CountChars(t own.Text) (int, error) {
	r, err := w.pdf.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: w.text(t)})
	if err != nil {
		return 0, absent(err)
	}
	return r.Count, nil
}

func (w *wrapped) Unicode(t own.Text, i int) (uint32, error) {
	r, err := w.pdf.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: w.text(t), Index: i})
	if err != nil {
		return 0, err
	}
	return uint32(r.Unicode), nil
}

func (w *wrapped) HasMapError(t own.Text, i int) (bool, error) {
	r, err := w.pdf.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: w.text(t), Index: i})
	if err != nil {
		return false, absent(err)
	}
	return r.HasUnicodeMapError, nil
}

func (w *wrapped) LooseBox(t own.Text, i int) (own.Rectangle, error) {
	r, err := w.pdf.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: w.text(t), Index: i})
	if err != nil {
		return own.Rectangle{}, absent(err)
	}
	return box(r.Rect.Left, r.Rect.Bottom, r.Rect.Right, r.Rect.Top), nil
}

func (w *wrapped) CharBox(t own.Text, i int) (own.Rectangle, error) {
	r, err := w.pdf.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: w.text(t), Index: i})
	if err != nil {
		return own.Rectangle{}, absent(err)
	}
	return own.Rectangle{Left: r.Left, Bottom: r.Bottom, Right: r.Right, Top: r.Top}, nil
}

func (w *wrapped) CharAngle(t own.Text, i int) (float64, error) {
	r, err := w.pdf.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: w.text(t), Index: i})
	if err != nil {
		return 0, absent(err)
	}
	return float64(r.CharAngle), nil
}

func (w *wrapped) CharOrigin(t own.Text, i int) (x, y float64, err error) {
	r, err := w.pdf.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: w.text(t), Index: i})
	if err != nil {
		return 0, 0, absent(err)
	}
	return r.X, r.Y, nil
}

func (w *wrapped) FontSize(t own.Text, i int) (float64, error) {
	r, err := w.pdf.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: w.text(t), Index: i})
	if err != nil {
		return 0, err
	}
	return r.FontSize, nil
}
