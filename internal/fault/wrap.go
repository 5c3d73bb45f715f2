package fault

import "fmt"

// Wrap says what was being done when an error came: `<what>: <error>`. It is deferred as the first line of a function
// with a named error result, so that every way out is covered; where there is no error it does nothing. The arguments are
// those of the call, as they were when it began.
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *err)
	}
}

// Recover turns a panic into ErrDamaged: what reads hostile bytes, or a library that does, indexes into what a damaged file declares. It is
// deferred itself, as Wrap is.
func Recover(err *error, format string, args ...any) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%s stopped at %v: %w", fmt.Sprintf(format, args...), p, ErrDamaged)
	}
}
