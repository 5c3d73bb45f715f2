package worksheet

// Sizes that Excel gives to what nobody has sized: in characters of the standard font, and in points.
const (
	standardWidth  = 9.14
	standardHeight = 15.0
)

// Sizes below which nothing of a row or column is seen, and below which not all of it.
const (
	noWidth   = 0.05
	noHeight  = 2
	lowHeight = 5
)

// Bounds on sizes: columns further to the right have the standard width, and of a sheet with more widths the later ones are not kept.
const (
	maxSizedColumn = 1024
	maxSizes       = 4096
)

// sizes are how wide and high the columns and rows are.
type sizes struct {
	columns    []float32 // 0 for the standard
	listed     []rowHeight
	rows       map[int]float64 // of listed, made when it is needed
	count      int
	wide, high float64 // of the others; 0 for the standard
}

type rowHeight struct {
	row    int
	points float64
}

// SetWidth notes how wide columns are, in characters, the last one included. Columns of no width are hidden.
func (c *Contents) SetWidth(first, last int, width float64) {
	if width < noWidth {
		c.HideColumns(first, last)
	}
	if c.sizes.count++; c.sizes.count > maxSizes {
		return
	}
	last = min(last, maxSizedColumn-1)
	if n := last + 1 - len(c.sizes.columns); n > 0 {
		c.sizes.columns = append(c.sizes.columns, make([]float32, n)...)
	}
	for i := max(0, first); i <= last; i++ {
		c.sizes.columns[i] = float32(width)
	}
}

// SetHeight notes how high a row is, in points. One of no height is hidden; in one that is too low for text nobody can be
// sure of what is seen.
func (c *Contents) SetHeight(row int, points float64) {
	switch {
	case points < noHeight:
		c.HideRow(row)
	case points < lowHeight:
		if c.flat == nil {
			c.flat = map[int]bool{}
		}
		c.flat[row] = true
	}
	if points != c.sizes.high {
		c.sizes.listed = append(c.sizes.listed, rowHeight{row, points})
	}
}

// SetStandard notes the size of the columns and rows that have none of their own; 0 where the file says nothing.
func (c *Contents) SetStandard(width, height float64) {
	c.sizes.wide, c.sizes.high = max(0, width), max(0, height)
}

// Width is how wide a column is, in characters.
func (c *Contents) Width(column int) float64 {
	if column >= 0 && column < len(c.sizes.columns) && c.sizes.columns[column] > 0 {
		return float64(c.sizes.columns[column])
	}
	if c.sizes.wide > 0 {
		return c.sizes.wide
	}
	return standardWidth
}

// Height is how high a row is, in points.
func (c *Contents) Height(row int) float64 {
	if c.sizes.rows == nil {
		c.sizes.rows = make(map[int]float64, len(c.sizes.listed))
		for _, h := range c.sizes.listed {
			c.sizes.rows[h.row] = h.points
		}
	}
	if h, ok := c.sizes.rows[row]; ok {
		return h
	}
	if c.sizes.high > 0 {
		return c.sizes.high
	}
	return standardHeight
}

// low reports whether a cell lies in rows that are too low for its text.
func (c *Contents) low(cell *Cell) bool {
	if !c.flat[cell.Row] {
		return false
	}
	if c.merged == nil {
		c.merged = c.areas()
	}
	area, ok := c.merged[[2]int{cell.Row, cell.Column}]
	if !ok {
		return true
	}
	height := 0.0
	for row := area.Top; row <= min(area.Bottom, area.Top+maxHiddenSearch); row++ {
		height += c.Height(row)
	}
	return height < lowHeight
}

// Across returns the position that lies a length, in characters, to the right of another one. Positions are counted in
// columns, with fractions.
func (c *Contents) Across(from, length float64) float64 {
	return walk(from, length, MaxColumn, c.Width)
}

// Down returns the position that lies a length, in points, below another one, counted in rows.
func (c *Contents) Down(from, length float64) float64 { return walk(from, length, MaxRow, c.Height) }

// maxWalk is how many rows or columns a drawing may reach over. One that reaches further counts as one to the end of the sheet.
const maxWalk = 2000

func walk(from, length float64, end int, size func(int) float64) float64 {
	if !(from >= 0 && from < float64(end)) {
		return 0
	}
	at := int(from)
	length += (from - float64(at)) * size(at)
	for range maxWalk {
		one := size(at)
		if length < one {
			return float64(at) + max(0, length)/one
		}
		length -= one
		at++
	}
	return float64(end)
}
