package pdfium

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync/atomic"
	"unicode/utf16"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Errors of an instance. Those of opening a document are below.
var (
	// ErrNone says that pdfium has no such thing, or would not do what was asked.
	ErrNone = errors.New("pdfium has none")
	// ErrStopped says that the time of the document is over.
	ErrStopped = errors.New("pdfium was stopped")
	// ErrFull says that what the document asks for does not fit into the memory of an instance.
	ErrFull = errors.New("pdfium has no more memory")
)

// Instance is one run of the module, with a memory of its own, for one goroutine. After a failure it answers nothing more.
type Instance struct {
	module    api.Module
	memory    *memory
	functions map[string]api.Function
	ctx       context.Context //nolint:containedctx // of the document that is read; a call of the module has no other
	unwatch   func() bool
	stopped   atomic.Bool
	failed    error
	stack     [16]uint64
	scratch   uint32 // scratchSize bytes of the module's memory, for what functions return through pointers
}

const (
	scratchSize = 4096
	scratchText = 256 // in scratch, where strings begin; what is before is for numbers
)

// newInstance starts the module.
func newInstance(ctx context.Context, e *Engine) (in *Instance, err error) {
	room := &allocator{memory: &memory{}}
	module, err := e.runtime.InstantiateModule(experimental.WithMemoryAllocator(ctx, room), e.compiled, wazero.NewModuleConfig().
		WithName("").WithStartFunctions("_initialize").WithStdout(io.Discard).WithStderr(io.Discard).WithFSConfig(wazero.NewFSConfig()))
	if err != nil {
		return nil, errors.Join(err, room.err)
	}
	in = &Instance{module: module, memory: room.memory, functions: map[string]api.Function{}, ctx: ctx}
	if _, err := in.call("FPDF_InitLibrary"); err != nil {
		return nil, errors.Join(err, module.Close(ctx))
	}
	if in.scratch, err = in.allocate(scratchSize); err != nil {
		return nil, errors.Join(err, module.Close(ctx))
	}
	in.memory.keep()
	return in, nil
}

func (in *Instance) close() {
	_ = in.module.Close(context.Background()) // what it held is dropped whatever it says
}

// stop ends the call that runs, and all that would follow.
func (in *Instance) stop() {
	in.stopped.Store(true)
	in.memory.stop()
}

// call calls a function of the module. Numbers and addresses are passed as 64 bits.
func (in *Instance) call(name string, arguments ...uint64) (uint64, error) {
	if in.failed != nil {
		return 0, in.failed
	}
	if in.stopped.Load() {
		in.failed = ErrStopped
		return 0, in.failed
	}
	f := in.functions[name]
	if f == nil {
		if f = in.module.ExportedFunction(name); f == nil {
			in.failed = fmt.Errorf("pdfium has no function %s", name)
			return 0, in.failed
		}
		in.functions[name] = f
	}
	copy(in.stack[:], arguments)
	if err := f.CallWithStack(in.ctx, in.stack[:]); err != nil {
		if in.failed = fmt.Errorf("%s: %w", name, err); in.memory.isShort() || in.memory.size > fullBytes {
			in.failed = fmt.Errorf("%w: %w", ErrFull, in.failed)
		}
		return 0, in.failed
	}
	return in.stack[0], nil
}

// IsShort reports whether the document asked for more memory than the instance may have. What was read of it may lack what did not fit.
func (in *Instance) IsShort() bool { return in.memory.isShort() }

// count calls a function that returns a number, -1 for none.
func (in *Instance) count(name string, arguments ...uint64) (int, error) {
	n, err := in.call(name, arguments...)
	if err == nil && int32(uint32(n)) == -1 {
		err = ErrNone
	}
	return int(int32(uint32(n))), err
}

// handle calls a function that returns the address of something, 0 for none.
func (in *Instance) handle(name string, arguments ...uint64) (uint32, error) {
	h, err := in.call(name, arguments...)
	if err == nil && uint32(h) == 0 {
		err = ErrNone
	}
	return uint32(h), err
}

// do calls a function that says whether it did what it was asked.
func (in *Instance) do(name string, arguments ...uint64) error {
	_, err := in.handle(name, arguments...)
	return err
}

// allocate takes memory of the module. It is free again with the document.
func (in *Instance) allocate(size int) (uint32, error) {
	at, err := in.handle("malloc", uint64(size))
	if errors.Is(err, ErrNone) {
		return 0, fmt.Errorf("no room for %d bytes", size)
	}
	return at, err
}

// out is the address of the i-th place of eight bytes in scratch.
func (in *Instance) out(i int) uint64 { return uint64(in.scratch) + uint64(8*i) }

func (in *Instance) uint32At(at uint64) uint32 {
	v, _ := in.module.Memory().ReadUint32Le(uint32(at)) // scratch is within the memory
	return v
}

func (in *Instance) float32At(at uint64) float32 { return math.Float32frombits(in.uint32At(at)) }

func (in *Instance) float64At(at uint64) float64 {
	v, _ := in.module.Memory().ReadUint64Le(uint32(at))
	return math.Float64frombits(v)
}

// word puts a word, at most 64 bytes of ASCII, where a function reads it.
func (in *Instance) word(s string) uint64 {
	at := in.out(8)
	in.module.Memory().WriteString(uint32(at), s+"\x00")
	return at
}

// text calls a function that writes UTF-16 where there is room, and returns how many bytes it is with its end. room says where the
// address of the text and its room stand among the arguments.
func (in *Instance) text(fill func(at, room uint64) (size uint64, err error)) (string, error) {
	at, room := uint64(in.scratch)+scratchText, uint64(scratchSize-scratchText)
	size, err := fill(at, room)
	if err != nil {
		return "", err
	}
	if size > room {
		larger, err := in.allocate(int(size))
		if err != nil {
			return "", err
		}
		at = uint64(larger)
		if _, err := fill(at, size); err != nil {
			return "", err
		}
		defer in.call("free", at) //nolint:errcheck // the memory goes with the document
	}
	if size == 0 {
		return "", ErrNone
	}
	b, ok := in.module.Memory().Read(uint32(at), uint32(size))
	if !ok {
		return "", ErrNone
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	if n := len(units); n > 0 && units[n-1] == 0 {
		units = units[:n-1]
	}
	return string(utf16.Decode(units)), nil
}
