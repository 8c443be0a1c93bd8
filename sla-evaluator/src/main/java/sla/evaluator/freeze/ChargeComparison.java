package sla.evaluator.freeze;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LineDifference.Side;
import sla.model.number.Money;

/** The charges of two results beside each other: a pure function, without dates and causes. */
final class ChargeComparison {
    private ChargeComparison() {}

    /**
     * The charges that differ in anything, in the order of the frozen result and then of the live one.
     *
     * @param live empty if there is none any more
     */
    static List<ChargeDifference> compare(Evaluation frozen, Optional<Evaluation> live) {
        Map<String, ChargeLine> after = new LinkedHashMap<>();
        live.ifPresent(evaluation -> evaluation.charges().forEach(charge -> after.put(charge.charge(), charge)));
        List<ChargeDifference> differences = new ArrayList<>();
        for (ChargeLine before : frozen.charges()) {
            ChargeLine charge = after.remove(before.charge());
            if (!before.equals(charge)) {
                differences.add(difference(
                        frozen.currency(),
                        before,
                        side(frozen, before),
                        live.map(now -> side(now, charge)).orElse(null)));
            }
        }
        live.ifPresent(now -> after.values()
                .forEach(charge -> differences.add(difference(frozen.currency(), charge, null, side(now, charge)))));
        return differences;
    }

    /** What is to be added to all that was charged; empty if nothing is, then and now. */
    static Optional<Money> charged(Evaluation frozen, Optional<Evaluation> live) {
        Money before = frozen.charged();
        Money after = live.map(Evaluation::charged).orElse(null);
        if (before == null && after == null) {
            return Optional.empty();
        }
        Money zero = Money.zero(frozen.currency());
        return Optional.of((after == null ? zero : after).minus(before == null ? zero : before));
    }

    private static ChargeDifference difference(
            String currency, ChargeLine named, @Nullable Side before, @Nullable Side after) {
        Money zero = Money.zero(currency);
        Money amount = (after == null ? zero : after.amount()).minus(before == null ? zero : before.amount());
        boolean isFixed = named.kpi() == null;
        return new ChargeDifference(
                named.charge(),
                named.kpi(),
                named.clause(),
                Instant.EPOCH,
                before,
                after,
                amount,
                isFixed || before == null || after == null
                        ? null
                        : after.numerator().subtract(before.numerator()),
                isFixed || before == null || after == null
                        ? null
                        : after.denominator().subtract(before.denominator()),
                0,
                List.of());
    }

    private static @Nullable Side side(Evaluation evaluation, @Nullable ChargeLine charge) {
        return charge == null
                ? null
                : LineComparison.side(
                        evaluation, charge.kpi(), null, charge.quantity(), charge.amount(), charge.sentence());
    }
}
