package sla.model.agreement;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Rounding;

/** Tiers and slopes that do not fit the way their KPI is rounded. */
final class TierRoundingCheck {
    private TierRoundingCheck() {}

    static void check(Agreement agreement, Findings findings) {
        AgreementCheck.eachRule(agreement, (pointer, rule, kpi) -> {
            if (rule instanceof LinearRule linear) {
                edge(pointer + "/below", linear.below(), kpi, findings);
                edge(pointer + "/above", linear.above(), kpi, findings);
            }
        });
        AgreementCheck.eachRule(
                agreement,
                (pointer, rule, kpi) -> TierTable.of(rule, Bases.of(agreement)).ifPresent(table -> {
                    if (table.otherwise().isPresent() && stepsAsIfRounded(table, kpi.scale())) {
                        findings.add(
                                FindingCode.TIERS_WITHOUT_ROUNDING,
                                pointer + "/tiers",
                                "The tiers step as if the value were rounded, but '" + kpi.id()
                                        + "' has no rounding, so values"
                                        + " between two tiers are in none. Give the KPI its rounding, or record the"
                                        + " reading.");
                    }
                    Rounding rounding = kpi.rounding();
                    if (rounding != null) {
                        finest(table, rounding.decimals())
                                .ifPresent(bound -> findings.add(
                                        FindingCode.TIERS_FINER_THAN_ROUNDING,
                                        pointer + "/tiers",
                                        "The value of '%s' is rounded %s, but the bound %s is finer: it can never be hit exactly."
                                                .formatted(kpi.id(), rounding.describe(), bound.toPlainString())));
                    }
                }));
    }

    /** Whether some tier ends one unit of the last written decimal before the next begins: 45 and 46, 3.40 and 3.41. */
    static boolean stepsAsIfRounded(TierTable table, Scale scale) {
        return scale.grid().isEmpty()
                && table.bands().stream()
                        .anyMatch(band ->
                                table.bands().stream().anyMatch(other -> follows(band.atMost(), other.atLeast())));
    }

    private static boolean follows(@Nullable BigDecimal end, @Nullable BigDecimal start) {
        return end != null
                && start != null
                && start.subtract(end).compareTo(BigDecimal.ONE.movePointLeft(Math.max(end.scale(), start.scale())))
                        == 0;
    }

    private static Optional<BigDecimal> finest(TierTable table, int decimals) {
        return TierBounds.of(table.bands().stream())
                .filter(bound -> isFiner(bound, decimals))
                .findFirst();
    }

    private static void edge(String pointer, LinearRule.@Nullable Slope slope, Kpi kpi, Findings findings) {
        Rounding rounding = kpi.rounding();
        if (slope != null && rounding != null && isFiner(slope.edge(), rounding.decimals())) {
            findings.add(
                    FindingCode.TIERS_FINER_THAN_ROUNDING,
                    pointer + "/edge",
                    "The value of '%s' is rounded %s, but the edge %s is finer: it can never be hit exactly."
                            .formatted(
                                    kpi.id(), rounding.describe(), slope.edge().toPlainString()));
        }
    }

    private static boolean isFiner(BigDecimal bound, int decimals) {
        return bound.stripTrailingZeros().scale() > decimals;
    }
}
