package export

import "strconv"

// dataCite is the metadata that DataCite registers a DOI with, by version 4 of its schema. The DOI itself is given by the repository.
type dataCite struct {
	Types        dataCiteTypes         `json:"types"`
	Creators     []dataCiteCreator     `json:"creators"`
	Titles       []dataCiteTitle       `json:"titles"`
	Publisher    dataCitePublisher     `json:"publisher"`
	Year         string                `json:"publicationYear"`
	Language     string                `json:"language"`
	Version      string                `json:"version"`
	Subjects     []dataCiteSubject     `json:"subjects"`
	Dates        []dataCiteDate        `json:"dates"`
	Formats      []string              `json:"formats"`
	Sizes        []string              `json:"sizes"`
	Rights       []dataCiteRights      `json:"rightsList,omitempty"`
	Descriptions []dataCiteDescription `json:"descriptions"`
	Places       []dataCitePlace       `json:"geoLocations"`
	Schema       string                `json:"schemaVersion"`
}

type dataCiteTypes struct {
	General string `json:"resourceTypeGeneral"`
	Type    string `json:"resourceType"`
}

type dataCiteCreator struct {
	Name string `json:"name"`
	Type string `json:"nameType"`
}

type dataCiteTitle struct {
	Title    string `json:"title"`
	Type     string `json:"titleType,omitempty"`
	Language string `json:"lang"`
}

type dataCitePublisher struct {
	Name string `json:"name"`
}

type dataCiteSubject struct {
	Subject string `json:"subject"`
}

type dataCiteDate struct {
	Date  string `json:"date"`
	Type  string `json:"dateType"`
	About string `json:"dateInformation,omitempty"`
}

type dataCiteRights struct {
	Rights     string `json:"rights"`
	URI        string `json:"rightsUri"`
	Identifier string `json:"rightsIdentifier"`
	Scheme     string `json:"rightsIdentifierScheme"`
	SchemeURI  string `json:"schemeUri"`
}

type dataCiteDescription struct {
	Description string `json:"description"`
	Type        string `json:"descriptionType"`
	Language    string `json:"lang"`
}

type dataCitePlace struct {
	Place string `json:"geoLocationPlace"`
}

// publisherToCome is DataCite's word for a publisher who is named later: the repository that takes the data.
const publisherToCome = ":tba"

// datacite returns datacite.json.
func (w *writer) datacite() ([]byte, error) {
	d := w.options.Dataset
	const yearDigits = 4
	out := dataCite{
		Types:     dataCiteTypes{"Dataset", "Statistics"},
		Creators:  []dataCiteCreator{{d.creator(), "Organizational"}},
		Titles:    []dataCiteTitle{{Title: d.titleEN(), Language: "en"}, {d.titleZH(), "TranslatedTitle", "zh"}},
		Publisher: dataCitePublisher{publisherToCome},
		Year:      d.day()[:min(yearDigits, len(d.day()))], Language: "zh", Version: w.version(),
		Subjects: []dataCiteSubject{{"government information disclosure"}, {"政府信息公开"}, {"official statistics"}},
		Dates: []dataCiteDate{
			{Date: d.day(), Type: "Created"},
			{strconv.Itoa(d.Year) + "-01-01/" + strconv.Itoa(d.Year) + "-12-31", "Other", "year that the reports are about"},
		},
		Formats:      []string{},
		Sizes:        []string{strconv.Itoa(w.dataFiles()) + " data files"},
		Descriptions: []dataCiteDescription{{d.status() + ". " + datasetAbstract, "Abstract", "en"}},
		Places:       []dataCitePlace{{"China"}},
		Schema:       "http://datacite.org/schema/kernel-4",
	}
	for _, f := range w.options.Formats {
		out.Formats = append(out.Formats, f.mediaType())
	}
	if d.Licence.ID != "" {
		out.Rights = []dataCiteRights{{d.Licence.Title, d.Licence.URL, d.Licence.ID, "SPDX", "https://spdx.org/licenses/"}}
	}
	return encode(out)
}

// dataFiles counts the files that hold relations.
func (w *writer) dataFiles() (n int) {
	for _, f := range w.manifest.Files {
		if f.Relation != "" {
			n++
		}
	}
	return n
}
