package sla.model.agreement;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import sla.model.number.Ratio;

/** Points over several periods are added up in one way, and paid once. */
final class OverCheck {
    private OverCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Bases bases = Bases.of(agreement);
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            Over over = rule.over();
            if (over != null) {
                String pointer = "/rules/" + i + "/over";
                form(pointer, rule, over, bases, findings);
                boolean byTheUnit = rule instanceof LinearRule || rule instanceof BandsRule;
                if (over.last() != null && over.last() > 1 && byTheUnit && !findings.hasErrorWithin(pointer)) {
                    findings.add(
                            FindingCode.CHARGED_AGAIN,
                            pointer,
                            "Each of the last %d periods is looked at %d times, so each point is paid on %d times. Write every: year and pays: as-it-grows, or record the reading."
                                    .formatted(over.last(), over.last(), over.last()));
                }
            }
        }
    }

    private static void form(String pointer, Rule rule, Over over, Bases bases, Findings findings) {
        if (!over.lookback().wellFormed() || (over.pays() != null && over.every() == null)) {
            findings.add(
                    FindingCode.OVER_FORM,
                    pointer,
                    "Points are added up over one thing: write every: year, or last: 3; startMonth and pays go with every.");
        } else if (rule.total().isEmpty()) {
            findings.add(
                    FindingCode.OVER_FORM,
                    pointer,
                    "Only points are added up over several periods: write total and the ids of rules of shape points.");
        } else if (rule.repeats() != null) {
            findings.add(
                    FindingCode.OVER_FORM,
                    pointer,
                    "What is added up over several periods is no failure of one: remove repeats here, or give it to the"
                            + " rules of shape points.");
        } else if (RuleShares.ofCharges(rule, bases)) {
            findings.add(
                    FindingCode.OVER_FORM,
                    pointer,
                    "Points of several periods cannot cost a share of what one of them is charged: write amounts.");
        } else if (over.grows() && paysForNone(rule, bases)) {
            findings.add(
                    FindingCode.OVER_FORM,
                    pointer + "/pays",
                    "No points at all come to an amount here already, and no period would add it: a bonus on few points"
                            + " would never be paid, only taken away. Write at-end.");
        }
    }

    private static boolean paysForNone(Rule rule, Bases bases) {
        Scale none = new Scale(
                Unit.SCALE_POINTS, new Band(null, BigDecimal.ZERO, null, BigDecimal.ZERO), Optional.of(Ratio.ONE));
        return Stream.of(Ledger.values())
                .anyMatch(ledger -> RuleLimits.most(rule, none, ledger, bases)
                        .map(most -> most.signum() != 0)
                        .orElse(false));
    }
}
