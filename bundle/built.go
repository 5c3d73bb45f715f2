//go:build bundle

package bundle

import _ "embed" // for the program

var (
	//go:embed built/check.wasm.gz
	program []byte
	//go:embed built/wasm_exec.js
	runtime []byte
)

// built returns package program as WebAssembly, packed, and the runtime of Go that belongs to it.
func built() (packed, support []byte) { return program, runtime }
