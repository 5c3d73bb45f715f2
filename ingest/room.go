package ingest

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"gongkai/ingest/read"
	"gongkai/ingest/read/archive"
)

// What an extractor may hold, whatever the number of its workers. With what the program holds itself a process that reads stays below 512
// MB.
const (
	roomOfFiles   = 64 << 20  // the bytes of files, while they are read
	roomOfReading = 224 << 20 // what readers make of them
	roomOfPDF     = 48 << 20  // an instance of the PDF engine that has not been given more
)

// bounds are what a format is refused above, as parts of the limits, and what its reader takes for each byte. A reader that needs more
// than four times its input gets less of it: an 8 MB text of short lines took 3 GB.
type bounds struct {
	bytes    int64 // the limit on the file is divided by it; 0: by one
	unpacked int64 // the limit on what is unpacked is
	times    int64 // bytes of memory for each byte of the file; of one that is packed, of what it unpacks to
	packed   bool
}

// within are the limits of a format.
func (b bounds) within(l read.Limits) read.Limits {
	l.Bytes /= max(b.bytes, 1)
	l.Unpacked /= max(b.unpacked, 1)
	return l
}

// need is about how much memory reading a document takes. A packed one may lie about the size of its parts: they are read to that of the
// limits at most.
func (b bounds) need(body []byte, l read.Limits) int64 {
	size := int64(len(body))
	if b.packed {
		size = min(archive.Unpacked(body, l.Entries), b.within(l).Unpacked)
	}
	return size * max(b.times, 1)
}

// room is taken by documents while they are read: a large one has it to itself.
type room struct{ files, reading *semaphore.Weighted }

func newRoom() room {
	return room{semaphore.NewWeighted(roomOfFiles), semaphore.NewWeighted(roomOfReading)}
}

// take waits until there is room, for all that there is where more is needed. What it returns gives it back, and may be called more than
// once.
func take(ctx context.Context, from *semaphore.Weighted, need, all int64) (back func(), err error) {
	need = min(max(need, 0), all)
	if err := from.Acquire(ctx, need); err != nil {
		return nil, err
	}
	return sync.OnceFunc(func() { from.Release(need) }), nil
}

// backWithin gives room back when a reader has ended, and where one goes on beyond its time, after as long again: nobody else is to wait
// for it.
func backWithin(back func(), ended <-chan struct{}, most time.Duration) {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-ended:
	case <-timer.C:
	}
	back()
}
