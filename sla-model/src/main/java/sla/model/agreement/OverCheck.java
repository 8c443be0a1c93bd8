package sla.model.agreement;

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
        }
    }
}
