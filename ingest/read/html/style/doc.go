// Package style works out how the text of a web page looks, as far as package printed asks: hidden, struck out, in the colour
// of its ground, raised, moved, or shown as other text than stands in the page.
//
// It is a small cascade of CSS on top of a kept tokenizer: style sheets in the page (and beside it, where they are in the
// same file), style attributes and the attributes that dress (color, bgcolor, hidden), with specificity, order, !important,
// layers, inheritance, and the defaults that browsers have for sup, del, bdo and the like. Of some three hundred properties it
// reads those that can make text unseen or other than it stands.
//
// The invariant: a browser with a wide window, no script and no pointer over the page is what counts. Rules for print alone do
// not apply. Where it cannot be told whether a rule applies (:has, @container), and it would change how a text looks, that
// text is in doubt. What a sheet that is not in the file or a script would do is unknown and changes nothing.
//
//	var b style.Builder
//	b.Add(".x { display: none }", "")
//	sheet, err := b.Sheet()
//	root := sheet.Root(document)
//	look := sheet.Compute(root, element).Look
package style
