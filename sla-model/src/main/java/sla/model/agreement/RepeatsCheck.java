package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;

/** How repeated failures are looked for, and what they count. */
final class RepeatsCheck {
    private RepeatsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            Repeats repeats = agreement.rules().get(i).repeats();
            if (repeats != null) {
                check("/rules/" + i + "/repeats", repeats, findings);
            }
        }
    }

    private static void check(String pointer, Repeats repeats, Findings findings) {
        boolean inARow = Boolean.TRUE.equals(repeats.inARow());
        if (inARow == (repeats.last() != null)) {
            findings.add(
                    FindingCode.REPEATS_FORM,
                    pointer,
                    "Repeated failures are looked for in one way: write last: 12 for those of twelve periods, or inARow:"
                            + " true for those right before.");
        }
        List<BigDecimal> times = repeats.times();
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i).compareTo(times.get(i - 1)) < 0) {
                findings.add(
                        FindingCode.REPEATS_FALL,
                        pointer + "/times/" + i,
                        "Failure " + (i + 1) + " counts " + times.get(i).toPlainString() + " times, less than the "
                                + times.get(i - 1).toPlainString()
                                + " of the one before: it pays to fail once more. Check the order, or record the reading.");
                return;
            }
        }
    }
}
