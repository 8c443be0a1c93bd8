package sla.model.agreement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** A tier, slope or band that no value of the KPI can ever give, that the rule's own gate shuts out, or that all give. */
final class ReachCheck {
    private final Findings findings;

    private ReachCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(Agreement agreement, Findings findings) {
        ReachCheck check = new ReachCheck(findings);
        Bases bases = Bases.of(agreement);
        AgreementCheck.eachScale(agreement, (pointer, rule, scale) -> {
            if (rule instanceof TiersRule added && added.mode() == TiersRule.Mode.ADD) {
                // As they are written: the table has them cut into others that do not overlap.
                List<Band> bands =
                        added.tiers().stream().map(TiersRule.Tier::band).toList();
                List<Ratio> amounts = added.tiers().stream().map(bases::worth).toList();
                check.tiers(pointer, bands, amounts, rule, scale);
            } else {
                TierTable.of(rule, bases)
                        .filter(TierTable::wellFormed)
                        .ifPresent(table -> check.tiers(pointer, table.bands(), table.amounts(), rule, scale));
            }
            if (rule instanceof LinearRule linear) {
                check.slope(pointer + "/below", linear.below(), reachesBelow(linear.below(), scale));
                check.slope(pointer + "/above", linear.above(), reachesAbove(linear.above(), scale));
            }
            if (rule instanceof BandsRule bands) {
                check.bands(pointer + "/bands", bands, scale);
            }
        });
    }

    private void tiers(String pointer, List<Band> bands, List<Ratio> amounts, Rule rule, Scale scale) {
        // One that is never open shuts every tier.
        boolean gateIsNamed = findings.has(pointer + "/when");
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            Coverage.Stretch values = Coverage.values(band, scale);
            String place = Pointers.child(pointer + "/tiers", i);
            boolean empty = Cut.startOf(band).compareTo(Cut.endOf(band)) >= 0;
            if (values.isEmpty() && !empty) {
                unreachable(
                        place, "No value is " + band.describe(scale.unit().symbol()) + ", so this tier never pays.");
            } else if (amounts.get(i).signum() != 0 && !gateIsNamed && isShut(rule, values, scale)) {
                unreachable(place, "The rule is paid only if its own KPI lies elsewhere, so this tier never pays.");
            } else if (amounts.get(i).signum() != 0 && !asksForItsOwn(rule) && Coverage.isWhole(band, scale)) {
                findings.add(
                        FindingCode.TIER_OF_ALL_VALUES,
                        place,
                        "Every value is in this tier, so what it gives does not depend on the value. Give it the bound that"
                                + " was meant, or record the reading.");
            }
        }
    }

    /** Whether the gate looks at the rule's own KPI: then its value matters, whatever the tiers. */
    private static boolean asksForItsOwn(Rule rule) {
        return Condition.ofKpis(rule.when())
                .anyMatch(condition -> condition.kpi().equals(rule.kpi()));
    }

    /** Whether the gate asks the rule's own KPI for other values. */
    private static boolean isShut(Rule rule, Coverage.Stretch values, Scale scale) {
        return mustHold(rule.when())
                .filter(condition -> condition.kpi().equals(rule.kpi()) && condition.target() == null)
                .map(condition -> Coverage.Stretch.of(condition.band(), scale.grid()))
                .anyMatch(asked -> asked.intersect(values).isEmpty());
    }

    /** The conditions without which the gate is never open. */
    private static Stream<Condition.OfKpi> mustHold(@Nullable Condition condition) {
        return switch (condition) {
            case null -> Stream.of();
            case Condition.OfKpi kpi -> Stream.of(kpi);
            case Condition.AllOf(List<Condition> all) -> all.stream().flatMap(ReachCheck::mustHold);
            case Condition.AnyOf _, Condition.Not _, Condition.OfHistory _ -> Stream.of();
        };
    }

    private void slope(String pointer, LinearRule.@Nullable Slope slope, boolean reached) {
        if (slope != null && !reached) {
            unreachable(
                    pointer, "No value lies beyond " + slope.edge().toPlainString() + ", so this slope never pays.");
        }
    }

    private void bands(String pointer, BandsRule rule, Scale scale) {
        Optional<Ratio> highest = Optional.ofNullable(scale.range().atMost()).map(Ratio::of);
        for (int i = 1; i < rule.bands().size(); i++) {
            Optional<Ratio> start =
                    Optional.ofNullable(rule.bands().get(i - 1).upTo()).map(Ratio::of);
            if (highest.isPresent() && start.isPresent() && start.get().compareTo(highest.get()) >= 0) {
                unreachable(
                        Pointers.child(pointer, i),
                        "No value is above " + start.get().plain() + ", so this band never counts.");
                return;
            }
        }
    }

    private void unreachable(String pointer, String what) {
        findings.add(FindingCode.UNREACHABLE, pointer, what + " Check the bounds, or remove it.");
    }

    private static boolean reachesBelow(LinearRule.@Nullable Slope slope, Scale scale) {
        return slope == null
                || scale.range().atLeast() == null
                || slope.edge().compareTo(scale.range().atLeast()) > 0;
    }

    private static boolean reachesAbove(LinearRule.@Nullable Slope slope, Scale scale) {
        return slope == null
                || scale.range().atMost() == null
                || slope.edge().compareTo(scale.range().atMost()) < 0;
    }
}
