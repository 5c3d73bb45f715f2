package ingest_test

import (
	"testing"

	"gongkai/config/lexicon"
	"gongkai/config/rules"
	"gongkai/ingest/check/prose"
	"gongkai/ingest/recognise/identity"
	"gongkai/internal/report"
)

// Whoever meets the id of a finding can look it up: what prose and identity find stands in rules.csv, and so in
// docs/rules.md, though no expression there says how it is found.
func TestEveryFindingHasARule(t *testing.T) {
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	words, err := lexicon.EmbeddedProse()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]rules.Level{
		identity.RuleAgency: rules.LevelDocument, identity.RuleRegion: rules.LevelDocument,
		identity.RuleYear: rules.LevelDocument, identity.RulePeriod: rules.LevelDocument,
		identity.RulePart: rules.LevelDocument, identity.RuleShort: rules.LevelDocument,
		prose.RuleYear: rules.LevelProse, prose.RulePeriod: rules.LevelProse, prose.RuleForm: rules.LevelProse,
		prose.RuleSection: rules.LevelProse, prose.RuleFee: rules.LevelProse,
	}
	for _, r := range words.Readings {
		want[r.Rule] = rules.LevelProse
	}
	for id, level := range want {
		rule, ok := set.Rule(id)
		if !ok || rule.Level != level {
			t.Errorf("%s: level %q in rules.csv, want %q", id, rule.Level, level)
		}
	}
	for _, rule := range set.Rules {
		if rule.Level != rules.LevelProse && rule.Level != rules.LevelDocument {
			continue
		}
		if _, ok := want[rule.ID]; !ok {
			t.Errorf("%s stands in rules.csv and nothing finds it", rule.ID)
		}
		if rule.Severity == report.Error {
			t.Errorf("%s is an error, but prose and identity prove nothing", rule.ID)
		}
	}
}
