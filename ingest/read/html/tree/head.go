package tree

import "golang.org/x/net/html/atom"

// startHTML takes the first start tag over.
func (b *Builder) startHTML(t tag) bool {
	b.mode = beforeHead
	if t.known == atom.Html {
		b.add(t)
		return true
	}
	b.add(tag{known: atom.Html})
	return false
}

// startHead takes a start tag over before the head has begun.
func (b *Builder) startHead(t tag) bool {
	switch t.known {
	case atom.Html:
		b.noAttributes(t)
		return true
	case atom.Head:
		b.beginHead(t)
		return true
	}
	b.beginHead(tag{known: atom.Head})
	return false
}

// startInHead takes a start tag over in the head.
func (b *Builder) startInHead(t tag) bool {
	switch t.known {
	case atom.Html:
		b.noAttributes(t)
	case atom.Head:
	case atom.Template:
		b.failed = true
	case atom.Noscript:
		b.addRaw(t)
	default:
		if !b.startMeta(t) {
			b.endHead()
			return false
		}
	}
	return true
}

// startAfterHead takes a start tag over between head and body. What belongs into the head goes there, though it has ended.
func (b *Builder) startAfterHead(t tag) bool {
	switch t.known {
	case atom.Html:
		b.noAttributes(t)
	case atom.Body:
		b.add(t)
		b.mode = inBody
	case atom.Frameset, atom.Template:
		b.failed = true
	case atom.Head:
	default:
		b.open = append(b.open, b.head)
		isMeta := b.startMeta(t)
		b.open = b.open[:len(b.open)-1]
		if !isMeta {
			b.beginBody()
			return false
		}
	}
	return true
}

// startMeta takes a tag over that says something of the page.
func (b *Builder) startMeta(t tag) bool {
	switch t.known {
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta:
		b.addVoid(t)
	case atom.Noframes, atom.Script, atom.Style, atom.Title:
		b.addRaw(t)
	default:
		return false
	}
	return true
}

// closeHead takes an end tag over before the body has begun.
func (b *Builder) closeHead(t tag) bool {
	switch t.known {
	case atom.Head:
		switch b.mode {
		case beforeHTML, beforeHead:
		case inHead:
			b.endHead()
			return true
		default:
			return true
		}
	case atom.Body, atom.Html, atom.Br:
	case atom.Template:
		b.failed = true
		return true
	default:
		return true
	}
	b.nextPart()
	return false
}

// nextPart begins the next part of the page, whose tag was left out.
func (b *Builder) nextPart() {
	switch b.mode {
	case beforeHTML:
		b.add(tag{known: atom.Html})
		b.mode = beforeHead
	case beforeHead:
		b.beginHead(tag{known: atom.Head})
	case inHead:
		b.endHead()
	default:
		b.beginBody()
	}
}

// toBody begins the parts of the page up to the body.
func (b *Builder) toBody() {
	for b.mode < inBody {
		b.nextPart()
	}
}

func (b *Builder) beginHead(t tag) {
	b.head = b.add(t)
	b.mode = inHead
}

func (b *Builder) endHead() {
	b.open = b.open[:len(b.open)-1]
	b.mode = afterHead
}

func (b *Builder) beginBody() {
	b.add(tag{known: atom.Body})
	b.mode = inBody
}
