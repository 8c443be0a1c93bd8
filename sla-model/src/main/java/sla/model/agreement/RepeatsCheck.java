package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import sla.model.number.Ratio;

/** How repeated failures are looked for, and what they count. */
final class RepeatsCheck {
    private RepeatsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            Repeats repeats = rule.repeats();
            if (repeats != null) {
                check("/rules/" + i + "/repeats", repeats, findings);
                effect("/rules/" + i, rule, repeats, agreement, findings);
            }
        }
    }

    private static void effect(String pointer, Rule rule, Repeats repeats, Agreement agreement, Findings findings) {
        if (repeats.times().stream().map(Ratio::of).distinct().count() == 1) {
            findings.add(
                    FindingCode.REPEATS_WITHOUT_EFFECT,
                    pointer + "/repeats/times",
                    "The first failure counts as much here as any other: write times: [1, 2] or what was agreed, or remove"
                            + " repeats.");
        } else if (!findings.hasErrorWithin(pointer) && RampUpCheck.givesNoMalus(rule, agreement)) {
            findings.add(
                    FindingCode.REPEATS_WITHOUT_EFFECT,
                    pointer + "/repeats",
                    "A failure is a line of malus, and '" + rule.id()
                            + "' gives none: remove repeats, or give it to the rule that was meant.");
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
