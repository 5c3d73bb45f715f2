package scan

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"gongkai/ingest/read/readtest"
)

// FuzzRead tries bytes that may be anything.
func FuzzRead(f *testing.F) {
	var asPNG, asJPEG bytes.Buffer
	picture := image.NewGray(image.Rect(0, 0, 900, 300))
	if err := png.Encode(&asPNG, picture); err != nil {
		f.Fatal(err)
	}
	if err := jpeg.Encode(&asJPEG, picture, nil); err != nil {
		f.Fatal(err)
	}
	for _, whole := range [][]byte{asPNG.Bytes(), asJPEG.Bytes()} {
		f.Add(whole)
		f.Add(whole[:len(whole)/2])
	}
	r := New()
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = readtest.Hostile(t, r, b)
	})
}
