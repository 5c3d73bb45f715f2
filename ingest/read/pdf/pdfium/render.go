package pdfium

import (
	"errors"
	"image"
	"math"
	"slices"

	"github.com/klippa-app/go-pdfium/enums"
)

// Render returns a picture of a page in grey, of dots an inch, without its annotations.
func (in *Instance) Render(p Page, dots int) (*image.Gray, error) {
	return in.picture(p, dots, 0)
}

// DrawAnnotations renders a page with its annotations, whose picture is dropped: pdfium makes a picture for those that lack one, and
// keeps it.
func (in *Instance) DrawAnnotations(p Page) error {
	const dots = 4
	_, err := in.picture(p, dots, enums.FPDF_RENDER_FLAG_ANNOT)
	return err
}

// picture renders a page in grey on white.
func (in *Instance) picture(p Page, dots int, flags enums.FPDF_RENDER_FLAG) (*image.Gray, error) {
	scale := float64(dots) / 72
	size := func(name string) (int, error) {
		points, err := in.call(name, uint64(p))
		return int(math.Ceil(math.Float64frombits(points) * scale)), err
	}
	width, err := size("FPDF_GetPageWidth")
	if err != nil {
		return nil, err
	}
	height, err := size("FPDF_GetPageHeight")
	if err != nil {
		return nil, err
	}
	if width < 1 || height < 1 || width > math.MaxInt32/height {
		return nil, errors.New("the page cannot be rendered: it is empty, or too large")
	}
	w, h := uint64(width), uint64(height)
	bitmap, err := in.handle("FPDFBitmap_CreateEx", w, h, uint64(enums.FPDF_BITMAP_FORMAT_GRAY), 0, 0)
	if err != nil {
		return nil, err
	}
	picture, err := in.paint(p, bitmap, image.Rect(0, 0, width, height), flags)
	_, closing := in.call("FPDFBitmap_Destroy", uint64(bitmap))
	return picture, errors.Join(err, closing)
}

// paint renders a page on a bitmap and copies it.
func (in *Instance) paint(p Page, bitmap uint32, r image.Rectangle, flags enums.FPDF_RENDER_FLAG) (*image.Gray, error) {
	const white = 0xFFFFFFFF
	w, h := uint64(r.Dx()), uint64(r.Dy())
	if _, err := in.call("FPDFBitmap_FillRect", uint64(bitmap), 0, 0, w, h, white); err != nil {
		return nil, err
	}
	look := uint64(flags | enums.FPDF_RENDER_FLAG_GRAYSCALE)
	if _, err := in.call("FPDF_RenderPageBitmap", uint64(bitmap), uint64(p), 0, 0, w, h, 0, look); err != nil {
		return nil, err
	}
	stride, err := in.count("FPDFBitmap_GetStride", uint64(bitmap))
	if err != nil {
		return nil, err
	}
	at, err := in.handle("FPDFBitmap_GetBuffer", uint64(bitmap))
	if err != nil {
		return nil, err
	}
	pixels, ok := in.module.Memory().Read(at, uint32(stride*r.Dy()))
	if !ok {
		return nil, ErrNone
	}
	return &image.Gray{Pix: slices.Clone(pixels), Stride: stride, Rect: r}, nil
}
