package page

import "gongkai/queries/page/card"

// What a card and a page both show.
type (
	// Card is the card of one report.
	Card = card.Card
	// Finding is one finding, with what was decided about it.
	Finding = card.Finding
	// Cell is a cell as the document shows it.
	Cell = card.Cell
)
