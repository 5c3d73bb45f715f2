package identity

import "testing"

func TestRegionsOfOneName(t *testing.T) {
	const gulou = "鼓楼区人民政府2024年政府信息公开工作年度报告"
	run(t, []testCase{
		{
			"four districts and nothing that tells which",
			Input{Titles: []string{gulou}},
			want{"鼓楼区人民政府", "government", "county", "", "", 2024, "", "area", "document.region"},
		},
		{
			"the address tells",
			Input{Titles: []string{gulou}, Paragraphs: []string{"请与鼓楼区人民政府办公室联系（地址：南京市鼓楼区山西路124号；邮编：210009）"}},
			want{"南京市鼓楼区人民政府", "government", "county", "", "320106", 2024, "", "area", ""},
		},
		{
			"the site tells",
			Input{Titles: []string{gulou}, Site: "徐州市鼓楼区人民政府"},
			want{"徐州市鼓楼区人民政府", "government", "county", "", "320302", 2024, "", "area", ""},
		},
		{
			"the site tells by the city's short name",
			Input{Titles: []string{gulou}, Site: "福州鼓楼政府网"},
			want{"福州市鼓楼区人民政府", "government", "county", "", "350102", 2024, "", "area", ""},
		},
		{
			"two are named",
			Input{Titles: []string{gulou}, Paragraphs: []string{"赴南京市鼓楼区、徐州市鼓楼区学习。"}},
			want{"鼓楼区人民政府", "government", "county", "", "", 2024, "", "area", "document.region"},
		},
		{
			"another city in the prose is not evidence",
			Input{Titles: []string{gulou}, Paragraphs: []string{"赴南京市学习。"}},
			want{"鼓楼区人民政府", "government", "county", "", "", 2024, "", "area", "document.region"},
		},
		{
			"the manifest tells",
			Input{Titles: []string{gulou}, Manifest: Manifest{RegionCode: "410204"}},
			want{"开封市鼓楼区人民政府", "government", "county", "", "410204", 2024, "", "area", ""},
		},
		{
			"a district of a department, two cities",
			Input{Titles: []string{"朝阳区教育局2024年政府信息公开工作年度报告"}},
			want{"朝阳区教育局", "department", "county", "", "", 2024, "", "own", "document.region"},
		},
		{
			"莱芜 is a city for 2018",
			Input{Titles: []string{"莱芜市人民政府2018年政府信息公开工作年度报告"}},
			want{"莱芜市人民政府", "government", "city", "", "371200", 2018, "", "area", ""},
		},
		{
			"莱芜区 for 2018 is not 济南",
			Input{Titles: []string{"济南市莱芜区人民政府2018年政府信息公开工作年度报告"}},
			want{"济南市莱芜区人民政府", "government", "city", "", "", 2018, "", "area", "document.region"},
		},
		{
			"莱芜区 for 2019",
			Input{Titles: []string{"莱芜区人民政府2019年政府信息公开工作年度报告"}},
			want{"济南市莱芜区人民政府", "government", "county", "", "370116", 2019, "", "area", ""},
		},
		{
			"崇川区 before its new code",
			Input{Titles: []string{"崇川区人民政府2019年政府信息公开工作年度报告"}},
			want{"南通市崇川区人民政府", "government", "county", "", "320602", 2019, "", "area", ""},
		},
		{
			"崇川区 after it",
			Input{Titles: []string{"崇川区人民政府2020年政府信息公开工作年度报告"}},
			want{"南通市崇川区人民政府", "government", "county", "", "320613", 2020, "", "area", ""},
		},
	})
}

// A folder that is named after one body, with its region, says whose report lies in it; one of a government or of a year does not.
func TestFolderOfABody(t *testing.T) {
	r := recogniser(t)
	for folder, agency := range map[string]string{
		"年报/淮安市水利局/2024":       "淮安市水利局",
		`年报\淮安市水利局`:            "淮安市水利局",
		"市直部门.zip!淮安市水利局":      "淮安市水利局",
		"市直部门.zip!/淮安市水利局":     "淮安市水利局",
		"淮安市/2024":             "",
		"淮安市水利局/转发/淮安市统计局":     "",
		"淮安市人民政府/水利局/2024":     "",
		"县区/盱眙县/盱眙县管仲镇人民政府/年报": "盱眙县管仲镇人民政府",
	} {
		got := r.Identify(Input{Titles: []string{"2024年政府信息公开工作年度报告"}, Folder: folder})
		if got.Agency != agency {
			t.Errorf("%s: %q, want %q", folder, got.Agency, agency)
		}
	}
}
