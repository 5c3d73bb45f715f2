package render

import (
	"archive/zip"
	"bytes"
	"time"

	"gongkai/internal/fault"
)

// part is a file of a ZIP archive.
type part struct{ name, body string }

// pack zips parts in their order, with a fixed time so that the bytes are always the same.
func pack(parts []part) (_ []byte, err error) {
	defer fault.Wrap(&err, "pack %d parts", len(parts))
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(p.body)); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
