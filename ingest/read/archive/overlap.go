package archive

import (
	"archive/zip"
	"cmp"
	"fmt"
	"slices"

	"gongkai/internal/fault"
)

// localHeader is how long the header before the bytes of an entry is at least.
const localHeader = 30

// apart refuses a ZIP file in which two entries have bytes in common: no packer writes one, and a file of 100 kB whose 20,000 entries all
// name
// the same bytes is 20,000 documents. Entries without a byte may stand anywhere. Where the header of an entry cannot be found, reading it
// says so.
func apart(r *zip.Reader) error {
	type span struct{ from, to int64 }
	var spans []span
	for _, f := range r.File {
		if f.CompressedSize64 == 0 {
			continue
		}
		from, err := f.DataOffset()
		if err != nil {
			continue
		}
		spans = append(spans, span{from, from + int64(min(f.CompressedSize64, 1<<40))}) //nolint:gosec // it is bounded here
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to+localHeader {
			return fmt.Errorf("entries overlap: %w", fault.ErrDamaged)
		}
	}
	return nil
}
