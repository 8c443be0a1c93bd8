package sla.model.agreement;

/** In part of a period fixed amounts are pro rata, and shares of charges are not again: one rule cannot have both. */
final class MixedSharesCheck {
    private MixedSharesCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Bases bases = Bases.of(agreement);
        for (int i = 0; agreement.split() && i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            if (RuleShares.mixed(rule, bases) || RuleShares.mixedPeriods(rule, bases)) {
                findings.add(
                        FindingCode.MIXED_SHARES,
                        "/rules/" + i,
                        "This version may be split. In a part fixed amounts are pro rata, shares of charges are the part's"
                                + " already, and this rule has both: make two rules of it.");
            }
        }
    }
}
