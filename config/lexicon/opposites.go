package lexicon

import "gongkai/config/table"

// Opposites returns sets of characters of which one in place of another makes a label that means something else: 上年 and 本年, 增 and 减.
// A slip of the pen is never assumed between them.
func Opposites() ([]string, error) {
	rows, err := table.Read(files, "opposites.csv", "characters")
	if err != nil {
		return nil, err
	}
	sets := make([]string, len(rows))
	for i, row := range rows {
		sets[i] = row[0]
	}
	return sets, nil
}
