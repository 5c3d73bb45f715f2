package lexicon

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestContactsWithout(t *testing.T) {
	t.Parallel()
	contacts, err := LoadContacts()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		// As printed in testdata/reports.
		{"a city office", "室联系（地址：淄博市张店区人民西路8号；邮编：255000；电话：0533-3177897；邮箱：szfyjs@zb.shandong.cn）。", "室联系（地址：淄博市张店区人民西路8号；邮编：255000；电话：〔电话略〕；邮箱：〔邮箱略〕）。"},
		{"a number without an area code, and a fax", "（地址：平潭县北厝镇红山村加田下65号；邮编：350401；电话：23156157；传真：23156377）。", "（地址：平潭县北厝镇红山村加田下65号；邮编：350401；电话：〔电话略〕；传真：〔电话略〕）。"},
		{"an area code", "7号楼14层；邮编：350400；电话：0591-23165385。", "7号楼14层；邮编：350400；电话：〔电话略〕。"},
		// Invented.
		{"full-width digits", "联系电话：０５１７－８３５０５５５５。", "联系电话：〔电话略〕。"},
		{"brackets and an extension", "请致电（010）66012345转801咨询", "请致电〔电话略〕咨询"},
		{"a mobile number", "可拨打13812345678或+86 139-1234-5678。", "可拨打〔电话略〕或〔电话略〕。"},
		{"two numbers", "电话：83505555、83505556", "电话：〔电话略〕"},
		{"two with area codes and no word", "0517-83505555,0517-83505556", "〔电话略〕,〔电话略〕"},
		{"a service number", "客服400-123-4567。", "客服〔电话略〕。"},
		{"mail spelled out", "邮箱 zfxxgk#163.com 或 zfxxgk(at)gov.cn", "邮箱 〔邮箱略〕 或 〔邮箱略〕"},
		{"full-width mail", "ａｂ＠ｇｏｖ．ｃｎ", "〔邮箱略〕"},
		{"a name and a number", "联系人：张三，联系电话：0517-83505555", "联系人：〔姓名略〕，联系电话：〔电话略〕"},
		{"a name glued to the next word", "填报人：欧阳小明联系电话：83505555", "填报人：〔姓名略〕联系电话：〔电话略〕"},
		{"a spaced name", "审核人：李 四\n", "审核人：〔姓名略〕\n"},
		{"two names", "经办人：张三、李四；", "经办人：〔姓名略〕；"},
		{"a name of a minority", "联系人：阿卜杜拉·买买提 电话83505555", "联系人：〔姓名略〕 电话〔电话略〕"},
		{"a name in brackets", "（联系人张三，电话83505555）", "（联系人〔姓名略〕，电话〔电话略〕）"},
		{"a title", "请与王女士联系", "请与〔姓名略〕女士联系"},
		{"an account", "QQ群：123456789", "QQ群：〔号码略〕"},
		// What is no contact stays.
		{"counts", "全年接听咨询电话1234567件次，受理12345热线工单13812345678件。", "全年接听咨询电话1234567件次，受理12345热线工单13812345678件。"},
		{"money, a date and a document", "支出15000000000元；2024年1月31日；国办公开办函〔2021〕30号；占比0.51783505", "支出15000000000元；2024年1月31日；国办公开办函〔2021〕30号；占比0.51783505"},
		{"a person responsible in general", "主要负责人为第一责任人，明确专职联系人制度", "主要负责人为第一责任人，明确专职联系人制度"},
		{"nothing", "", ""},
		{"no character", "a\xffb 电话：83505555", "a\xffb 电话：〔电话略〕"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := contacts.Without(c.text)
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if again := contacts.Without(got); again != got {
				t.Errorf("a second time it gives %s", again)
			}
		})
	}
}

func TestContactsRefusesPatternsThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file, want string }{
		{"another header", "kind,pattern\n", "the header must be"},
		{"no group", "kind,mark,pattern\nmail,x,@\n", "has 0 groups"},
		{"no expression", "kind,mark,pattern\nmail,x,(\n", "line 2"},
	} {
		_, err := loadContacts(fstest.MapFS{"contacts.csv": {Data: []byte(c.file)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}
