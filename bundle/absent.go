//go:build !bundle

package bundle

// built returns nothing: the program was built without the page.
func built() (packed, support []byte) { return nil, nil }
