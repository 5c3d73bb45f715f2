package web

// Chart lays out the page of one chart.
func (s *Site) Chart(f *Figure, under string, path []Link) *Page {
	return &Page{
		Title: f.Title + " " + under, Heading: f.Title, Under: under, Crumbs: path, Data: f.Files,
		Parts: []Part{{Figures: []Figure{*f}}},
	}
}
