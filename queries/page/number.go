package page

import "strings"

// shorten takes the trailing zeros off decimals that the warehouse wrote: 3511, not 3511.000000.
func shorten(numbers ...*string) {
	for _, n := range numbers {
		if n != nil && strings.Contains(*n, ".") {
			*n = strings.TrimSuffix(strings.TrimRight(*n, "0"), ".")
		}
	}
}
