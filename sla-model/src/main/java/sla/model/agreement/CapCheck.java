package sla.model.agreement;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** A cap that all rules together cannot exceed never cuts anything; often an amount or a ledger is mistaken. */
final class CapCheck {
    private CapCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.caps().size(); i++) {
            Cap cap = agreement.caps().get(i);
            String pointer = "/caps/" + i;
            most(agreement, cap.ledger())
                    .filter(most -> most.compareTo(Ratio.of(cap.amount())) <= 0)
                    .ifPresent(most -> findings.add(
                            FindingCode.CAP_NEVER_BINDS,
                            pointer,
                            "All rules together reach a %s of at most %s in a period, so a cap of %s never cuts it."
                                    .formatted(
                                            cap.ledger() == Ledger.BONUS ? "bonus" : "malus",
                                            most.plain(),
                                            cap.amount().toPlainString())));
        }
    }

    /** The most that the ledger can reach before caps; empty if there is no limit, or if a rule has errors. */
    private static Optional<Ratio> most(Agreement agreement, Ledger ledger) {
        Ratio sum = Ratio.ZERO;
        for (Rule rule : agreement.rules()) {
            Optional<Ratio> most = agreement.kpis().stream()
                    .filter(kpi -> kpi.id().equals(rule.kpi()))
                    .findFirst()
                    .flatMap(kpi -> most(rule, kpi, ledger));
            if (most.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(most.get());
        }
        return Optional.of(sum);
    }

    private static Optional<Ratio> most(Rule rule, Kpi kpi, Ledger ledger) {
        if (rule instanceof LinearRule linear) {
            Band range = kpi.metric().unit().range();
            return most(linear.below(), Optional.ofNullable(range.atLeast()).map(Ratio::of), ledger)
                    .flatMap(below -> most(
                                    linear.above(),
                                    Optional.ofNullable(range.atMost()).map(Ratio::of),
                                    ledger)
                            .map(below::max));
        }
        return TierTable.of(rule)
                .filter(TierTable::wellFormed)
                .map(table -> Coverage.of(table.bands(), kpi).segments().stream()
                        .map(table::amount)
                        .flatMap(Optional::stream)
                        .map(amount -> share(amount, ledger))
                        .max(Comparator.naturalOrder())
                        .orElse(Ratio.ZERO));
    }

    /** The most of one slope: its amount at the end of the range. */
    private static Optional<Ratio> most(LinearRule.@Nullable Slope slope, Optional<Ratio> end, Ledger ledger) {
        if (slope == null || share(Ratio.of(slope.amount()), ledger).signum() == 0) {
            return Optional.of(Ratio.ZERO);
        }
        return end.map(value -> value.minus(Ratio.of(slope.edge()))
                .abs()
                .dividedBy(Ratio.of(slope.per()))
                .times(share(Ratio.of(slope.amount()), ledger)));
    }

    /** The part of an amount that belongs to the ledger, without its sign. */
    private static Ratio share(Ratio amount, Ledger ledger) {
        Ratio own = ledger == Ledger.BONUS ? amount : amount.negate();
        return own.max(Ratio.ZERO);
    }
}
