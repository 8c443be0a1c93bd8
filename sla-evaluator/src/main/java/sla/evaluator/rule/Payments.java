package sla.evaluator.rule;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.BankRule;
import sla.model.agreement.Base;
import sla.model.agreement.Bases;
import sla.model.agreement.Rule;
import sla.model.agreement.RuleShares;
import sla.model.evaluation.Banked;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Deferred;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** Where what a rule gives goes: nowhere unless it is claimed, into a bank, to the next period, or through caps into the line. */
final class Payments {
    private final Agreement agreement;
    private final Bases bases;
    private final Caps caps;
    private final Claims claims;
    private final String currency;

    Payments(Agreement agreement, Bases bases, Caps caps, Claims claims) {
        this.agreement = agreement;
        this.bases = bases;
        this.caps = caps;
        this.claims = claims;
        currency = agreement.currency();
    }

    /** @param window of the line; null if it is the period */
    Paid of(Rule rule, Ratio exact, @Nullable Period window) {
        Base next = RuleShares.ofTheNext(rule, bases).orElse(null);
        ClaimState claim = claims.of(rule, window, exact);
        if (claim != null && !claim.pays()) {
            Ratio unpaid = next == null ? exact : Ratio.ZERO;
            return new Paid(unpaid, List.of(), Money.zero(currency), null, null, claim);
        }
        Optional<BankRule> bank = bank(rule);
        if (bank.isPresent()) {
            Banked banked = new Banked(bank.get().id(), Money.rounded(exact, currency));
            return new Paid(exact, List.of(), Money.zero(currency), banked, null, claim);
        }
        if (next != null) {
            Deferred deferred = exact.signum() == 0 ? null : new Deferred(next.id(), next.charges(), exact);
            return new Paid(Ratio.ZERO, List.of(), Money.zero(currency), null, deferred, claim);
        }
        Caps.Capped capped = caps.apply(rule.id(), exact);
        Money amount = Money.rounded(capped.amount(), currency);
        caps.use(rule.id(), amount);
        return new Paid(exact, capped.steps(), amount, null, null, claim);
    }

    /** The bank into which its lines go, if there is one. */
    private Optional<BankRule> bank(Rule rule) {
        return agreement.rules().stream()
                .filter(BankRule.class::isInstance)
                .map(BankRule.class::cast)
                .filter(bank -> bank.rules().contains(rule.id()))
                .findFirst();
    }
}
