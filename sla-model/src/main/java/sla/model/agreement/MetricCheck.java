package sla.model.agreement;

/** Options of a metric that do not go together. */
final class MetricCheck {
    private MetricCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.kpis().size(); i++) {
            if (agreement.kpis().get(i).metric() instanceof ServiceLevel serviceLevel) {
                check("/kpis/" + i + "/metric", serviceLevel, findings);
            }
        }
    }

    private static void check(String pointer, ServiceLevel serviceLevel, Findings findings) {
        boolean needed = serviceLevel.abandons().needsShortAbandon();
        if (needed && serviceLevel.shortAbandon() == null) {
            findings.add(
                    FindingCode.SHORT_ABANDON,
                    pointer + "/shortAbandon",
                    "This treatment of abandons needs to know which are short: add shortAbandon, such as {seconds: 5,"
                            + " bound: below}.");
        }
        if (!needed && serviceLevel.shortAbandon() != null) {
            findings.add(
                    FindingCode.SHORT_ABANDON,
                    pointer + "/shortAbandon",
                    "This treatment of abandons does not look at short ones: remove shortAbandon, or choose"
                            + " short-removed or short-as-success.");
        }
        if (serviceLevel.abandons() == ServiceLevel.Abandons.ANSWERED_ONLY) {
            findings.add(
                    FindingCode.ANSWERED_ONLY,
                    pointer + "/abandons",
                    "answered-only leaves abandoned contacts out, so the value gets better when callers give up instead"
                            + " of being answered late. Consider failures or ignored-within-threshold.");
        }
    }
}
