package sla.model.agreement;

import java.util.Set;
import java.util.stream.Collectors;

/** What is a share of the next period's charge is paid with that one: a rule has one time to pay, and a cap none to wait. */
final class NextChargeCheck {
    private NextChargeCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Bases bases = Bases.of(agreement);
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            if (RuleShares.mixedWithTheNext(rule, bases)) {
                findings.add(
                        FindingCode.MIXED_SHARES,
                        "/rules/" + i,
                        "Shares of the next period's charge are paid with that period, and this rule pays other amounts"
                                + " too: make two rules of it.");
            }
        }
        AgreementCheck.eachRule(agreement, (pointer, rule, kpi) -> {
            if (RuleShares.ofTheNext(rule, bases).isPresent() && !kpi.oncePerPeriod()) {
                findings.add(
                        FindingCode.BASE_FORM,
                        pointer,
                        "A share of the next period's charge is owed once a period, and '" + kpi.id()
                                + "' has a value for each of several windows: choose another base, or another window there.");
            }
        });
        checkSettled(
                agreement,
                agreement.rules().stream()
                        .filter(rule -> RuleShares.ofTheNext(rule, bases).isPresent())
                        .map(Rule::id)
                        .collect(Collectors.toSet()),
                findings);
        for (int i = 0; i < agreement.caps().size(); i++) {
            if (bases.ofTheNext(agreement.caps().get(i)).isPresent()) {
                findings.add(
                        FindingCode.CAP_FORM,
                        "/caps/" + i + "/of",
                        "A cap cannot be a share of the next period's charge, which is not known yet: choose another base.");
            }
        }
    }

    /** They settle what is paid in a period, and this is not paid in the period of its failure. */
    private static void checkSettled(Agreement agreement, Set<String> deferring, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            if (agreement.rules().get(i) instanceof SettlingRule settling) {
                String pointer = "/rules/" + i + "/rules";
                settling.rules().stream()
                        .filter(deferring::contains)
                        .forEach(
                                rule -> findings.add(
                                        FindingCode.NOT_TO_SETTLE,
                                        pointer,
                                        "'" + rule + "' pays shares of the next period's charge, with that one, and '"
                                                + settling.id()
                                                + "' settles what is paid for a period in that period: choose another base there."));
            }
        }
    }
}
