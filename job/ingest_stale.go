package job

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
)

// isStale reports whether an older parser or other rules made what the warehouse has of a document.
func (j *ingestJob) isStale(k load.KnownFile) bool {
	return k.ParserVersion != ingest.ParserVersion || k.RulesVersion != j.extractor.RulesVersion()
}

// stale lists the files to read with Stale.
func (j *ingestJob) stale(ctx context.Context, w *warehouse.Warehouse, found ingest.Found, gone []string) ([]ingest.File, error) {
	there, err := ingest.List(found.Files(ctx))
	if err != nil {
		return nil, err
	}
	ask := func(paths []string) (map[string]load.KnownFile, error) { return load.KnownFilesAt(ctx, w.DB(), paths) }
	files, err := ingest.List(j.unknown(ingest.Listed(there), silent{}, ask))
	if err != nil {
		return nil, err
	}
	read := len(files)
	if files, err = j.addStale(ctx, w, there, files, gone); err != nil {
		return nil, err
	}
	j.summary.Found += len(files) - read
	return files, nil
}

// addStale adds to the files to read the documents that an older parser or other rules judged, and that are not among those
// found: from the archive, or from where they are where it lacks them. gone are paths that were named and do not exist any more.
// What is known of all documents is in memory for it.
func (j *ingestJob) addStale(
	ctx context.Context, w *warehouse.Warehouse, found, files []ingest.File, gone []string,
) ([]ingest.File, error) {
	known, err := load.KnownFiles(ctx, w.DB())
	if err != nil {
		return nil, err
	}
	roots, err := absolute(append(slices.Clone(j.options.Paths), gone...))
	if err != nil {
		return nil, err
	}
	if err := j.checkGone(gone, known); err != nil {
		return nil, err
	}
	there := map[string]bool{}
	for _, f := range found {
		path, err := filepath.Abs(f.Path)
		if err != nil {
			return nil, err
		}
		there[path] = true
	}
	taken := map[string]bool{} // by hash: the same content under several paths is read once
	for _, path := range sortedPaths(known) {
		k := known[path]
		if !j.isStale(k) || !isUnder(path, roots) || taken[k.SHA256] {
			continue
		}
		isRead, err := j.isReadWithContainer(path, there, known)
		if err != nil {
			return nil, err
		}
		if isRead {
			continue
		}
		if there[path] {
			taken[k.SHA256] = true
			continue
		}
		isKept, err := j.has(k.SHA256)
		if err != nil {
			return nil, err
		}
		if !isKept && !isThere(path, k) {
			j.summary.Lost = append(j.summary.Lost, path)
			continue
		}
		taken[k.SHA256] = true
		if isKept {
			j.from[path] = k.SHA256
		}
		files = append(files, ingest.File{Path: path, Size: k.Size, ModifiedAt: k.ModifiedAt})
	}
	return files, j.rememberGiven(ctx, w, known)
}

// rememberGiven looks up what manifests said: a document that is read again is still theirs.
func (j *ingestJob) rememberGiven(ctx context.Context, w *warehouse.Warehouse, known map[string]load.KnownFile) error {
	given, err := load.KnownGiven(ctx, w.DB())
	if err != nil {
		return err
	}
	for path, k := range known {
		if g, ok := given[k.SHA256]; ok && j.isStale(k) {
			j.given[path] = ingest.Entry{Agency: g.Agency, RegionCode: g.RegionCode, Year: g.Year}
		}
	}
	return nil
}

// isThere reports whether a known document can be read again from its file: if that is what it was.
func isThere(path string, k load.KnownFile) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() == k.Size && info.ModTime().Equal(k.ModifiedAt)
}

// checkGone refuses a path that neither is there nor was when something was read.
func (j *ingestJob) checkGone(gone []string, known map[string]load.KnownFile) error {
	for _, path := range gone {
		full, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		was := false
		for k := range known {
			was = was || isUnder(k, []string{full})
		}
		if !was {
			return Refuse(NoSuchPath, "path", path)
		}
	}
	return nil
}

func absolute(paths []string) ([]string, error) {
	out := make([]string, len(paths))
	for i, path := range paths {
		full, err := filepath.Abs(path)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", fault.ErrUsage, err)
		}
		out[i] = full
	}
	return out, nil
}

// isUnder reports whether a path is one of the roots or lies below one; all do where there are none.
func isUnder(path string, roots []string) bool {
	for _, root := range roots {
		if path == root || strings.HasPrefix(path, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator)) ||
			strings.HasPrefix(path, root+"!") {
			return true
		}
	}
	return len(roots) == 0
}

// isReadWithContainer reports whether a document is read with the archive or mail that it lies in: one that was found, since those
// are opened in every run, or one that was rejected and is tried again. The container's path stands before a "!", of which names
// may hold others.
func (j *ingestJob) isReadWithContainer(path string, found map[string]bool, known map[string]load.KnownFile) (bool, error) {
	for i, c := range path {
		if c != '!' {
			continue
		}
		if found[path[:i]] {
			return true, nil
		}
		container, ok := known[path[:i]]
		if !ok || !j.isStale(container) {
			continue
		}
		isKept, err := j.has(container.SHA256)
		if err != nil || isKept || isThere(path[:i], container) {
			return true, err
		}
	}
	return false, nil
}

func sortedPaths(known map[string]load.KnownFile) []string {
	paths := make([]string, 0, len(known))
	for path := range known {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}
