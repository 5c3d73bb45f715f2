package prose

import (
	"gongkai/internal/report"
)

// RuleFee is the id of findings on 信息处理费, which has no cell: section six must speak of it.
const RuleFee = "prose.fee"

// sectionSix is 六、其他需要报告的事项.
const sectionSix = "other"

// unpaid is the row of requests closed because the fee was not paid, which takes a fee notice.
const unpaid = "request.other_fee_unpaid.total"

// fees is what the text says of processing fees.
type fees struct {
	mentioned bool
	reported  bool   // section six, where fees belong, was read
	none      *place // 未收取
	paid      *place
	amount    report.Value
}

// noFee keeps the sentence that no fee was charged.
func (w *sentence) noFee(ctx setting, p place) {
	if ctx.other || ctx.compare || ctx.blocked || ctx.subject == foreign || w.fees.none != nil {
		return
	}
	w.fees.none = &p
}

// money reads 收取信息处理费2950元. A rate (每件10元) has no such words before it.
func (w *sentence) money(before []token, n token, ctx setting) {
	s := tell(before)
	if !s.known || s.has(negative) || !s.has(fee) || !s.has(charge) && !s.has(happen) || ctx.other || ctx.compare || ctx.blocked ||
		ctx.subject == foreign {
		return
	}
	if !s.only(fee, charge, happen, object, application) {
		return
	}
	p := place{w.section, before[0].from, n.to}
	switch {
	case n.value == 0 && w.fees.none == nil:
		w.fees.none = &p
	case n.value > 0 && w.fees.paid == nil:
		w.fees.paid, w.fees.amount = &p, n.value
	}
}

// checkFees compares what the text says of fees with itself and with the row of fees not paid.
func (x *reading) checkFees() {
	if x.fees.none != nil && x.fees.paid != nil {
		left := report.Sum{}.Add(x.fees.amount)
		f := report.Finding{Rule: RuleFee, Severity: report.Warning, Status: report.Uncertain, Left: &left}
		x.say(&f, "fee.both", *x.fees.paid)
	}
	cell, ok := x.cells[unpaid]
	if !ok || !cell.State.HasValue() || cell.Value <= 0 {
		return
	}
	right := report.Sum{}.Add(cell.Value)
	f := report.Finding{
		Rule: RuleFee, Subject: report.Request, Severity: report.Info, Status: report.Uncertain,
		Right: &right, Cells: []string{unpaid},
	}
	switch {
	case x.fees.none != nil && x.fees.paid == nil:
		x.say(&f, "fee.unpaid", *x.fees.none, same("right", right.String()))
	case !x.fees.mentioned && x.fees.reported:
		x.say(&f, "fee.silent", place{}, same("right", right.String()))
	}
}
