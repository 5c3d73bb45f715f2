package main

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"gongkai/config/messages"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/warehouse/release"
)

func newReleaseQuality(a *app) *cobra.Command {
	var format string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "quality ID [--format text|markdown|html|json]", ValidArgsFunction: a.completeReleases(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.oneOf(&format, asJSON, "text", "markdown", "html", "json"); err != nil {
				return err
			}
			return runReleaseQuality(cmd.Context(), a, args, format)
		},
	}
	a.describe(cmd, "release_quality", 0, 1, 2, 10, 12)
	cmd.Flags().StringVar(&format, "format", "text", a.say.Text("flag.page_format"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	complete(cmd, "format", []string{"text", "markdown", "html", "json"})
	return cmd
}

// runReleaseQuality prints the quality report of a release.
func runReleaseQuality(ctx context.Context, a *app, args []string, format string) error {
	found, err := a.findReleases(ctx, args, 1)
	if err != nil {
		return err
	}
	q, err := a.readQuality(ctx, "", found[0])
	if err != nil {
		return err
	}
	return a.writeQuality(a.out, a.say, q, format)
}

func (a *app) writeQuality(w io.Writer, say messages.Printer, q *page.Quality, format string) error {
	switch format {
	case "json":
		return writeJSON(w, q)
	case "html":
		return render.QualityHTML(w, say, q)
	}
	return render.Quality(w, say, q, a.style(format))
}

// readQuality reads the quality report of a release from a snapshot, the current one where none is named.
func (a *app) readQuality(ctx context.Context, path string, r release.Release) (_ *page.Quality, err error) {
	options, err := a.options(reading{})
	if err != nil {
		return nil, err
	}
	options.Release, options.KnownBefore = r.ID, r.KnownBefore
	var session *queries.Session
	if path == "" {
		session, err = a.store().Read(ctx, options)
	} else {
		session, err = queries.OpenReadOnly(ctx, path, options)
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	return page.ReadQuality(ctx, session.Query, r)
}

// releaseFile is a file about a release, by its name.
type releaseFile struct {
	name    string
	content []byte
}

// qualityFiles makes the quality report of a release: as JSON, and as Markdown and HTML in both languages. A release of an earlier
// version, which does not hold what the report says, has none.
func (a *app) qualityFiles(ctx context.Context, path string, r release.Release) (files []releaseFile, err error) {
	q, err := a.readQuality(ctx, path, r)
	if queries.IsNotReleased(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	catalogue, err := messages.Embedded()
	if err != nil {
		return nil, err
	}
	add := func(name, format string, say messages.Printer) error {
		var text bytes.Buffer
		err := a.writeQuality(&text, say, q, format)
		files = append(files, releaseFile{r.ID + ".quality." + name, text.Bytes()})
		return err
	}
	errs := []error{add("json", "json", a.say)}
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		for _, format := range [][2]string{{"md", "markdown"}, {"html", "html"}} {
			errs = append(errs, add(string(language)+"."+format[0], format[1], catalogue.In(language)))
		}
	}
	return files, errors.Join(errs...)
}
