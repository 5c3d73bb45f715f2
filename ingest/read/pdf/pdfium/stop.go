//go:build !js && !wasip1

package pdfium

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// stopAddress is a byte of the module's memory that is 0 until the module is to stop. Emscripten, which built the module, puts nothing
// below 1024.
const stopAddress = 8

// stopCheck goes behind every loop: if memory[stopAddress] != 0 { trap }.
func stopCheck() []byte {
	return []byte{
		0x41, 0x00, // i32.const 0
		0x2D, 0x00, stopAddress, // i32.load8_u
		0x04, 0x40, // if
		0x00, // unreachable
		0x0B, // end
	}
}

// Sections of a module, and its head.
const (
	moduleHead  = "\x00asm\x01\x00\x00\x00"
	codeSection = 10
)

// errModule says that a module is not understood.
var errModule = errors.New("not a WebAssembly module that is understood")

// withStops returns a module that looks at stopAddress whenever a loop turns. Recursion needs no such look: it ends with the stack.
// The binary format is that of the WebAssembly core specification 2.0, chapter 5, with exception handling.
func withStops(module []byte) (out []byte, err error) {
	defer func() {
		if recover() != nil { // it ends in the middle of something
			out, err = nil, errModule
		}
	}()
	if len(module) < len(moduleHead) || string(module[:len(moduleHead)]) != moduleHead {
		return nil, errModule
	}
	out = append(make([]byte, 0, len(module)+len(module)/32), moduleHead...)
	for rest := module[len(moduleHead):]; len(rest) > 0; {
		id := rest[0]
		size, n := unsigned(rest[1:])
		body := rest[1+n : 1+n+int(size)]
		rest = rest[1+n+int(size):]
		if id == codeSection {
			if body, err = codeWithStops(body); err != nil {
				return nil, err
			}
		}
		out = binary.AppendUvarint(append(out, id), uint64(len(body)))
		out = append(out, body...)
	}
	return out, nil
}

// codeWithStops rewrites the functions of a module.
func codeWithStops(code []byte) ([]byte, error) {
	count, n := unsigned(code)
	out := binary.AppendUvarint(nil, count)
	code = code[n:]
	for f := range count {
		size, n := unsigned(code)
		function, err := functionWithStops(code[n : n+int(size)])
		if err != nil {
			return nil, fmt.Errorf("function %d: %w", f, err)
		}
		code = code[n+int(size):]
		out = binary.AppendUvarint(out, uint64(len(function)))
		out = append(out, function...)
	}
	if len(code) > 0 {
		return nil, errModule
	}
	return out, nil
}

// functionWithStops copies a function up to each loop, and puts the check behind it.
func functionWithStops(f []byte) ([]byte, error) {
	at := 0
	groups, n := unsigned(f)
	at += n
	for range groups { // of locals: how many, and of what type
		_, n := unsigned(f[at:])
		at += n + 1
	}
	var out []byte
	copied := 0
	for at < len(f) {
		op := f[at]
		n, err := length(f[at:])
		if err != nil {
			return nil, err
		}
		at += n
		if op == opLoop {
			out = append(append(out, f[copied:at]...), stopCheck()...)
			copied = at
		}
	}
	if at != len(f) {
		return nil, errModule
	}
	return append(out, f[copied:]...), nil
}

// unsigned reads a number in LEB128, of n bytes.
func unsigned(b []byte) (v uint64, n int) {
	v, n = binary.Uvarint(b)
	if n <= 0 || v > 1<<32 {
		panic(errModule)
	}
	return v, n
}
