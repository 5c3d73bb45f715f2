package pdf

import (
	"image"

	"github.com/klippa-app/go-pdfium/enums"

	"gongkai/ingest/read/pdf/pdfium"
)

// module is what pages are read with: an instance of pdfium, or, in a test that holds it against that, go-pdfium's own wrappers.
type module interface {
	documents
	annotations
	objects
	paths
	texts
}

type documents interface {
	Open(file []byte) (pdfium.Document, error)
	CountPages(pdfium.Document) (int, error)
	MetaText(d pdfium.Document, key string) (string, error)
	LoadPage(d pdfium.Document, index int) (pdfium.Page, error)
	ClosePage(pdfium.Page) error
	PageBox(pdfium.Page) (pdfium.Rectangle, error)
	Rotation(pdfium.Page) (int, error)
	Flatten(d pdfium.Document, p pdfium.Page, index int) (pdfium.Page, bool, error)
	Render(p pdfium.Page, dots int) (*image.Gray, error)
}

type annotations interface {
	CountAnnotations(pdfium.Page) (int, error)
	Annotation(p pdfium.Page, i int) (pdfium.Annotation, error)
	CloseAnnotation(pdfium.Annotation) error
	AnnotationKind(pdfium.Annotation) (enums.FPDF_ANNOTATION_SUBTYPE, error)
	AnnotationFlags(pdfium.Annotation) (enums.FPDF_ANNOT_FLAG, error)
	SetAnnotationFlags(a pdfium.Annotation, flags enums.FPDF_ANNOT_FLAG) error
	AnnotationBox(pdfium.Annotation) (pdfium.Rectangle, error)
	Appearance(pdfium.Annotation) (string, error)
	AnnotationText(a pdfium.Annotation, key string) (string, error)
	DrawAnnotations(pdfium.Page) error
}

type objects interface {
	CountObjects(pdfium.Page) (int, error)
	Object(p pdfium.Page, i int) (pdfium.Object, error)
	CountFormObjects(pdfium.Object) (int, error)
	FormObject(form pdfium.Object, i int) (pdfium.Object, error)
	ObjectKind(pdfium.Object) (enums.FPDF_PAGEOBJ, error)
	Matrix(pdfium.Object) (pdfium.Matrix, error)
	Bounds(pdfium.Object) (pdfium.Rectangle, error)
	ImageWidth(pdfium.Object) (int, error)
	FillColour(pdfium.Object) (pdfium.Colour, error)
	StrokeColour(pdfium.Object) (pdfium.Colour, error)
	StrokeWidth(pdfium.Object) (float64, error)
	IsTransparent(pdfium.Object) (bool, error)
	SetActive(o pdfium.Object, active bool) error
	Font(pdfium.Object) (pdfium.Font, error)
	IsEmbedded(pdfium.Font) (bool, error)
	RenderMode(pdfium.Object) (enums.FPDF_TEXT_RENDERMODE, error)
	SetFontSize(o pdfium.Object, size float32) error
	ObjectText(o pdfium.Object, t pdfium.Text) (string, error)
	CountMarks(pdfium.Object) (int, error)
	Mark(o pdfium.Object, i int) (pdfium.Mark, error)
	RemoveMark(o pdfium.Object, m pdfium.Mark) error
	MarkName(pdfium.Mark) (string, error)
	MarkText(m pdfium.Mark, key string) (string, error)
}

type paths interface {
	DrawMode(pdfium.Object) (fill enums.FPDF_FILLMODE, stroke bool, err error)
	CountSegments(pdfium.Object) (int, error)
	Segment(o pdfium.Object, i int) (pdfium.Segment, error)
	Clip(pdfium.Object) (pdfium.Clip, error)
	CountClipPaths(pdfium.Clip) (int, error)
	CountClipSegments(c pdfium.Clip, path int) (int, error)
	ClipPoint(c pdfium.Clip, path, i int) (x, y float64, err error)
}

type texts interface {
	LoadText(pdfium.Page) (pdfium.Text, error)
	CloseText(pdfium.Text) error
	CountChars(pdfium.Text) (int, error)
	Unicode(t pdfium.Text, i int) (uint32, error)
	HasMapError(t pdfium.Text, i int) (bool, error)
	LooseBox(t pdfium.Text, i int) (pdfium.Rectangle, error)
	CharBox(t pdfium.Text, i int) (pdfium.Rectangle, error)
	CharAngle(t pdfium.Text, i int) (float64, error)
	CharOrigin(t pdfium.Text, i int) (x, y float64, err error)
	FontSize(t pdfium.Text, i int) (float64, error)
}

var _ module = (*pdfium.Instance)(nil)
