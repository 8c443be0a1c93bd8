package sla.model.agreement;

import java.util.stream.Collectors;

/** Every value that a rule can see must be in exactly one tier, or in a hole whose outcome is stated. */
final class TiersCheck {
    private TiersCheck() {}

    static void check(Agreement agreement, Findings findings) {
        AgreementCheck.eachScale(agreement, (pointer, rule, scale) -> {
            if (rule instanceof TiersRule tiers && tiers.mode() == TiersRule.Mode.ADD) {
                for (int i = 0; i < tiers.tiers().size(); i++) {
                    check(pointer + "/tiers/" + i, tiers.tiers().get(i).band(), findings);
                }
            } else {
                Scale all = RuleScale.acrossVersions(agreement, rule).orElse(scale);
                TierTable.of(rule, Bases.of(agreement))
                        .ifPresent(table -> check(pointer + "/tiers", table, scale, all, findings));
            }
        });
    }

    /**
     * @param scale what the version alone can see
     * @param all what it can see beside other versions
     */
    private static void check(String pointer, TierTable table, Scale scale, Scale all, Findings findings) {
        for (int i = 0; i < table.bands().size(); i++) {
            check(Pointers.child(pointer, i), table.bands().get(i), findings);
        }
        if (!table.wellFormed()) {
            return;
        }
        Coverage coverage = Coverage.of(table.bands(), all);
        Unit unit = scale.unit();
        for (Coverage.Overlap overlap : coverage.overlaps()) {
            int first = Math.min(overlap.tier(), overlap.otherTier());
            int second = Math.max(overlap.tier(), overlap.otherTier());
            findings.add(
                    FindingCode.OVERLAPPING_TIERS,
                    Pointers.child(pointer, second),
                    "Values %s are in this tier and in the tier '%s'; let each value be in one."
                            .formatted(
                                    overlap.values().describe(unit),
                                    table.bands().get(first).describe(unit.symbol())));
        }
        if (table.otherwise().isEmpty() && !coverage.holes().isEmpty()) {
            findings.add(
                    FindingCode.HOLE,
                    pointer,
                    "Values %s are in no tier. Close the gap, or say with otherwise what they give."
                                    .formatted(coverage.holes().stream()
                                            .map(hole -> hole.describe(unit))
                                            .collect(Collectors.joining("; ")))
                            + (TierRoundingCheck.stepsAsIfRounded(table, scale)
                                    ? " The tiers look as if the value is rounded first: if so, give the KPI its rounding."
                                    : "")
                            + (Coverage.of(table.bands(), scale).holes().isEmpty()
                                    ? " There can be so many where another version lets periods start on another day:"
                                            + " leave the last tier open."
                                    : ""));
        }
    }

    private static void check(String pointer, Band band, Findings findings) {
        if (TierTable.twice(band.above(), band.atLeast())) {
            findings.add(
                    FindingCode.TIER_BOUNDS,
                    pointer + "/above",
                    "A tier has at most one lower bound: keep above (the bound itself is out) or atLeast (it is in).");
        }
        if (TierTable.twice(band.below(), band.atMost())) {
            findings.add(
                    FindingCode.TIER_BOUNDS,
                    pointer + "/below",
                    "A tier has at most one upper bound: keep below (the bound itself is out) or atMost (it is in).");
        }
        if (Cut.startOf(band).compareTo(Cut.endOf(band)) >= 0) {
            findings.add(
                    FindingCode.EMPTY_TIER,
                    pointer,
                    "No value is " + band.describe("") + ": the lower bound must lie below the upper one.");
        }
    }
}
