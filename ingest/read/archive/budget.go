package archive

import (
	"fmt"
	"io"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// ratioFloor is how much may be unpacked before the ratio counts: a small part that repeats itself packs well and does
// no harm.
const ratioFloor = 8 << 20

// Budget counts what is unpacked from one file, over all its entries and the archives inside it. A size that an archive
// declares is never believed; bytes are counted as they come. It is not safe for several goroutines.
type Budget struct {
	limits   read.Limits
	unpacked int64
	entries  int
}

// NewBudget returns a budget with nothing spent.
func NewBudget(limits read.Limits) *Budget { return &Budget{limits: limits} }

// Bound returns rc limited by what is left of the budget and by the ratio to the packed size, 0 if that is unknown.
// Reading beyond fails with fault.ErrTooLarge; other errors of rc get their reason.
func (b *Budget) Bound(rc io.ReadCloser, packed int64) io.ReadCloser {
	return &bounded{rc: rc, budget: b, packed: packed}
}

func (b *Budget) entry() error {
	b.entries++
	if b.limits.Entries > 0 && b.entries > b.limits.Entries {
		return fmt.Errorf("more than %d entries: %w", b.limits.Entries, fault.ErrTooLarge)
	}
	return nil
}

// spent reports whether nothing more may be unpacked.
func (b *Budget) spent() bool { return b.limits.Unpacked > 0 && b.unpacked > b.limits.Unpacked }

type bounded struct {
	rc     io.ReadCloser
	budget *Budget
	packed int64
	read   int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.rc.Read(p)
	b.read += int64(n)
	b.budget.unpacked += int64(n)
	limits := b.budget.limits
	switch {
	case b.budget.spent():
		return 0, fmt.Errorf("more than %d bytes unpacked: %w", limits.Unpacked, fault.ErrTooLarge)
	case limits.Ratio > 0 && b.packed > 0 && b.read > ratioFloor && b.read/limits.Ratio > b.packed:
		return 0, fmt.Errorf("unpacks to more than %d times its size: %w", limits.Ratio, fault.ErrTooLarge)
	}
	return n, reason(err)
}

// Close closes the entry. Inflating reports corrupt input once more here.
func (b *bounded) Close() error { return reason(b.rc.Close()) }
