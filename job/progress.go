package job

import (
	"iter"

	"gongkai/ingest"
)

// Progress is told how far the reading of documents has come. Its methods are called one at a time.
type Progress interface {
	Begin(files int) // before the first of so many files, an archive counting as one
	Add()            // a file is taken, or passed over since it is known; the few that are being read count already
	End()            // also where the work failed
}

// silent is the Progress of a job that nobody watches.
type silent struct{}

func (silent) Begin(int) {}
func (silent) Add()      {}
func (silent) End()      {}

// counted tells of each file of a sequence when it is taken.
func counted(p Progress, files iter.Seq2[ingest.File, error]) iter.Seq2[ingest.File, error] {
	return func(yield func(ingest.File, error) bool) {
		for file, err := range files {
			p.Add()
			if !yield(file, err) {
				return
			}
		}
	}
}
