package card

// Known returns nil for the zero value, which stands for what is not known.
func Known[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}
