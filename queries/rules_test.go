package queries

import (
	"slices"
	"strings"
	"testing"

	"gongkai/config/rules"
)

// Every rule of level warehouse has a view of its name, and every such view has its texts.
func TestRulesHaveTheirViews(t *testing.T) {
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, v := range views {
		if strings.HasPrefix(v.Name, "rule_") {
			named[v.Name] = true
		}
	}
	for _, rule := range set.Rules {
		if rule.Level != rules.LevelWarehouse {
			continue
		}
		view := "rule_" + strings.ReplaceAll(rule.ID, ".", "_")
		if !named[view] {
			t.Errorf("rule %s has no view %s", rule.ID, view)
		}
		at := slices.IndexFunc(views, func(v View) bool { return v.Name == view })
		if at >= 0 && !strings.Contains(views[at].SQL, "'"+rule.ID+"'") {
			t.Errorf("view %s tells findings of another rule than %s", view, rule.ID)
		}
		delete(named, view)
	}
	for view := range named {
		t.Errorf("view %s has no rule in config/rules", view)
	}
}
