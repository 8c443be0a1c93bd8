package sla.model.agreement;

/** KPIs that carry money, or decide whether it is paid, although two contacts may be all that they are measured from. */
final class SampleCheck {
    private SampleCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            boolean paid = agreement.rules().stream()
                    .anyMatch(rule -> kpi.id().equals(rule.kpi())
                            || (rule.periods() != null
                                    && kpi.id().equals(rule.periods().kpi())));
            boolean asked = paid || agreement.rules().stream().anyMatch(rule -> UnusedCheck.looksAt(rule, kpi.id()));
            if (asked && kpi.hasSample() && !isSampled(kpi)) {
                findings.add(
                        FindingCode.NO_MINIMUM_SAMPLE,
                        "/kpis/" + i,
                        (paid ? "Rules pay on '" : "Gates ask for '") + kpi.id()
                                + "' however little is measured: two contacts decide in a quiet period. Write"
                                + " minimumSample: 30 or what was agreed, minimumSample: 1 if any will do, or record"
                                + " the reading.");
            }
        }
    }

    private static boolean isSampled(Kpi kpi) {
        return kpi.minimumSample() != null
                || (kpi.parts() != null && kpi.parts().minimumSample() != null);
    }
}
