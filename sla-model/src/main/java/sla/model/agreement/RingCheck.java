package sla.model.agreement;

/** Options of ringing that change nothing of the KPI's metric. */
final class RingCheck {
    private RingCheck() {}

    /** @param pointer where the KPI says it */
    static void check(String pointer, Kpi kpi, Findings findings) {
        Ring ring = kpi.ring();
        if (ring == null) {
            return;
        }
        Metric metric = kpi.metric();
        if (ring.time() == Ring.Time.COUNTED && ring.noAnswer() == Ring.NoAnswer.COUNTED) {
            findings.add(
                    FindingCode.RING, pointer, "This is what counts without it: remove ring, or write not-counted.");
        }
        if (ring.time() == Ring.Time.NOT_COUNTED && !metric.looksAtWaits()) {
            findings.add(
                    FindingCode.RING,
                    pointer + "/time",
                    "This metric does not look at waits, so ring time is in none of them: remove time.");
        }
        if (ring.noAnswer() == Ring.NoAnswer.NOT_COUNTED && !metric.looksAtAbandoned()) {
            findings.add(
                    FindingCode.RING,
                    pointer + "/noAnswer",
                    "This metric does not look at abandoned contacts, so there are none to leave out: remove noAnswer.");
        }
        if (ring.noAnswer() == Ring.NoAnswer.NEVER_SHORT && !metric.limitsAbandoned()) {
            findings.add(
                    FindingCode.RING,
                    pointer + "/noAnswer",
                    "This metric treats all abandoned contacts alike, however long they waited: remove noAnswer, or choose"
                            + " a treatment that looks at those within a limit.");
        }
    }
}
