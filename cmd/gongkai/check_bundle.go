package main

import (
	"fmt"

	"github.com/google/renameio/v2"

	"gongkai/bundle"
)

// runCheckBundle writes the page on which a body checks its report without a network.
func runCheckBundle(a *app, o checkOptions) error {
	page, err := bundle.Page(a.say.Language)
	if err != nil {
		return err
	}
	if err := renameio.WriteFile(o.bundle, page, 0o666, renameio.WithExistingPermissions()); err != nil {
		return fmt.Errorf("check --bundle: %w", err)
	}
	a.linef("%s", a.say.Text("check.bundled", "file", o.bundle, "bytes", len(page)))
	return nil
}
