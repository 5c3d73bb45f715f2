package archive

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/bodgit/sevenzip"
	"github.com/nwaples/rardecode/v2"

	"gongkai/internal/fault"
)

// reason returns err with the reason of package fault that says what happened to the file. What no library names is damage.
func reason(err error) error {
	if err == nil || err == io.EOF || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, ok := fault.Reason(err); ok {
		return err
	}
	var sevenZip *sevenzip.ReadError
	of := fault.ErrDamaged
	switch {
	case errors.As(err, &sevenZip) && sevenZip.Encrypted,
		errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted):
		of = fault.ErrEncrypted
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		of = fault.ErrTooLarge
	case errors.Is(err, zip.ErrAlgorithm), errors.Is(err, rardecode.ErrMultiVolume),
		errors.Is(err, rardecode.ErrUnknownVersion), errors.Is(err, rardecode.ErrUnknownDecoder),
		errors.Is(err, rardecode.ErrUnsupportedDecoder):
		of = fault.ErrUnsupported
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, rardecode.ErrUnexpectedArcEnd), errors.Is(err, rardecode.ErrShortFile),
		errors.Is(err, rardecode.ErrDecoderOutOfData):
		of = fault.ErrTruncated
	}
	return fmt.Errorf("%s: %w", err, of)
}
