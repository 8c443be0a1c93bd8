package sla.model.agreement;

/** A linear rule needs a slope, and its edges must not cross: between them nothing is paid. */
final class LinearCheck {
    private LinearCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            if (agreement.rules().get(i) instanceof LinearRule rule) {
                check("/rules/" + i, rule, findings);
            }
        }
    }

    private static void check(String pointer, LinearRule rule, Findings findings) {
        LinearRule.Slope below = rule.below();
        LinearRule.Slope above = rule.above();
        if (below == null && above == null) {
            findings.add(
                    FindingCode.NO_SLOPE,
                    pointer,
                    "A linear rule needs below, above or both: without a slope it never pays.");
        }
        if (below != null && above != null && below.edge().compareTo(above.edge()) > 0) {
            findings.add(
                    FindingCode.CROSSED_EDGES,
                    pointer + "/below/edge",
                    "Values from %s to %s lie below the one edge and above the other; the edge of below must not be higher"
                                    .formatted(
                                            above.edge().toPlainString(),
                                            below.edge().toPlainString())
                            + " than the edge of above.");
        }
    }
}
