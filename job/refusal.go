package job

import "gongkai/internal/fault"

// What is wrong with what is to be read: kinds of refusals, each the name of its sentence in the catalogue of messages.
const (
	NoPaths     = "usage.no_paths"     // nothing was named
	NoSuchPath  = "usage.no_such_path" // path: it is not there, and never was
	NoDocuments = "usage.no_documents" // what was named holds no document
)

// Refuse returns a *fault.Cause that wraps fault.ErrUsage: nothing was done, and the person who asked must ask otherwise. It is about names
// and values in turn, those that the kind lists.
func Refuse(kind string, about ...any) error { return fault.Because(fault.ErrUsage, kind, about...) }
