package main

import (
	"gongkai/job"
	"gongkai/render"
	"gongkai/rows"
)

// tellPast says what the files of a run have to do with those of earlier ones.
func (a *app) tellPast(s *job.IngestSummary) {
	const most = 20
	if s.PutBack > 0 {
		a.printf("%s\n", a.say.Text("ingest.put_back", "count", s.PutBack))
		for i := range s.PutBackFiles[:min(most, len(s.PutBackFiles))] {
			a.printf("  %s\n", rows.Printable(s.PutBackFiles[i].Message))
		}
	}
	if s.TakenOver > 0 {
		a.printf("%s\n", a.say.Text("ingest.taken_over", "count", s.TakenOver))
		for _, t := range s.TakenOverReports[:min(most, len(s.TakenOverReports))] {
			a.printf("  %s\n", rows.Printable(t.Path+"  "+render.TakenOver(a.say, t.Report, t.Fields, t.TakenFrom)))
		}
	}
	if s.PutBack > most || s.TakenOver > most {
		a.printf("  %s\n", a.say.Text("ingest.more", "most", most))
	}
}
