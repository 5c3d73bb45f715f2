//go:build !js && !wasip1

package pdf

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// memoryPages bounds an instance to 320 MB (pages of 64 KB): the largest file and the work on it.
const memoryPages = 5120

// engine is the compiled module and the instances that run it.
type engine struct {
	pool  pdfium.Pool
	cache wazero.CompilationCache
}

// newEngine compiles pdfium, or takes the compiled code from the cache. The module sees no file system, and nothing of
// what it prints is shown.
//
// That a call can be stopped in its middle costs a goroutine a call, of which a page takes thousands: a document takes
// two to three times as long. Without, one file that makes pdfium run on for ever would hold a processor until the
// process ends.
func newEngine(config Config) (*engine, error) {
	runtime := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	cache := openCache(config.CacheDir)
	if cache != nil {
		runtime = runtime.WithCompilationCache(cache)
	}
	instances := config.MaxInstances
	if instances <= 0 {
		instances = 2
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle:       1,
		MaxTotal:      instances,
		RuntimeConfig: runtime,
		FSConfig:      wazero.NewFSConfig(),
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		if cache != nil {
			err = errors.Join(err, cache.Close(context.Background()))
		}
		return nil, err
	}
	return &engine{pool, cache}, nil
}

// openCache returns nil where there is no folder to write to: reading works without, only the start is slower.
func openCache(dir string) wazero.CompilationCache {
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

func (e *engine) close() error {
	err := e.pool.Close()
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(context.Background()))
	}
	return err
}
