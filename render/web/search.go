package web

import "gongkai/queries/page"

// Found lays out what bears a text in its name.
func (s *Site) Found(f *page.Found) *Page {
	title := s.Say.Text("web.search_title")
	p := &Page{Title: title, Heading: title, Parts: []Part{{Search: &Search{Action: s.Address.To("/search"), Text: f.Text}}}}
	if f.Text == "" {
		return p
	}
	var regions, agencies, indicators []Line
	for _, r := range f.Regions {
		line := Line{{Text: r.Name, Href: s.Address.Region(r.Code, 0)}, {Text: " " + r.Code}}
		if r.ValidTo != "" {
			line = append(line, Link{Text: s.Say.Text("region.until", "to", r.ValidTo)})
		}
		regions = append(regions, line)
	}
	for _, a := range f.Agencies {
		agencies = append(agencies, Line{{Text: a.Name, Href: s.Address.Agency(a.ID)}, {Text: " " + a.Region + " " + a.Code}})
	}
	for _, i := range f.Indicators {
		indicators = append(indicators, Line{{Text: i.Label, Href: s.Address.Indicator(i.Code)}, {Text: " " + i.Code}})
	}
	for _, one := range []struct {
		key   string
		lines []Line
	}{{"region", regions}, {"agency", agencies}, {"indicator", indicators}} {
		if len(one.lines) > 0 {
			p.Parts = append(p.Parts, Part{Heading: s.Say.Text("web.section." + one.key), Lines: one.lines})
		}
	}
	if len(p.Parts) == 1 {
		p.Parts = append(p.Parts, Part{Words: []string{s.Say.Text("web.found_nothing", "text", f.Text)}})
	}
	if f.IsMore {
		p.Parts = append(p.Parts, Part{Words: []string{s.Say.Text("web.found_more")}})
	}
	return p
}
