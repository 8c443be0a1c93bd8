package sla.model.agreement;

import java.math.RoundingMode;
import sla.model.number.Ratio;

/** What a KPI that is not measured leads to must be computable. */
final class NotMeasuredCheck {
    private NotMeasuredCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.kpis().size(); i++) {
            check("/kpis/" + i, agreement.kpis().get(i), findings);
        }
        AgreementCheck.eachRule(agreement, (pointer, rule, kpi) -> {
            // Tiers have a limit unless they have errors of their own.
            if (kpi.notMeasured() == Kpi.NotMeasured.FAILED
                    && (rule instanceof LinearRule || rule instanceof BandsRule)
                    && !kpi.alwaysMeasured()
                    && RuleLimits.mostMalus(rule, kpi, Bases.of(agreement)).isEmpty()) {
                findings.add(
                        FindingCode.FAILED_WITHOUT_LIMIT,
                        pointer,
                        "While '" + kpi.id()
                                + "' is not measured it is taken as failed, but the malus of this rule has no"
                                + " limit: choose another notMeasured there, or tiers here.");
            }
        });
    }

    private static void check(String pointer, Kpi kpi, Findings findings) {
        if (kpi.minimumSample() != null && !kpi.hasSample()) {
            findings.add(
                    FindingCode.NO_SAMPLE,
                    pointer + "/minimumSample",
                    kpi.parts() != null && kpi.metric().hasSample()
                            ? "A number of parts has no sample; what a part needs is minimumSample under parts: move it there."
                            : "This metric adds up, or is declared, and has no sample: remove minimumSample.");
        }
        if (kpi.notMeasured() == Kpi.NotMeasured.MET && !canLieOnTarget(kpi)) {
            findings.add(
                    FindingCode.MET_WITHOUT_VALUE,
                    pointer + "/notMeasured",
                    "Taken as met means: as if the value were the target's bound. Give the KPI a target with atLeast or"
                            + " atMost that its value can take, as it is rounded, or choose no-effect.");
        }
    }

    private static boolean canLieOnTarget(Kpi kpi) {
        return kpi.target() != null
                && kpi.target()
                        .bound()
                        .map(Ratio::of)
                        .filter(kpi.range()::contains)
                        .filter(bound -> kpi.grid()
                                .map(step -> Ratio.of(bound.dividedBy(step).round(0, RoundingMode.DOWN))
                                        .equals(bound.dividedBy(step)))
                                .orElse(true))
                        .isPresent();
    }
}
