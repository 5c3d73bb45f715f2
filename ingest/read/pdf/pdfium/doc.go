// Package pdfium runs pdfium, the PDF engine of Chromium, as a WebAssembly module inside the process, and gives its functions as Go
// methods: no cgo, no file system, no network. It knows nothing of reports; package pdf asks it what is printed where.
//
// The module is the one that go-pdfium ships. It is called straight, by wazero: go-pdfium's own wrappers take half of the time of a
// page, and being stoppable by wazero's means takes ten times that of the page, since compiled code then goes to Go and back at
// every loop. Here the module itself asks at the head of each loop whether it is to stop (stop.go), which costs nothing that can be
// measured. All state of the module is its memory, which is put back to that of a fresh start between two documents (memory.go): so
// nothing that one document does reaches the next, and none pays for a start.
package pdfium
