package pdf

import (
	"errors"
	"image"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"gongkai/ingest/read"
	own "gongkai/ingest/read/pdf/pdfium"
	"gongkai/internal/fault"
)

// wrapped is pdfium behind go-pdfium's own wrappers, in an instance that knows nothing of stops and kept memory: what package pdfium is
// held against.
type wrapped struct {
	pdf  pdfium.Pdfium
	refs []string // of all kinds, by the number that stands for them, from 1
}

// wrappedPool is made by the first test that needs it, since starting costs more than reading.
var wrappedPool = sync.OnceValues(func() (pdfium.Pool, error) {
	how := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if cache := own.OpenCache(""); cache != nil {
		how = how.WithCompilationCache(cache)
	}
	return webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 4, RuntimeConfig: how, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
})

// sameAsWrapped reads a document with both, and says where they differ. Every document of the tests is read so.
func sameAsWrapped(t testing.TB, r *Reader, src read.Source) {
	t.Helper()
	pool, err := wrappedPool()
	if err != nil {
		t.Fatal(err)
	}
	instance, err := pool.GetInstance(time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := instance.Close(); err != nil {
			t.Error(err)
		}
	}()
	engine, err := r.start()
	if err != nil {
		t.Fatal(err)
	}
	pages, seen, _, title, err := r.pages(t.Context(), engine, src, 0)
	_, wantPages, wantSeen, wantTitle, wantErr := pagesOf(t.Context(), &wrapped{pdf: instance}, src)
	if diff := cmp.Diff(wantPages, pages); diff != "" {
		t.Errorf("pages otherwise than by go-pdfium (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(wantSeen, seen, cmp.AllowUnexported(scan{}, shot{})); diff != "" || title != wantTitle {
		t.Errorf("seen otherwise than by go-pdfium, or another title than %q: %q (-want +got)\n%s", wantTitle, title, diff)
	}
	if got, _ := fault.Reason(err); (err == nil) != (wantErr == nil) {
		t.Errorf("error %v (%s), by go-pdfium %v", err, got, wantErr)
	}
}

// kept keeps a reference under a number.
func kept[N ~uint32, R ~string](w *wrapped, ref R, err error) (N, error) {
	w.refs = append(w.refs, string(ref))
	return N(len(w.refs)), absent(err)
}

func ref[R ~string, N ~uint32](w *wrapped, n N) R { return R(w.refs[n-1]) }

// absent takes every error of go-pdfium for that of a thing that is not there, which nearly all are.
func absent(err error) error {
	if err != nil {
		err = errors.Join(own.ErrNone, err)
	}
	return err
}

func (w *wrapped) page(p own.Page) requests.Page {
	page := ref[references.FPDF_PAGE](w, p)
	return requests.Page{ByReference: &page}
}

func (w *wrapped) Open(file []byte) (own.Document, error) {
	file = slices.Clone(file)
	r, err := w.pdf.OpenDocument(&requests.OpenDocument{File: &file})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return 0, own.ErrPassword
	case err != nil:
		return 0, err
	}
	return kept[own.Document](w, r.Document, err)
}

func (w *wrapped) CountPages(d own.Document) (int, error) {
	r, err := w.pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: ref[references.FPDF_DOCUMENT](w, d)})
	if err != nil {
		return 0, absent(err)
	}
	return r.PageCount, nil
}

func (w *wrapped) MetaText(d own.Document, key string) (string, error) {
	r, err := w.pdf.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: ref[references.FPDF_DOCUMENT](w, d), Tag: key})
	if err != nil {
		return "", absent(err)
	}
	return r.Value, nil
}

func (w *wrapped) LoadPage(d own.Document, index int) (own.Page, error) {
	r, err := w.pdf.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: ref[references.FPDF_DOCUMENT](w, d), Index: index})
	if err != nil {
		return 0, absent(err)
	}
	return kept[own.Page](w, r.Page, nil)
}

func (w *wrapped) ClosePage(p own.Page) error {
	_, err := w.pdf.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: ref[references.FPDF_PAGE](w, p)})
	return err
}

func (w *wrapped) PageBox(p own.Page) (own.Rectangle, error) {
	r, err := w.pdf.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: w.page(p)})
	if err != nil {
		return own.Rectangle{}, absent(err)
	}
	return box(r.Rect.Left, r.Rect.Bottom, r.Rect.Right, r.Rect.Top), nil
}

func box(left, bottom, right, top float32) own.Rectangle {
	return own.Rectangle{Left: float64(left), Bottom: float64(bottom), Right: float64(right), Top: float64(top)}
}

func (w *wrapped) Rotation(p own.Page) (int, error) {
	r, err := w.pdf.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: w.page(p)})
	if err != nil {
		return 0, absent(err)
	}
	return int(r.PageRotation), nil
}

func (w *wrapped) Flatten(_ own.Document, p own.Page, _ int) (own.Page, bool, error) {
	r, err := w.pdf.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: w.page(p), Usage: requests.FPDFPage_FlattenUsageNormalDisplay})
	if err != nil {
		return p, false, err
	}
	return p, r.Result != responses.FPDFPage_FlattenResultFail, nil
}

func (w *wrapped) Render(p own.Page, dots int) (*image.Gray, error) {
	r, err := w.pdf.RenderPageInDPI(&requests.RenderPageInDPI{Page: w.page(p), DPI: dots, ImageFormat: requests.RenderImageFormatGrayscale})
	if err != nil {
		return nil, err
	}
	defer r.Cleanup()
	grey := *r.Result.RenderedImage.(*image.Gray)
	grey.Pix = slices.Clone(grey.Pix)
	return &grey, nil
}

func (w *wrapped) DrawAnnotations(p own.Page) error {
	r, err := w.pdf.RenderPageInDPI(&requests.RenderPageInDPI{Page: w.page(p), DPI: 4, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT})
	if err == nil {
		r.Cleanup()
	}
	return err
}

func (w *wrapped) CountAnnotations(p own.Page) (int, error) {
	r, err := w.pdf.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: w.page(p)})
	if err != nil {
		return 0, err
	}
	return r.Count, nil
}

func (w *wrapped) Annotation(p own.Page, i int) (own.Annotation, error) {
	r, err := w.pdf.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: w.page(p), Index: i})
	if err != nil {
		return 0, absent(err)
	}
	return kept[own.Annotation](w, r.Annotation, nil)
}

func (w *wrapped) CloseAnnotation(a own.Annotation) error {
	_, err := w.pdf.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: ref[references.FPDF_ANNOTATION](w, a)})
	return err
}

func (w *wrapped) AnnotationKind(a own.Annotation) (enums.FPDF_ANNOTATION_SUBTYPE, error) {
	r, err := w.pdf.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: ref[references.FPDF_ANNOTATION](w, a)})
	if err != nil {
		return 0, err
	}
	return r.Subtype, nil
}

func (w *wrapped) AnnotationFlags(a own.Annotation) (enums.FPDF_ANNOT_FLAG, error) {
	r, err := w.pdf.FPDFAnnot_GetFlags(&requests.FPDFAnnot_GetFlags{Annotation: ref[references.FPDF_ANNOTATION](w, a)})
	if err != nil {
		return 0, err
	}
	return r.Flags, nil
}

func (w *wrapped) SetAnnotationFlags(a own.Annotation, flags enums.FPDF_ANNOT_FLAG) error {
	_, err := w.pdf.FPDFAnnot_SetFlags(&requests.FPDFAnnot_SetFlags{Annotation: ref[references.FPDF_ANNOTATION](w, a), Flags: flags})
	return err
}

func (w *wrapped) AnnotationBox(a own.Annotation) (own.Rectangle, error) {
	r, err := w.pdf.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: ref[references.FPDF_ANNOTATION](w, a)})
	if err != nil {
		return own.Rectangle{}, absent(err)
	}
	return box(r.Rect.Left, r.Rect.Bottom, r.Rect.Right, r.Rect.Top), nil
}

func (w *wrapped) Appearance(a own.Annotation) (string, error) {
	normal := requests.FPDFAnnot_GetAP{
		Annotation: ref[references.FPDF_ANNOTATION](w, a), AppearanceMode: enums.FPDF_ANNOT_APPEARANCEMODE_NORMAL,
	}
	r, err := w.pdf.FPDFAnnot_GetAP(&normal)
	if err != nil {
		return "", absent(err)
	}
	return r.Value, nil
}

func (w *wrapped) AnnotationText(a own.Annotation, key string) (string, error) {
	r, err := w.pdf.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: ref[references.FPDF_ANNOTATION](w, a), Key: key})
	if err != nil {
		return "", absent(err)
	}
	return r.Value, nil
}
