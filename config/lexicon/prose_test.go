package lexicon

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestEmbeddedProse(t *testing.T) {
	p, err := EmbeddedProse()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range p.Words {
		for _, r := range w.Text {
			if IsSpace(r) || Narrow(r) != r {
				t.Errorf("%s %q: prose is compared without white space and with ASCII punctuation", w.Kind, w.Text)
			}
		}
	}
	for key, m := range p.messages {
		if m.ZH == "" || m.EN == "" || strings.Count(m.ZH, "{") != strings.Count(m.EN, "{") {
			t.Errorf("%s: %q %q", key, m.ZH, m.EN)
		}
	}
}

func TestProseMessageIsFilledOnce(t *testing.T) {
	p := &Prose{messages: map[string]Message{"k": {"{a}{b}", "{b}{a}"}}}
	if got := p.Message("k", Same("a", "{b}"), Pair{"b", Message{"乙", "B"}}); got != (Message{"{b}乙", "B{b}"}) {
		t.Errorf("%v", got)
	}
}

func TestLoadProseRefuses(t *testing.T) {
	good := fstest.MapFS{
		"prose.csv":          {Data: []byte("kind,name,text\nreceive,any,收到\n")},
		"prose_readings.csv": {Data: []byte("claim,rule,strength,expression\nreceived,prose.received,full,request.received.total\n")},
		"prose_messages.csv": {Data: []byte("key,message_zh,message_en\n")},
	}
	if _, err := LoadProse(good); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ file, data, want string }{
		{"prose.csv", "kind,text\n", "the header must be"},
		{"prose.csv", "kind,name,text\nreceive,any,\n", "empty"},
		{"prose_readings.csv", "claim,rule,strength,expression\na,b,half,c\n", "strength"},
		{"prose_messages.csv", "key\n", "the header must be"},
	} {
		bad := fstest.MapFS{}
		for name, file := range good {
			bad[name] = file
		}
		bad[test.file] = &fstest.MapFile{Data: []byte(test.data)}
		if _, err := LoadProse(bad); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.file, err, test.want)
		}
	}
}
