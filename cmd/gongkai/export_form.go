package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"gongkai/config/forms"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/warehouse/export"
)

// findForms reads the forms that --region and --agency ask for.
func findForms(ctx context.Context, source page.Source, o exportOptions) (out []*page.Form, err error) {
	for _, asked := range []struct {
		names []string
		read  func(context.Context, page.Source, string, int) ([]*page.Form, error)
	}{{o.regions, page.AreaForms}, {o.agencies, page.AgencyForms}} {
		for _, name := range asked.names {
			list, err := asked.read(ctx, source, name, o.year)
			if err != nil {
				return nil, err
			}
			out = append(out, list...)
		}
	}
	return out, nil
}

// formDocuments makes a workbook of each form.
func (a *app) formDocuments(list []*page.Form, o exportOptions) ([]export.Document, error) {
	set, err := forms.Embedded()
	if err != nil {
		return nil, err
	}
	var out []export.Document
	taken := map[string]bool{}
	for _, f := range list {
		name := formFile(f)
		for n := 2; taken[name]; n++ { // two names that differ by what no file name takes
			name = formFile(f) + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		var content []byte
		if !o.dryRun {
			if content, err = render.FormWorkbook(a.say, set, f, render.Reading(o.reading.page())); err != nil {
				return nil, fmt.Errorf("workbook %s: %w", name, err)
			}
		}
		out = append(out, export.Document{Path: "xlsx/" + name + ".xlsx", Content: content})
	}
	return out, nil
}

// longestName is how many characters of an agency's name stand in the name of its file.
const longestName = 50

// formFile returns the name of the workbook without its ending: of the agency's name only letters and digits, since it comes
// from a document.
func formFile(f *page.Form) string {
	parts := []string{"area", f.RegionCode}
	if f.IsAgency {
		parts = []string{"agency", f.RegionCode, plainName(f.Name)}
	}
	return strings.Join(append(parts, strconv.Itoa(f.Year)), "_")
}

// plainName is what of an agency's name stands in the name of a file.
func plainName(agency string) string {
	name := []rune(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, agency))
	return string(name[:min(len(name), longestName)])
}
