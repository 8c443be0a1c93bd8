package sla.model.agreement;

import java.util.List;
import java.util.Optional;
import sla.model.number.Ratio;

/**
 * Where one step more or less of a value moves more than half of all that its rule can: both sides will argue about that
 * step, and behind it nothing is left to win or to lose.
 */
final class CliffCheck {
    private CliffCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Bases bases = Bases.of(agreement);
        AgreementCheck.eachScale(agreement, (pointer, rule, scale) -> {
            // Of what is charged only shares can be compared; between two counts of periods there is nothing.
            if (!(rule instanceof PointsRule) && rule.periods() == null && !RuleShares.mixed(rule, bases)) {
                String of = RuleShares.ofCharges(rule, bases) ? " of each 100 charged" : "";
                TierTable.of(rule, bases)
                        .filter(TierTable::wellFormed)
                        .ifPresent(
                                table -> check(pointer, table, Coverage.of(table.bands(), scale), scale, of, findings));
            }
        });
    }

    private static void check(
            String pointer, TierTable table, Coverage coverage, Scale scale, String of, Findings findings) {
        List<Coverage.Segment> upwards = coverage.segments();
        Ratio lowest = amounts(table, upwards).stream().reduce(Ratio::min).orElse(Ratio.ZERO);
        Ratio highest = amounts(table, upwards).stream().reduce(Ratio::max).orElse(Ratio.ZERO);
        Ratio range = highest.minus(lowest);
        for (int i = 1; i < upwards.size(); i++) {
            Optional<Ratio> before = table.amount(upwards.get(i - 1));
            Optional<Ratio> after = table.amount(upwards.get(i));
            if (before.isEmpty() || after.isEmpty()) {
                continue;
            }
            Ratio step = after.get().minus(before.get()).abs();
            if (step.times(Ratio.of(2)).compareTo(range) > 0) {
                findings.add(
                        FindingCode.CLIFF,
                        pointer,
                        "At values %s this rule pays %s, just below %s%s: a step of %s, more than half of all that it can move. Write smaller steps or a slope, or record the reading."
                                .formatted(
                                        upwards.get(i).values().describe(scale.unit()),
                                        after.get().plain(),
                                        before.get().plain(),
                                        of,
                                        step.plain()));
                return;
            }
        }
    }

    private static List<Ratio> amounts(TierTable table, List<Coverage.Segment> segments) {
        return segments.stream().map(table::amount).flatMap(Optional::stream).toList();
    }
}
