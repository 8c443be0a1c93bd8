package sla.model.agreement;

/** Options of a metric that do not go together. */
final class MetricCheck {
    private MetricCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.kpis().size(); i++) {
            String pointer = "/kpis/" + i + "/metric";
            switch (agreement.kpis().get(i).metric()) {
                case ServiceLevel serviceLevel -> check(pointer, serviceLevel, findings);
                case CsatShare csatShare -> check(pointer, csatShare, findings);
                default -> {
                    // Its options cannot contradict each other.
                }
            }
        }
    }

    private static void check(String pointer, CsatShare csatShare, Findings findings) {
        if (csatShare.satisfiedFrom() > csatShare.scale()) {
            findings.add(
                    FindingCode.SATISFIED_FROM,
                    pointer + "/satisfiedFrom",
                    "On a scale of %d nobody can answer %d: write a number from 1 to %d."
                            .formatted(csatShare.scale(), csatShare.satisfiedFrom(), csatShare.scale()));
        }
    }

    private static void check(String pointer, ServiceLevel serviceLevel, Findings findings) {
        if (serviceLevel.abandons() == ServiceLevel.Abandons.SUCCESS_WITHIN_THRESHOLD
                || serviceLevel.abandons() == ServiceLevel.Abandons.SHORT_AS_SUCCESS) {
            findings.add(
                    FindingCode.ABANDONS_REWARDED,
                    pointer + "/abandons",
                    "Callers who give up quickly count as success, so it pays to let them. Choose another treatment such as"
                            + " failures, or record the reading.");
        }
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
