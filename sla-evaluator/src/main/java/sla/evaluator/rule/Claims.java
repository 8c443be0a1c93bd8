package sla.evaluator.rule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.ClaimTerms;
import sla.model.agreement.Rule;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Line;
import sla.model.number.Ratio;
import sla.model.term.Claim;
import sla.model.time.Period;

/**
 * What of a period has to be claimed, and what has been. No clock decides: without a known claim nothing is paid, and with one
 * in time it is, whenever this is computed.
 */
record Claims(Agreement agreement, Period period, List<Claim> known) {

    /** How it stands with what a rule gives, whatever it was called when it was claimed; null if that needs no claim. */
    @Nullable
    ClaimState of(Rule rule, @Nullable Period window, Ratio exact) {
        Optional<ClaimTerms> terms = exact.signum() < 0 ? ClaimTerms.of(agreement, rule.id()) : Optional.empty();
        if (terms.isEmpty()) {
            return null;
        }
        Optional<Claim> first = known.stream()
                .filter(claim -> claim.concerns(period)
                        && Line.key(claim.rule(), window).equals(claim.line())
                        && rule.was(claim.rule()))
                .min(Comparator.comparing(claim -> claim.history().getLast().at()));
        return new ClaimState(
                terms.get().by(agreement, period),
                first.map(claim -> claim.claimedOn(agreement.zone())).orElse(null),
                first.map(claim -> claim.history().getLast().by()).orElse(null));
    }
}
