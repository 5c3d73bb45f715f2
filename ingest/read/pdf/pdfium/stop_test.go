package pdfium

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
)

// endless is a module with a page of memory and a function run that turns for ever: (loop (br 0)).
func endless() []byte {
	return []byte("\x00asm\x01\x00\x00\x00" +
		"\x01\x04\x01\x60\x00\x00" + // a type without parameters and results
		"\x03\x02\x01\x00" + // a function of that type
		"\x05\x03\x01\x00\x01" + // a memory of one page
		"\x07\x07\x01\x03run\x00\x00" + // exported as run
		"\x0a\x09\x01\x07\x00\x03\x40\x0c\x00\x0b\x0b") // loop, br 0, end, end
}

func TestEndlessLoopStops(t *testing.T) {
	module, err := withStops(endless())
	if err != nil {
		t.Fatal(err)
	}
	runtime := wazero.NewRuntime(t.Context())
	defer runtime.Close(t.Context())
	room := &allocator{memory: &memory{}}
	instance, err := runtime.InstantiateWithConfig(experimental.WithMemoryAllocator(t.Context(), room), module, wazero.NewModuleConfig())
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(20*time.Millisecond, room.stop)
	if _, err := instance.ExportedFunction("run").Call(context.Background()); err == nil {
		t.Error("a loop without end has ended by itself")
	}
}

func TestEveryLoopIsChecked(t *testing.T) {
	module, err := withStops(shipped)
	if err != nil {
		t.Fatal(err)
	}
	checks := bytes.Count(module, stopCheck()) - bytes.Count(shipped, stopCheck())
	// The sizes of functions and of the section are longer too, by a byte or two each.
	if grown := len(module) - len(shipped); checks < 10_000 || grown < len(stopCheck())*checks || grown > (len(stopCheck())+2)*checks {
		t.Errorf("%d checks in a module that is %d bytes longer", checks, grown)
	}
	t.Logf("%d loops are checked", checks)
}

func TestModulesThatAreNotUnderstood(t *testing.T) {
	whole := endless()
	unknown := bytes.Replace(whole, []byte("\x03\x40\x0c"), []byte("\xc7\x40\x0c"), 1)
	for name, module := range map[string][]byte{
		"nothing": nil, "a text": []byte("not a module"), "cut in the code": whole[:len(whole)-2], "an operation of later days": unknown,
		"cut in its head": whole[:9],
	} {
		if out, err := withStops(module); !errors.Is(err, errModule) {
			t.Errorf("%s: %d bytes, error %v", name, len(out), err)
		}
	}
}

// Each line is an instruction, written as the core specification prints it, and how long it is.
func TestLengths(t *testing.T) {
	for _, c := range []struct {
		name  string
		bytes string
		want  int
	}{
		{"nop", "\x01\x01", 1},
		{"block of a type by its index", "\x02\x80\x01", 3},
		{"br_table", "\x0e\x02\x00\x01\x02\x0b", 5},
		{"call_indirect", "\x11\x03\x00\x0b", 3},
		{"select of a type", "\x1c\x01\x7f\x0b", 3},
		{"try_table", "\x1f\x40\x02\x00\x01\x00\x03\x00\x0b", 8},
		{"i32.load", "\x28\x02\x80\x08\x0b", 4},
		{"i32.const", "\x41\xff\xff\xff\xff\x07\x0b", 6},
		{"i64.const", "\x42\x7f\x0b", 2},
		{"f32.const", "\x43\x00\x00\x80\x3f\x0b", 5},
		{"f64.const", "\x44\x00\x00\x00\x00\x00\x00\xf0\x3f\x0b", 9},
		{"i32.trunc_sat_f64_u", "\xfc\x03\x0b", 2},
		{"memory.copy", "\xfc\x0a\x00\x00\x0b", 4},
		{"memory.fill", "\xfc\x0b\x00\x0b", 3},
		{"v128.load", "\xfd\x00\x04\x10\x0b", 4},
		{"v128.const", "\xfd\x0c0123456789abcdef\x0b", 18},
		{"i8x16.extract_lane_s", "\xfd\x15\x03\x0b", 3},
		{"v128.load8_lane", "\xfd\x54\x00\x00\x03\x0b", 5},
		{"i32x4.add", "\xfd\xae\x01\x0b", 3},
	} {
		at := cursor{bytes: []byte(c.bytes)}
		if known := at.operands(at.byte()); at.at != c.want || !known || at.ended {
			t.Errorf("%s: %d, known %v, want %d", c.name, at.at, known, c.want)
		}
	}
}
