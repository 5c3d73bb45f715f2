package digit

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
)

//go:embed net.bin
var weightsFile []byte

// layer is a convolution: a kernel of rows × columns × in × out numbers, and a bias for each of out.
type layer struct {
	rows, columns, in, out int
	kernel, bias           []float32
	pool                   [2]int // rows and columns of which the largest is kept; 0 for none
}

// Net reads patches. It may be used from many goroutines at once.
type Net struct{ layers []layer }

// New returns the net with the weights that ship with the program.
func New() (*Net, error) { return load(weightsFile) }

func load(file []byte) (*Net, error) {
	n := &Net{layers: []layer{
		{rows: 3, columns: 3, in: 1, out: 8, pool: [2]int{2, 2}},
		{rows: 3, columns: 3, in: 8, out: 16, pool: [2]int{2, 1}},
		{rows: 3, columns: 3, in: 16, out: 24, pool: [2]int{2, 1}},
		{rows: 1, columns: 5, in: 72, out: 40},
		{rows: 1, columns: 3, in: 40, out: 40},
		{rows: 1, columns: 1, in: 40, out: classes},
	}}
	take := func(count int) ([]float32, error) {
		if len(file) < 4*count {
			return nil, fmt.Errorf("the weights of the net end %d bytes too early", 4*count-len(file))
		}
		out := make([]float32, count)
		for i := range out {
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32(file[4*i:]))
		}
		file = file[4*count:]
		return out, nil
	}
	for i := range n.layers {
		l := &n.layers[i]
		var err error
		if l.kernel, err = take(l.rows * l.columns * l.in * l.out); err != nil {
			return nil, err
		}
		if l.bias, err = take(l.out); err != nil {
			return nil, err
		}
	}
	if len(file) > 0 {
		return nil, fmt.Errorf("%d bytes behind the weights of the net", len(file))
	}
	return n, nil
}

// field is a picture of several channels, a dot's channels side by side.
type field struct {
	rows, columns, channels int
	values                  []float32
}

// answer returns how likely each class is at each step.
func (n *Net) answer(p *Patch) [Steps][classes]float32 {
	f := field{patchHeight, patchWidth, 1, p[:]}
	for i := range n.layers {
		l := &n.layers[i]
		if l.rows == 1 && f.rows > 1 {
			f = f.flat()
		}
		f = l.apply(f, i < len(n.layers)-1)
	}
	var out [Steps][classes]float32
	for s := range out {
		out[s] = likely(f.values[s*classes : (s+1)*classes])
	}
	return out
}

// flat makes the rows of a picture channels.
func (f field) flat() field {
	out := field{1, f.columns, f.rows * f.channels, make([]float32, len(f.values))}
	for y := range f.rows {
		for x := range f.columns {
			copy(out.values[(x*f.rows+y)*f.channels:], f.values[(y*f.columns+x)*f.channels:(y*f.columns+x+1)*f.channels])
		}
	}
	return out
}

// apply folds a picture with the kernel; what is outside of it is 0.
func (l *layer) apply(f field, rectified bool) field {
	out := field{f.rows, f.columns, l.out, make([]float32, f.rows*f.columns*l.out)}
	for y := range f.rows {
		for x := range f.columns {
			sums := out.values[(y*f.columns+x)*l.out:][:l.out]
			copy(sums, l.bias)
			l.fold(f, y, x, sums)
			if rectified {
				for i, v := range sums {
					sums[i] = max(0, v)
				}
			}
		}
	}
	if l.pool != [2]int{} {
		return out.pooled(l.pool[0], l.pool[1])
	}
	return out
}

func (l *layer) fold(f field, y, x int, sums []float32) {
	for ky := range l.rows {
		fy := y + ky - l.rows/2
		if fy < 0 || fy >= f.rows {
			continue
		}
		for kx := range l.columns {
			fx := x + kx - l.columns/2
			if fx < 0 || fx >= f.columns {
				continue
			}
			kernel := l.kernel[(ky*l.columns+kx)*l.in*l.out:]
			for c, v := range f.values[(fy*f.columns+fx)*f.channels:][:f.channels] {
				if v == 0 {
					continue
				}
				for o, w := range kernel[c*l.out:][:len(sums)] {
					sums[o] += v * w
				}
			}
		}
	}
}

// pooled keeps the largest of each rows × columns.
func (f field) pooled(rows, columns int) field {
	out := field{f.rows / rows, f.columns / columns, f.channels, nil}
	out.values = make([]float32, out.rows*out.columns*out.channels)
	for y := range out.rows {
		for x := range out.columns {
			for c := range f.channels {
				most := float32(math.Inf(-1))
				for dy := range rows {
					for dx := range columns {
						most = max(most, f.values[((y*rows+dy)*f.columns+x*columns+dx)*f.channels+c])
					}
				}
				out.values[(y*out.columns+x)*out.channels+c] = most
			}
		}
	}
	return out
}

// likely makes parts of one of what a step answers.
func likely(values []float32) (out [classes]float32) {
	most := values[0]
	for _, v := range values {
		most = max(most, v)
	}
	sum := 0.0
	var parts [classes]float64
	for i, v := range values {
		parts[i] = math.Exp(float64(v - most))
		sum += parts[i]
	}
	for i, p := range parts {
		out[i] = float32(p / sum)
	}
	return out
}
