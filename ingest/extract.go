package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/config/regions"
	"gongkai/config/rules"
	"gongkai/ingest/check"
	"gongkai/ingest/check/prose"
	"gongkai/ingest/read"
	"gongkai/ingest/recognise"
	"gongkai/ingest/recognise/scanned"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Options are the settings of an Extractor. The zero value takes the defaults.
type Options struct {
	Workers  int         // at once; the number of processors where 0
	Limits   read.Limits // DefaultLimits where zero
	CacheDir string      // for compiled code of the PDF engine; the user's cache folder where empty

	// The four that follow may be called by several workers at once.

	Open     func(path string) (io.ReadCloser, error) // where the bytes of a file come from; os.Open where nil
	Manifest func(path string) Entry                  // what a manifest says of a file; nothing where nil
	Given    func(path string) Entry                  // of a file of which the manifest says nothing; nothing where nil
	// Keep is handed every document before it is read; of an archive its members, and itself only where it cannot be opened whole.
	// Its error is the result's.
	Keep func(sha256 string, body []byte) error
}

// Entry is what a manifest says of one file; empty fields say nothing.
type Entry struct {
	Agency     string
	RegionCode string // a code, or a name that only one region has
	Year       int
	Source     string
	FetchedOn  string // the day on which it was fetched from there, as 2024-03-01
}

// Result is what became of one document.
type Result struct {
	File      File // of an archive's member: the archive's size and time, the path archive!member
	SHA256    string
	MediaType string
	Bytes     int64
	Entry     Entry
	Reports   []report.Report
	// Err is nil, or wraps a reason of package fault: the document is rejected. Any other error is about this
	// machine, not about the document.
	Err error
}

// Extractor reads documents. It may be used from many goroutines at once.
type Extractor struct {
	options    Options
	forms      *forms.Set
	who        identifier
	formats    *formats
	recogniser *recognise.Recogniser
	scans      *scanned.Recogniser
	checker    *check.Checker
	prose      *prose.Checker
	room       room
}

// New returns an extractor with the reference data that ship with the program. Close it when done.
func New(options Options) (_ *Extractor, err error) {
	defer fault.Wrap(&err, "new extractor")
	if options.Workers <= 0 {
		options.Workers = runtime.NumCPU()
	}
	if options.Open == nil {
		options.Open = func(path string) (io.ReadCloser, error) { return os.Open(path) }
	}
	if options.Limits == (read.Limits{}) {
		options.Limits = read.DefaultLimits()
	}
	set, err := forms.Embedded()
	if err != nil {
		return nil, err
	}
	all, err := rules.Embedded()
	if err != nil {
		return nil, err
	}
	divisions, err := regions.Embedded()
	if err != nil {
		return nil, err
	}
	who, err := newIdentifier(divisions)
	if err != nil {
		return nil, err
	}
	e := &Extractor{options: options, forms: set, who: who, formats: newFormats(options), room: newRoom()}
	if e.recogniser, err = recognise.New(set, all, who); err != nil {
		return nil, err
	}
	if e.checker, err = check.New(set, all); err != nil {
		return nil, err
	}
	e.scans = scanned.New(set, all, e.checker)
	words, err := lexicon.EmbeddedProse()
	if err != nil {
		return nil, err
	}
	if e.prose, err = prose.New(words); err != nil {
		return nil, err
	}
	return e, nil
}

// Close frees what the readers hold.
func (e *Extractor) Close() error { return e.formats.close() }

// RulesVersion names the rules that reports are checked against.
func (e *Extractor) RulesVersion() string { return e.checker.Version() }

// Extract reads one file: one result, or one for each document of an archive. It never panics.
func (e *Extractor) Extract(ctx context.Context, f File) []Result {
	result := Result{File: f, Bytes: f.Size, Entry: e.entry(f.Path)}
	if f.Err != nil {
		result.Err = f.Err
		return []Result{result}
	}
	back, err := take(ctx, e.room.files, 2*f.Size, roomOfFiles)
	if err != nil {
		result.Err = err
		return []Result{result}
	}
	defer back()
	body, err := e.loadInTime(ctx, f)
	if err != nil {
		result.Err = err
		return []Result{result}
	}
	return e.document(ctx, result, body, 0)
}

// entry is what is known of a file from outside.
func (e *Extractor) entry(path string) Entry {
	var entry Entry
	if e.options.Manifest != nil {
		entry = e.options.Manifest(path)
	}
	if entry == (Entry{}) && e.options.Given != nil {
		return e.options.Given(path)
	}
	return entry
}

// loadInTime is load within the time of a document: a file of the system may block for ever, and so may one on a disk that is gone.
func (e *Extractor) loadInTime(ctx context.Context, f File) ([]byte, error) {
	type outcome struct {
		body []byte
		err  error
	}
	limit := time.Duration(e.options.Limits.Milliseconds) * time.Millisecond
	late := time.NewTimer(limit)
	defer late.Stop()
	done := make(chan outcome, 1)
	go func() {
		body, err := e.load(f)
		done <- outcome{body, err}
	}()
	select {
	case o := <-done:
		if _, known := fault.Reason(o.err); !known && isUnreadable(o.err) {
			o.err = fmt.Errorf("%w: %w", fault.ErrUnreadable, o.err)
		}
		return o.body, o.err
	case <-late.C:
		return nil, fmt.Errorf("load %s: longer than %v: %w", f.Path, limit, fault.ErrTooSlow)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// load reads a file within the limit.
func (e *Extractor) load(f File) (_ []byte, err error) {
	defer fault.Wrap(&err, "load %s", f.Path)
	limit := e.options.Limits.Bytes
	if f.Size > limit {
		return nil, fmt.Errorf("%d bytes, the limit is %d: %w", f.Size, limit, fault.ErrTooLarge)
	}
	file, err := e.options.Open(f.Path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	// The size is known but for a file that is being written, and spares reading into ever larger buffers.
	content := bytes.NewBuffer(make([]byte, 0, f.Size+bytes.MinRead))
	if _, err := content.ReadFrom(io.LimitReader(file, limit+1)); err != nil {
		return nil, err
	}
	body := content.Bytes()
	if int64(len(body)) > limit {
		return nil, fmt.Errorf("more than %d bytes: %w", limit, fault.ErrTooLarge)
	}
	if len(body) == 0 {
		return nil, fault.ErrEmpty
	}
	return body, nil
}

// document reads the bytes of one document or of an archive's members.
func (e *Extractor) document(ctx context.Context, result Result, body []byte, depth int) []Result {
	sum := sha256.Sum256(body)
	result.SHA256 = hex.EncodeToString(sum[:])
	result.Bytes = int64(len(body))
	format := e.formats.detect(body)
	result.MediaType = format.mediaType
	if format.members != nil {
		return e.members(ctx, result, format, body, depth)
	}
	if result.Err = e.keep(result, body); result.Err != nil {
		return []Result{result}
	}
	if format.feed != nil {
		back, err := take(ctx, e.room.reading, format.need(body, e.options.Limits), roomOfReading)
		if result.Err = err; err == nil {
			result.Reports, result.Err = e.deliver(result, format, body)
			back()
		}
		return []Result{result}
	}
	if format.reader == nil {
		result.Err = fmt.Errorf("%s: %w", format.name, fault.ErrUnsupported)
		return []Result{result}
	}
	need := format.need(body, e.options.Limits)
	if format.large != nil {
		need += roomOfPDF
	}
	result.Reports, result.Err = e.guarded(ctx, result, format, format.reader, body, need)
	if format.large != nil && errors.Is(result.Err, fault.ErrCrowded) {
		debug.FreeOSMemory() // what others left is not to stand beside it
		result.Reports, result.Err = e.guarded(ctx, result, format, format.large, body, roomOfReading)
	}
	return []Result{result}
}

// keep hands a document to whoever keeps it.
func (e *Extractor) keep(result Result, body []byte) error {
	if e.options.Keep == nil {
		return nil
	}
	return e.options.Keep(result.SHA256, body)
}

// deliver takes reports that were read elsewhere. They are checked here like any other; who reported is taken as the
// feed says, the kind of body as its name does.
func (e *Extractor) deliver(result Result, format format, body []byte) (_ []report.Report, err error) {
	defer fault.Recover(&err, "%s: the feed's reader", result.File.Path)
	reports, err := format.feed(body, e.forms)
	if err != nil {
		return nil, err
	}
	for i := range reports {
		r := &reports[i]
		var named report.Report
		e.who.Identify(&named, nil, nil, recognise.Given{Agency: r.Agency, RegionCode: r.RegionCode, Year: r.Year})
		r.AgencyKind, r.AgencyLevel, r.System = named.AgencyKind, named.AgencyLevel, named.System
		e.finish(result, r)
	}
	return reports, nil
}

// finish gives a report its document and its findings.
func (e *Extractor) finish(result Result, r *report.Report) {
	r.Path, r.SHA256 = result.File.Path, result.SHA256
	r.Findings = append(r.Findings, e.checker.Check(r)...)
	r.Findings = append(r.Findings, e.prose.Check(r)...)
}

// guarded reads under the deadline, once there is as much room as it needs, and turns a panic into a damaged document.
func (e *Extractor) guarded(
	ctx context.Context, result Result, format format, reader read.Reader, body []byte, need int64,
) ([]report.Report, error) {
	back, err := take(ctx, e.room.reading, need, roomOfReading)
	if err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	if s, ok := reader.(interface{ Start() }); ok {
		s.Start() // its start is not time of the document
	}
	limit := time.Duration(e.options.Limits.Milliseconds) * time.Millisecond
	defer func() { go backWithin(back, ended, limit) }()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	type outcome struct {
		reports []report.Report
		err     error
	}
	// A reader that overruns its deadline without looking at its context is left behind: its bytes are bounded, and
	// the run goes on.
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer close(ended)
		defer func() {
			if p := recover(); p != nil {
				o = outcome{err: fmt.Errorf("%s: the reader stopped at %v: %w\n%s", result.File.Path, p, fault.ErrDamaged, debug.Stack())}
			}
			done <- o
		}()
		o.reports, o.err = e.read(ctx, result, format, reader, body)
	}()
	select {
	case o := <-done:
		if errors.Is(o.err, context.DeadlineExceeded) {
			return nil, fmt.Errorf("%s: longer than %v: %w", result.File.Path, limit, fault.ErrTooSlow)
		}
		return o.reports, o.err
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, fmt.Errorf("%s: longer than %v: %w", result.File.Path, limit, fault.ErrTooSlow)
		}
		return nil, ctx.Err()
	}
}

// read reads, recognises and checks.
func (e *Extractor) read(ctx context.Context, result Result, format format, reader read.Reader, body []byte) ([]report.Report, error) {
	src := e.source(result.File.Path, body)
	src.Limits = format.within(src.Limits)
	docs, err := reader.Read(ctx, src)
	if err != nil {
		return nil, err
	}
	var reports []report.Report
	var refused error
	for i := range docs {
		found, err := e.recognise(&docs[i], recognise.Given{
			Path: result.File.Path, Agency: result.Entry.Agency, RegionCode: result.Entry.RegionCode, Year: result.Entry.Year,
		})
		if err != nil {
			if refused == nil {
				refused = err
			}
			continue
		}
		reports = append(reports, found...)
	}
	if len(reports) == 0 {
		return nil, refused
	}
	for i := range reports {
		e.finish(result, &reports[i])
	}
	return reports, nil
}

// recognise makes reports of what was read. Of pictures neither title nor labels are known: who reported is taken from outside.
func (e *Extractor) recognise(doc *read.Document, given recognise.Given) ([]report.Report, error) {
	if !doc.Scanned {
		return e.recogniser.Reports(doc, given)
	}
	var r report.Report
	e.who.Identify(&r, nil, nil, given)
	if err := e.scans.Fill(&r, doc); err != nil {
		return nil, err
	}
	return []report.Report{r}, nil
}
