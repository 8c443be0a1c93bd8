package sla.contract.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.BankRule;
import sla.model.agreement.EarnBackRule;
import sla.model.agreement.RegistryWarning;
import sla.model.agreement.SettlingRule;

/** Banks and earn-backs that a version does not go on with, although something may be open then. */
final class OpenSettlements {
    private static final String CODE = RegistryWarning.SETTLEMENT_ENDS.label();

    private OpenSettlements() {}

    /** What of the version before nobody settles any more; nothing after a pause, before which all was settled. */
    static List<FieldError> warnings(Agreement previous, Agreement next) {
        LocalDate end = previous.effectiveEnd();
        if (end != null && end.isBefore(next.effectiveFrom())) {
            return List.of();
        }
        return previous.rules().stream()
                .filter(SettlingRule.class::isInstance)
                .map(SettlingRule.class::cast)
                .filter(rule -> next.rules().stream()
                        .noneMatch(
                                other -> other.was(rule.id()) && other.shape().equals(rule.shape())))
                .flatMap(rule -> words(rule, previous, next).stream())
                .map(words -> new FieldError(CODE, "/rules", words))
                .toList();
    }

    private static Optional<String> words(SettlingRule rule, Agreement previous, Agreement next) {
        String none = "Version " + next.version() + " has no " + rule.shape() + " '" + rule.id() + "' as version "
                + previous.version() + " has. ";
        return switch (rule) {
            case BankRule bank ->
                isEmptyBefore(bank, previous, next.effectiveFrom())
                        ? Optional.empty()
                        : Optional.of(none + "Nobody pays what it holds when version " + next.version()
                                + " starts: go on with it (formerly: ["
                                + bank.id()
                                + "] if it is called otherwise now), or start when its balance is paid out.");
            case EarnBackRule earnBack ->
                Optional.of(none + "What it has not returned by then is lost: go on with it (formerly: ["
                        + earnBack.id() + "] if it is called otherwise now), or record that it is meant.");
        };
    }

    private static boolean isEmptyBefore(BankRule bank, Agreement previous, LocalDate start) {
        LocalDate last = previous.period().startOf(start.minusDays(1));
        return bank.ifNegative() != BankRule.Negative.CARRIED && bank.pays().isDue(previous.period(), last, start);
    }
}
