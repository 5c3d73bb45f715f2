package shell

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	h := newHistory(variables{"XDG_STATE_HOME": dir}.get)
	first := &keptHistory{}
	if err := h.load(first); err != nil || first.text != "" {
		t.Fatalf("%q, %v", first.text, err)
	}
	if err := h.save(&keptHistory{text: "SELECT '公开';\n"}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "gongkai", "sql_history"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	again := &keptHistory{}
	if err := h.load(again); err != nil || again.text != "SELECT '公开';\n" {
		t.Errorf("%q, %v", again.text, err)
	}
	nowhere := newHistory(variables{}.get)
	if err := nowhere.save(again); err != nil || nowhere.path != "" {
		t.Errorf("%q, %v", nowhere.path, err)
	}
}

// keptHistory is a history in memory.
type keptHistory struct{ text string }

func (k *keptHistory) ReadHistory(r io.Reader) (int, error) {
	b, err := io.ReadAll(r)
	k.text = string(b)
	return len(b), err
}
func (k *keptHistory) WriteHistory(w io.Writer) (int, error) { return io.WriteString(w, k.text) }
