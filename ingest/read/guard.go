package read

import (
	"context"
	"errors"
	"fmt"

	"gongkai/internal/fault"
)

// Parser reads what is particular to one format. It need not look at the size of the file, and it may return documents without a block
// and the error of its context as it is: Guard says what they are.
type Parser func(ctx context.Context, src Source) ([]Document, error)

// Guard returns the reader of a format: its parser, and around it what is the same for all of them. A file without a byte, or above the
// limit, is refused before it is looked at. Documents take the name of the format, errors that name and the path. A file in which no
// document has a block or a link is fault.ErrEmpty, and a deadline that is over fault.ErrTooSlow. A run that is cancelled stays what it
// is: nothing was found out about the document. A panic goes on to ingest, which also guards what comes behind the readers.
func Guard(format string, parse Parser) Reader { return guard{format: format, parse: parse} }

type guard struct {
	format string
	parse  Parser
}

// Read implements Reader.
func (g guard) Read(ctx context.Context, src Source) (docs []Document, err error) {
	defer fault.Wrap(&err, "read %s %q", g.format, src.Path)
	if err := src.Fits(); err != nil {
		return nil, err
	}
	if len(src.Bytes) == 0 {
		return nil, fault.ErrEmpty
	}
	docs, err = g.parse(ctx, src)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("%w: %w", fault.ErrTooSlow, err)
	}
	if err != nil {
		return nil, err
	}
	if most := src.Limits.Cells; most > 0 {
		blocks := 0
		for i := range docs {
			blocks += len(docs[i].Blocks)
		}
		if blocks > most { // what makes reports of them takes some hundred bytes for each
			return nil, fmt.Errorf("%d paragraphs and tables: %w", blocks, fault.ErrTooLarge)
		}
	}
	empty := true
	for i := range docs {
		docs[i].Format = g.format
		empty = empty && len(docs[i].Blocks) == 0 && len(docs[i].Links) == 0
	}
	if empty {
		return nil, fault.ErrEmpty
	}
	return docs, nil
}
