package pdfium

import "github.com/klippa-app/go-pdfium/enums"

// Annotation is a handle of what is laid on a page beside its content.
type Annotation uint32

// CountAnnotations returns how many a page has.
func (in *Instance) CountAnnotations(p Page) (int, error) {
	return in.count("FPDFPage_GetAnnotCount", uint64(p))
}

// Annotation returns the i-th, which must be closed.
func (in *Instance) Annotation(p Page, i int) (Annotation, error) {
	a, err := in.handle("FPDFPage_GetAnnot", uint64(p), uint64(i))
	return Annotation(a), err
}

// CloseAnnotation frees a handle.
func (in *Instance) CloseAnnotation(a Annotation) error {
	_, err := in.call("FPDFPage_CloseAnnot", uint64(a))
	return err
}

// AnnotationKind returns what it is.
func (in *Instance) AnnotationKind(a Annotation) (enums.FPDF_ANNOTATION_SUBTYPE, error) {
	kind, err := in.call("FPDFAnnot_GetSubtype", uint64(a))
	return enums.FPDF_ANNOTATION_SUBTYPE(int32(uint32(kind))), err
}

// AnnotationFlags returns its flags.
func (in *Instance) AnnotationFlags(a Annotation) (enums.FPDF_ANNOT_FLAG, error) {
	flags, err := in.call("FPDFAnnot_GetFlags", uint64(a))
	return enums.FPDF_ANNOT_FLAG(int32(uint32(flags))), err
}

// SetAnnotationFlags changes them.
func (in *Instance) SetAnnotationFlags(a Annotation, flags enums.FPDF_ANNOT_FLAG) error {
	return in.do("FPDFAnnot_SetFlags", uint64(a), uint64(uint32(flags)))
}

// AnnotationBox returns where it is.
func (in *Instance) AnnotationBox(a Annotation) (Rectangle, error) {
	if err := in.do("FPDFAnnot_GetRect", uint64(a), in.out(0)); err != nil {
		return Rectangle{}, err
	}
	return in.rectangleAt(in.out(0)), nil
}

// Appearance returns the content that says how it looks when nothing is done to it, empty for none.
func (in *Instance) Appearance(a Annotation) (string, error) {
	return in.text(func(at, room uint64) (uint64, error) {
		return in.call("FPDFAnnot_GetAP", uint64(a), uint64(enums.FPDF_ANNOT_APPEARANCEMODE_NORMAL), at, room)
	})
}

// AnnotationText returns an entry of it that is a string.
func (in *Instance) AnnotationText(a Annotation, key string) (string, error) {
	return in.text(func(at, room uint64) (uint64, error) {
		return in.call("FPDFAnnot_GetStringValue", uint64(a), in.word(key), at, room)
	})
}
