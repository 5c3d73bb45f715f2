package pdfium

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"github.com/klippa-app/go-pdfium/webassembly/imports"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

const (
	// memoryPages bounds an instance to 256 MB (pages of 64 KB): the largest file and the work on it.
	memoryPages = 4096
	// fullBytes is the size from which a failure is put down to the memory: pdfium asks for twice as much as it has.
	fullBytes = memoryPages * pageSize / 2
	// keptBytes is the most memory of an instance that is kept for another document.
	keptBytes = 64 << 20
)

// Config says where compiled code is kept and how many documents may be read at once.
type Config struct {
	// CacheDir is the folder for compiled code, about 21 MB; empty for gongkai/pdfium in the user's cache folder.
	// Where it cannot be written nothing is kept and every process compiles anew.
	CacheDir string
	// MaxInstances is how many documents are read at once; others wait. 0 means 2.
	MaxInstances int
}

// Engine is the compiled module and the instances that run it. It may be used by many goroutines.
type Engine struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	cache    wazero.CompilationCache
	guarded  bool // the module looks whether it is to stop
	slots    chan struct{}

	mutex  sync.Mutex
	idle   []*Instance
	closed bool
}

// New compiles pdfium, which takes some seconds, or takes the compiled code from the cache. The module sees no file system, and
// nothing of what it prints is shown.
//
// A module in which the checks cannot be put (of another version of go-pdfium, built in a way that stop.go does not understand) runs
// as it is, and is stopped by wazero's means: some fifteen times slower, but never without a bound.
func New(config Config) (*Engine, error) {
	if module, err := withStops(shipped); err == nil {
		return newEngine(config, module, true)
	}
	return newEngine(config, shipped, false)
}

// Condition says what makes reading slower than it could be.
type Condition struct {
	IsCached  bool // compiled code is kept from one process to the next
	IsGuarded bool // the module stops by itself
}

// Examine looks at the condition in which an engine would run, without starting one.
func Examine(config Config) Condition {
	cache := OpenCache(config.CacheDir)
	if cache != nil {
		_ = cache.Close(context.Background()) // nothing was put there
	}
	_, err := withStops(shipped)
	return Condition{IsCached: cache != nil, IsGuarded: err == nil}
}

func newEngine(config Config, module []byte, guarded bool) (*Engine, error) {
	instances := config.MaxInstances
	if instances <= 0 {
		instances = 2
	}
	e := &Engine{guarded: guarded, cache: OpenCache(config.CacheDir), slots: make(chan struct{}, instances)}
	how := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(!e.guarded)
	if e.cache != nil {
		how = how.WithCompilationCache(e.cache)
	}
	ctx := context.Background()
	e.runtime = wazero.NewRuntimeWithConfig(ctx, how)
	if err := e.compile(ctx, module); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// compile compiles the module and makes what it imports.
func (e *Engine) compile(ctx context.Context, module []byte) (err error) {
	if _, err = wasi_snapshot_preview1.Instantiate(ctx, e.runtime); err != nil {
		return err
	}
	if e.compiled, err = e.runtime.CompileModule(ctx, module); err != nil {
		return err
	}
	_, err = imports.Instantiate(ctx, e.runtime, e.compiled)
	return err
}

// OpenCache returns nil where there is no folder to write to: reading works without, only the start is slower.
func OpenCache(dir string) wazero.CompilationCache {
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(user, "gongkai", "pdfium")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil
	}
	probe, err := os.CreateTemp(dir, "probe-*")
	if err != nil {
		return nil
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}

// Close frees the engine. Instances that are in use end.
func (e *Engine) Close() error {
	e.mutex.Lock()
	e.closed, e.idle = true, nil
	e.mutex.Unlock()
	ctx := context.Background()
	err := e.runtime.Close(ctx)
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(ctx))
	}
	return err
}

// SmallBytes is the most memory of an instance whose document is read beside others.
const SmallBytes = keptBytes

// Borrow returns an instance for one document, when there is one, which may have most bytes of memory; 0 for all that there are. It is
// stopped, whatever it does, when ctx ends. It must be handed to Return.
func (e *Engine) Borrow(ctx context.Context, most int) (*Instance, error) {
	select {
	case e.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	in, err := e.instance(ctx)
	if err != nil {
		<-e.slots
		return nil, err
	}
	in.memory.lend(most)
	in.ctx = ctx
	if e.guarded {
		in.ctx = context.Background()
		in.unwatch = context.AfterFunc(ctx, in.stop)
	}
	return in, nil
}

// instance takes one that is idle, or makes one.
func (e *Engine) instance(ctx context.Context) (*Instance, error) {
	e.mutex.Lock()
	if e.closed {
		e.mutex.Unlock()
		return nil, errors.New("the engine is closed")
	}
	if n := len(e.idle); n > 0 {
		in := e.idle[n-1]
		e.idle = e.idle[:n-1]
		e.mutex.Unlock()
		return in, nil
	}
	e.mutex.Unlock()
	if e.guarded {
		ctx = context.Background() // starting takes milliseconds, and is not to leave half an instance
	}
	return newInstance(ctx, e)
}

// Return takes an instance back. One that failed or was stopped, or that has grown large, is thrown away; any other forgets what it
// read and is kept.
func (e *Engine) Return(in *Instance) {
	defer func() { <-e.slots }()
	stopped := in.unwatch != nil && !in.unwatch()
	in.unwatch = nil
	if stopped || in.failed != nil || !e.guarded || in.memory.size > keptBytes {
		in.close()
		return
	}
	in.memory.restore()
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.closed {
		return
	}
	e.idle = append(e.idle, in)
}
