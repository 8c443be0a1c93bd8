package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Charge;
import sla.model.agreement.ChargeTerms;
import sla.model.evaluation.ChargeLine;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** What the buyer owes for the work of one period, each charge rounded once to the currency. */
final class ChargesEvaluation {
    private final String currency;
    private final MeasuredKpis kpis;
    private final @Nullable ProRata part;

    private ChargesEvaluation(String currency, MeasuredKpis kpis, @Nullable ProRata part) {
        this.currency = currency;
        this.kpis = kpis;
        this.part = part;
    }

    /** In the order of the agreement. */
    static List<ChargeLine> of(Agreement agreement, Period period, MeasuredKpis kpis) {
        ChargesEvaluation evaluation = new ChargesEvaluation(
                agreement.currency(), kpis, period.part() == null ? null : new ProRata(period.part()));
        List<ChargeLine> lines = new ArrayList<>();
        for (Charge charge : agreement.charges()) {
            lines.add(evaluation.line(charge));
        }
        return lines;
    }

    private ChargeLine line(Charge charge) {
        ChargeTerms terms = charge.terms()
                .orElseThrow(() -> new IllegalStateException(
                        charge.id() + " is charged in no way; the agreement's self-check refuses that"));
        ChargeOutcome outcome = switch (terms) {
            case ChargeTerms.Fixed fixed -> fixed(fixed);
            case ChargeTerms.PerUnit perUnit ->
                PerUnitEvaluation.of(perUnit, kpis.due(perUnit.kpi()).getFirst(), part);
        };
        Money amount = Money.rounded(outcome.amount(), currency);
        Ratio quantity = outcome.quantity();
        return new ChargeLine(
                charge.id(),
                charge.title(),
                charge.clause(),
                charge.lot(),
                charge.passThrough(),
                terms.shape(),
                outcome.kpi(),
                quantity == null ? null : new BigDecimal(Amounts.decimal(quantity)),
                outcome.unit(),
                outcome.computation(),
                outcome.amount(),
                amount,
                charge.title() + ": " + outcome.story() + ". Amount: " + amount + ".");
    }

    /** So much for the period, of a part of it by days. */
    private ChargeOutcome fixed(ChargeTerms.Fixed fixed) {
        Ratio whole = Ratio.of(fixed.amount());
        String words = "fixed amount " + fixed.amount().toPlainString();
        return part == null
                ? new ChargeOutcome(whole, null, null, null, words, words)
                : new ChargeOutcome(
                        part.of(whole), null, null, null, part.working(whole), words + part.sentence(whole));
    }
}
