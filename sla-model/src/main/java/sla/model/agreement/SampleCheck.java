package sla.model.agreement;

import java.util.List;

/** KPIs that carry money although two contacts may be all that they are measured from. */
final class SampleCheck {
    private SampleCheck() {}

    static void check(Agreement agreement, Findings findings) {
        List<String> unsampled = agreement.kpis().stream()
                .filter(kpi ->
                        agreement.rules().stream().anyMatch(rule -> kpi.id().equals(rule.kpi())))
                .filter(kpi -> kpi.hasSample() && !isSampled(kpi))
                .map(Kpi::id)
                .toList();
        if (!unsampled.isEmpty()) {
            findings.add(
                    FindingCode.NO_MINIMUM_SAMPLE,
                    "/kpis",
                    "Rules pay on " + String.join(", ", unsampled)
                            + " however little is measured: two contacts decide in a quiet period. Write minimumSample: 30"
                            + " or what was agreed, minimumSample: 1 if any will do, or record the reading.");
        }
    }

    private static boolean isSampled(Kpi kpi) {
        return kpi.minimumSample() != null
                || (kpi.parts() != null && kpi.parts().minimumSample() != null);
    }
}
