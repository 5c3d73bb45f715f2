package page

import (
	"context"

	"gongkai/internal/fault"
)

// DocumentPaths reads at which paths a document was seen, none where no report is read from it.
func DocumentPaths(ctx context.Context, source Source, sha256 string) (paths []string, err error) {
	defer fault.Wrap(&err, "paths of %s", sha256)
	err = statements().Each(ctx, source, "document_path", func(scan func(...any) error) error {
		var path string
		err := scan(&path)
		paths = append(paths, path)
		return err
	}, sha256)
	return paths, err
}
