package pdfium

import (
	_ "unsafe" // for the name below

	// It carries the module, and is linked in for that alone.
	_ "github.com/klippa-app/go-pdfium/webassembly"
)

// shipped is pdfium.wasm, which go-pdfium embeds in a package of its own that cannot be imported. The name is bound when the program
// is linked; where another version of go-pdfium calls it otherwise, linking fails. A copy of 6 MB in this repository would be the
// other way.
//
//go:linkname shipped github.com/klippa-app/go-pdfium/internal/pdfium_wasm.Module
var shipped []byte
