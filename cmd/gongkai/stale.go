package main

// staleNotice says that there are some, on the output for people or beside what programs read; nothing where there are none.
func (a *app) staleNotice(count int, say func(format string, args ...any)) {
	if count > 0 {
		say("%s", a.say.Text("stale.reports", "count", count))
	}
}
