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
func withStops(module []byte) ([]byte, error) {
	if len(module) < len(moduleHead) || string(module[:len(moduleHead)]) != moduleHead {
		return nil, errModule
	}
	out := append(make([]byte, 0, len(module)+len(module)/32), moduleHead...)
	c := cursor{bytes: module, at: len(moduleHead)}
	for c.more() {
		id := c.byte()
		body := c.take(c.number())
		if c.ended {
			return nil, errModule
		}
		if id == codeSection {
			var err error
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
	c := cursor{bytes: code}
	count := c.number()
	out := binary.AppendUvarint(nil, uint64(count))
	for f := range count {
		body := c.take(c.number())
		if c.ended {
			return nil, errModule
		}
		function, err := functionWithStops(body)
		if err != nil {
			return nil, fmt.Errorf("function %d: %w", f, err)
		}
		out = binary.AppendUvarint(out, uint64(len(function)))
		out = append(out, function...)
	}
	if c.more() {
		return nil, errModule
	}
	return out, nil
}

// functionWithStops copies a function up to each loop, and puts the check behind it.
func functionWithStops(function []byte) ([]byte, error) {
	c := cursor{bytes: function}
	for groups := c.number(); groups > 0 && !c.ended; groups-- { // of locals: how many, and of what type
		c.skip(1)
		c.take(1)
	}
	var out []byte
	copied := 0
	for c.more() {
		op := c.byte()
		if !c.operands(op) {
			return nil, fmt.Errorf("%w: operation %#x", errModule, op)
		}
		if op == opLoop {
			out = append(append(out, function[copied:c.at]...), stopCheck()...)
			copied = c.at
		}
	}
	if c.ended {
		return nil, errModule
	}
	return append(out, function[copied:]...), nil
}
