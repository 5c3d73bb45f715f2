// Command dictionary prints docs/dictionary.md. It is run by `make gen`, and a test of package queries fails where the
// page and the database differ.
package main

import (
	"fmt"
	"os"

	"gongkai/queries"
)

func main() {
	if err := queries.WriteDictionary(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
