package scan

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"gongkai/synth/pdffile"
)

// PDF puts pages into a PDF, a JPEG each, as scanners do.
func PDF(pages []*image.Gray, dots, quality int) ([]byte, error) {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", ""}
	kids := ""
	for _, page := range pages {
		var packed bytes.Buffer
		if err := jpeg.Encode(&packed, page, &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		w, h := page.Rect.Dx(), page.Rect.Dy()
		wide, high := float64(w)*72/float64(dots), float64(h)*72/float64(dots)
		content := fmt.Sprintf("q %.2f 0 0 %.2f 0 0 cm /Im Do Q", wide, high)
		n := len(objects) + 1
		kids += fmt.Sprintf("%d 0 R ", n)
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R "+
				"/Resources << /XObject << /Im %d 0 R >> >> >>", wide, high, n+1, n+2),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
			fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d "+
				"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream",
				w, h, packed.Len(), packed.String()))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages))
	return pdffile.Assemble(objects), nil
}
