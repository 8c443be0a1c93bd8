package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final @Nullable ProRata part;

    private ChargesEvaluation(String currency, @Nullable ProRata part) {
        this.currency = currency;
        this.part = part;
    }

    /** In the order of the agreement. */
    static List<ChargeLine> of(Agreement agreement, Period period, MeasuredKpis kpis) {
        ChargesEvaluation evaluation =
                new ChargesEvaluation(agreement.currency(), period.part() == null ? null : new ProRata(period.part()));
        Map<String, ChargeLine> lines = new LinkedHashMap<>();
        for (Charge charge : agreement.charges()) {
            switch (terms(charge)) {
                case ChargeTerms.Fixed fixed ->
                    lines.put(charge.id(), evaluation.line(charge, evaluation.fixed(fixed)));
                case ChargeTerms.PerUnit perUnit ->
                    lines.put(
                            charge.id(), evaluation.line(charge, PerUnitEvaluation.of(perUnit, kpis, evaluation.part)));
                case ChargeTerms.Minimum _ -> {
                    // It looks at the others, once they are rounded.
                }
            }
        }
        return agreement.charges().stream()
                .map(charge -> terms(charge) instanceof ChargeTerms.Minimum minimum
                        ? evaluation.line(charge, MinimumEvaluation.of(minimum, lines, evaluation.part))
                        : lines.get(charge.id()))
                .toList();
    }

    private static ChargeTerms terms(Charge charge) {
        return charge.terms()
                .orElseThrow(() -> new IllegalStateException(
                        charge.id() + " is charged in no way; the agreement's self-check refuses that"));
    }

    private ChargeLine line(Charge charge, ChargeOutcome outcome) {
        Money amount = Money.rounded(outcome.amount(), currency);
        Ratio quantity = outcome.quantity();
        return new ChargeLine(
                charge.id(),
                charge.title(),
                charge.clause(),
                charge.lot(),
                charge.passThrough(),
                terms(charge).shape(),
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
