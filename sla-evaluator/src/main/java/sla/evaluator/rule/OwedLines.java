package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sla.model.agreement.Agreement;
import sla.model.agreement.Rule;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.Deferred;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineBuilder;
import sla.model.evaluation.PastPeriod;
import sla.model.number.Money;
import sla.model.number.Ratio;

/**
 * What the period before left to this one: shares of what is charged in this one. January's 10 % of the next month's charge,
 * which is 120,000, cost 12,000 in February. They come before the rules of the period, and use up its caps.
 */
final class OwedLines {
    private OwedLines() {}

    /** @param charged by the id of the charge, as rounded; in part of a period of that part, so that the parts add up */
    static List<Line> of(Agreement agreement, Map<String, BigDecimal> charged, Past past, Caps caps) {
        List<Line> lines = new ArrayList<>();
        for (PastPeriod before : past.wholePeriods().previous()) {
            for (PastPeriod.PastLine line : before.lines()) {
                Deferred deferred = line.deferred();
                if (deferred != null) {
                    lines.add(of(agreement, before, line, deferred, charged, caps));
                }
            }
        }
        return lines;
    }

    private static Line of(
            Agreement agreement,
            PastPeriod before,
            PastPeriod.PastLine left,
            Deferred deferred,
            Map<String, BigDecimal> charged,
            Caps caps) {
        String rule = left.rule();
        BigDecimal base = deferred.charges().stream()
                .map(charge -> charged.getOrDefault(charge, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .max(BigDecimal.ZERO);
        List<String> gone = deferred.charges().stream()
                .filter(charge -> !charged.containsKey(charge))
                .toList();
        Ratio exact = deferred.share().times(Ratio.of(base));
        Caps.Capped capped = caps.apply(rule, exact);
        Money amount = Money.rounded(capped.amount(), agreement.currency());
        caps.use(rule, amount);
        String step =
                "share of " + deferred.base() + ", owed for " + before.period().label() + corrected(before, left);
        String computation = share(deferred.share()) + " × " + base.toPlainString() + " " + Amounts.equalTo(exact);
        return new LineBuilder(rule, "owed")
                .clause(agreement.rules().stream()
                        .filter(each -> each.id().equals(rule))
                        .findFirst()
                        .map(Rule::clause)
                        .orElse(null))
                .outcome(step, computation)
                .paid(exact, capped.steps(), amount)
                .sentence(Sentence.ofOwed(rule, step, computation, gone, capped.steps(), amount))
                .owedFor(before.period())
                .build();
    }

    /** The difference by which the share is another than as frozen, or by which there is one. */
    private static String corrected(PastPeriod before, PastPeriod.PastLine left) {
        PastPeriod.AsFrozen frozen = left.frozen();
        return frozen == null
                ? ""
                : Corrected.words(List.of(new Corrected(before.period().label(), frozen.difference())));
    }

    /** {@code -0.1}, or {@code (-3 / 62)}. */
    private static String share(Ratio share) {
        return Ratio.of(new BigDecimal(Amounts.decimal(share))).equals(share)
                ? share.plain()
                : "(" + share.numerator() + " / " + share.denominator() + ")";
    }
}
