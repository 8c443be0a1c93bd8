package sla.model.agreement;

import java.time.LocalDate;
import java.util.List;

/** A ramp-up ends with a period, and holds rules that would cost something. */
final class RampUpCheck {
    private RampUpCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.relief().size(); i++) {
            if (agreement.relief().get(i) instanceof Relief.RampUp rampUp) {
                rules("/relief/" + i, rampUp, agreement, findings);
                until("/relief/" + i + "/until", rampUp.until(), agreement, findings);
            }
        }
    }

    private static void until(String pointer, LocalDate until, Agreement agreement, Findings findings) {
        if (until.isBefore(agreement.effectiveFrom())) {
            findings.add(
                    FindingCode.RELIEF_WITHOUT_EFFECT,
                    pointer,
                    "The ramp-up ends on %s, before this version starts on %s: remove it, or write a later day."
                            .formatted(until, agreement.effectiveFrom()));
        } else if (!agreement.period().startsOn(until.plusDays(1)) && !until.equals(agreement.effectiveTo())) {
            findings.add(
                    FindingCode.RELIEF_FORM,
                    pointer,
                    "A ramp-up ends on the last day of a %s, or of the version: write %s or %s."
                            .formatted(
                                    agreement.period().every().words(),
                                    agreement.period().startOf(until).minusDays(1),
                                    agreement.period().after(until).minusDays(1)));
        }
    }

    private static void rules(String pointer, Relief.RampUp rampUp, Agreement agreement, Findings findings) {
        List<String> known = agreement.rules().stream().map(Rule::id).toList();
        for (int i = 0; i < rampUp.rules().size(); i++) {
            if (!known.contains(rampUp.rules().get(i))) {
                findings.add(
                        FindingCode.UNKNOWN_RULE,
                        pointer + "/rules/" + i,
                        ReferencesCheck.unknown("rule", rampUp.rules().get(i), known));
            }
        }
        agreement.rules().stream()
                .filter(rule -> rule instanceof BankRule && rampUp.rules().contains(rule.id()))
                .forEach(bank -> findings.add(
                        FindingCode.RELIEF_FORM,
                        pointer + "/rules/" + rampUp.rules().indexOf(bank.id()),
                        "'" + bank.id() + "' pays what others have put into it: name these, "
                                + String.join(", ", ((BankRule) bank).rules()) + "."));
        if (!findings.hasErrors()
                && agreement.rules().stream()
                        .filter(rule -> rampUp.concerns(rule.id()))
                        .allMatch(rule -> givesNoMalus(rule, agreement))) {
            findings.add(
                    FindingCode.RELIEF_WITHOUT_EFFECT,
                    pointer,
                    "None of the rules of this ramp-up gives malus or points, and bonus stays as it is: remove it, or name"
                            + " the rules that were meant.");
        }
    }

    /** Whether it never gives malus, nor points. */
    static boolean givesNoMalus(Rule rule, Agreement agreement) {
        return !(rule instanceof PointsRule)
                && RuleScale.kpi(agreement, rule)
                        .flatMap(kpi -> RuleLimits.mostMalus(rule, kpi, Bases.of(agreement)))
                        .map(most -> most.signum() == 0)
                        .orElse(false);
    }
}
