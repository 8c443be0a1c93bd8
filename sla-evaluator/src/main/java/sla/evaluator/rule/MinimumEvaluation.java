package sla.evaluator.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.ChargeTerms;
import sla.model.evaluation.ChargeLine;
import sla.model.number.Ratio;

/**
 * What is missing for some charges to come to a minimum: minutes and calls of 22,000 and a minimum of 25,000 are another
 * 3,000; of 25,000 and more, nothing. In part of a period the minimum is pro rata by days.
 */
final class MinimumEvaluation {
    private MinimumEvaluation() {}

    /**
     * @param charged by the id of the charge, rounded
     */
    static ChargeOutcome of(ChargeTerms.Minimum terms, Map<String, ChargeLine> charged, @Nullable ProRata part) {
        List<ChargeLine> named = terms.charges().stream()
                .map(id -> Optional.ofNullable(charged.get(id))
                        .orElseThrow(() -> new IllegalStateException(
                                "There is no charge " + id + "; the agreement's self-check refuses that")))
                .toList();
        Ratio sum = named.stream().map(line -> Ratio.of(line.amount().amount())).reduce(Ratio.ZERO, Ratio::plus);
        Ratio whole = Ratio.of(terms.amount());
        Ratio minimum = part == null ? whole : part.of(whole);
        String story = String.join(", ", terms.charges())
                + " come to "
                + named.stream()
                        .map(line -> line.amount().amount().toPlainString())
                        .collect(Collectors.joining(" + "))
                + (named.size() == 1 ? "" : " " + Amounts.equalTo(sum));
        if (part != null) {
            story += ". The minimum is pro rata for " + part.days() + ": " + part.working(whole);
        }
        Ratio missing = minimum.minus(sum);
        if (missing.signum() <= 0) {
            String nothing = "nothing is added";
            return new ChargeOutcome(
                    Ratio.ZERO,
                    null,
                    null,
                    null,
                    nothing,
                    story + ". That is not less than the minimum of " + Amounts.decimal(minimum) + ". So " + nothing);
        }
        String computation = (part == null ? whole.plain() : whole.plain() + " × " + part.words()) + " − " + sum.plain()
                + " " + Amounts.equalTo(missing);
        return new ChargeOutcome(missing, null, null, null, computation, story + ". " + computation);
    }
}
