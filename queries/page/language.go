package page

import "gongkai/config/messages"

// inLanguage returns the text of a language.
func inLanguage(language messages.Language, zh, en string) string {
	if language == messages.Chinese {
		return zh
	}
	return en
}

// known returns nil for the zero value, which stands for what is not known.
func known[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}
