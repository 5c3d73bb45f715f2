package page

import "gongkai/config/messages"

// inLanguage returns the text of a language.
func inLanguage(language messages.Language, zh, en string) string {
	if language == messages.Chinese {
		return zh
	}
	return en
}
