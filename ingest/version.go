package ingest

// ParserVersion names the behaviour of readers and recognition. It is stored with every version of a report, so that
// what an older parser made can be read again; it grows with every change that can alter a value, a state or a place.
const ParserVersion = "2"
