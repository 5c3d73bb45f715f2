// Package rtf reads Rich Text Format, which offices also save under the name .doc.
//
// A table is a run of rows; before a row, or behind it, stand the right borders of its cells (\cellx), and each cell
// ends with a mark (\cell). Tables in cells use marks of their own (\nestcell, \nestrow).
//
// The invariant: columns come from the borders that the row states, never from counting cells; where the borders
// do not fit the cells the grid is ragged. Bytes of a Chinese code page are decoded by the character set of their font; Unicode
// escapes win over the bytes written beside them for old programs. How text looks is said by its paragraph's style, its character
// style and the words before it, in this order; package printed decides what of it counts. A colour is held against the ground that
// the text, the paragraph or the cell has. The number that a list prints before a value puts it in doubt, and so does a drawing
// that may cover it. Field instructions, headers, footers, notes and text boxes are left out. A file whose last groups
// are not closed is truncated, since rows may be missing.
package rtf

import (
	"bytes"
	"context"
	"fmt"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// New returns the reader of RTF documents. A file is one document. It returns fault.ErrUnsupported, fault.ErrTruncated, fault.ErrEmpty,
// fault.ErrTooLarge or fault.ErrTooSlow.
func New() read.Reader { return read.Guard("rtf", parse) }

func parse(ctx context.Context, src read.Source) ([]read.Document, error) {
	b := bytes.TrimLeft(bytes.TrimPrefix(src.Bytes, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(b, []byte(`{\rtf`)) {
		return nil, fmt.Errorf("%w: it does not begin with {\\rtf", fault.ErrUnsupported)
	}
	in := newInterpreter(src.Limits)
	lex := lexer{bytes: b}
	var t token
	for n := 1; !in.done; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !lex.next(&t) {
			return nil, fmt.Errorf("%w: %d groups are open at its end", fault.ErrTruncated, len(in.stack)+1)
		}
		if err := in.token(&t); err != nil {
			return nil, err
		}
	}
	blocks, notes, err := in.finish()
	if err != nil {
		return nil, err
	}
	return []read.Document{{Blocks: blocks, Notes: notes}}, nil
}

const checkEvery = 4096 // tokens, after which the context is asked
