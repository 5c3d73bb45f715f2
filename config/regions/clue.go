package regions

import (
	"io/fs"
	"slices"

	"gongkai/config/table"
	"gongkai/internal/fault"
)

// Clues are signs of a region that are not its name: area codes of telephones (phones.csv) and spellings in the names of
// sites (spellings.csv). One code or spelling may stand for several regions (029 is 西安 and 咸阳, fuzhou is 福州 and 抚州), so
// a clue can only tell apart regions that something else proposes.
//
// Postcodes are not among them: there is no list of them under a licence that lets it be shipped.
type Clues struct {
	phones map[string][]string // area code to codes of regions
	hosts  map[string][]string // spelling to codes of regions
}

// EmbeddedClues returns what ships with the program.
func EmbeddedClues() (*Clues, error) { return LoadClues(files) }

// LoadClues reads phones.csv and spellings.csv, laid out as the embedded ones.
func LoadClues(fsys fs.FS) (_ *Clues, err error) {
	defer fault.Wrap(&err, "load clues")
	c := &Clues{phones: map[string][]string{}, hosts: map[string][]string{}}
	rows, err := table.Read(fsys, "phones.csv", "prefix", "region_code", "source")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		c.phones[row[0]] = append(c.phones[row[0]], row[1])
	}
	if rows, err = table.Read(fsys, "spellings.csv", "region_code", "spelling", "source"); err != nil {
		return nil, err
	}
	for _, row := range rows {
		c.hosts[row[1]] = append(c.hosts[row[1]], row[0])
	}
	return c, nil
}

// Phone returns the regions that an area code, with its 0, belongs to: cities, or what stands in their place.
func (c *Clues) Phone(prefix string) []string { return slices.Clone(c.phones[prefix]) }

// Host returns the provinces and cities that a label of a site's name spells out in full, as nanjing.
func (c *Clues) Host(label string) []string { return slices.Clone(c.hosts[label]) }
