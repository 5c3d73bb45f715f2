package digit

import (
	"image"

	"gongkai/ingest/read/scan/page"
)

// Print that counts, as a part of the darkest.
const (
	dark  = 110
	faint = 60
)

// BoxOf returns the box of what is printed in a cell whose digits are so high. It says false where nothing is.
func BoxOf(ink *page.Ink, cell image.Rectangle, height float64) (image.Rectangle, bool) {
	box := image.Rectangle{}
	for y := cell.Min.Y; y < cell.Max.Y; y++ {
		for x := cell.Min.X; x < cell.Max.X; x++ {
			if ink.At(x, y) >= dark && dense(ink, cell, x, y) >= max(2, int(height/8)) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box, !box.Empty()
}

// dense counts the dark dots around one: a speck of the scanner has few.
func dense(ink *page.Ink, cell image.Rectangle, x, y int) int {
	n := 0
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if (image.Point{X: x + dx, Y: y + dy}).In(cell) && ink.At(x+dx, y+dy) >= faint {
				n++
			}
		}
	}
	return n
}
