package pdfium

import "github.com/klippa-app/go-pdfium/enums"

// Clip is a handle of the outline that an object is cut with.
type Clip uint32

// Segment is a step of a path, in the units of its object.
type Segment struct {
	Kind   enums.FPDF_SEGMENT
	X, Y   float64
	Closed bool // the path goes back to where it began
}

// DrawMode returns how a path is filled, and whether its outline is drawn.
func (in *Instance) DrawMode(o Object) (fill enums.FPDF_FILLMODE, stroke bool, err error) {
	if err := in.do("FPDFPath_GetDrawMode", uint64(o), in.out(0), in.out(1)); err != nil {
		return 0, false, err
	}
	return enums.FPDF_FILLMODE(int32(in.uint32At(in.out(0)))), in.uint32At(in.out(1)) == 1, nil
}

// CountSegments returns how many steps a path has.
func (in *Instance) CountSegments(o Object) (int, error) {
	return in.count("FPDFPath_CountSegments", uint64(o))
}

// Segment returns the i-th step of a path.
func (in *Instance) Segment(o Object, i int) (s Segment, err error) {
	h, err := in.handle("FPDFPath_GetPathSegment", uint64(o), uint64(i))
	if err != nil {
		return s, err
	}
	kind, err := in.call("FPDFPathSegment_GetType", uint64(h))
	if err != nil {
		return s, err
	}
	s.Kind = enums.FPDF_SEGMENT(int32(uint32(kind)))
	if s.X, s.Y, err = in.point(h); err != nil {
		return s, err
	}
	closed, err := in.call("FPDFPathSegment_GetClose", uint64(h))
	s.Closed = uint32(closed) == 1
	return s, err
}

// point returns the end of a step.
func (in *Instance) point(segment uint32) (x, y float64, err error) {
	if err := in.do("FPDFPathSegment_GetPoint", uint64(segment), in.out(0), in.out(1)); err != nil {
		return 0, 0, err
	}
	return float64(in.float32At(in.out(0))), float64(in.float32At(in.out(1))), nil
}

// Clip returns what an object is cut with.
func (in *Instance) Clip(o Object) (Clip, error) {
	c, err := in.handle("FPDFPageObj_GetClipPath", uint64(o))
	return Clip(c), err
}

// CountClipPaths returns of how many paths a clip is made.
func (in *Instance) CountClipPaths(c Clip) (int, error) {
	return in.count("FPDFClipPath_CountPaths", uint64(c))
}

// CountClipSegments returns how many steps one of them has.
func (in *Instance) CountClipSegments(c Clip, path int) (int, error) {
	return in.count("FPDFClipPath_CountPathSegments", uint64(c), uint64(path))
}

// ClipPoint returns the end of a step of a clip.
func (in *Instance) ClipPoint(c Clip, path, i int) (x, y float64, err error) {
	h, err := in.handle("FPDFClipPath_GetPathSegment", uint64(c), uint64(path), uint64(i))
	if err != nil {
		return 0, 0, err
	}
	return in.point(h)
}
