package sla.contract.term;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.term.Claim;

/** Which lines of a statement have to be claimed: those of the evaluation, and of a frozen one as it would be now. */
final class LineClaims {
    private LineClaims() {}

    /** Every line by its key, in order; empty if nothing of it has to be claimed. */
    static Map<String, Optional<ClaimState>> of(Evaluation evaluation, @Nullable Difference difference) {
        Map<String, Optional<ClaimState>> states = new LinkedHashMap<>();
        evaluation.lines().forEach(line -> states.put(line.key(), Optional.ofNullable(line.claim())));
        if (difference != null) {
            difference.lines().forEach(line -> states.put(line.key(), Optional.ofNullable(line.claim())));
        }
        return states;
    }

    /** @param known claims of the agreement */
    static StatementClaim of(String line, ClaimState state, Evaluation evaluation, List<Claim> known, Instant now) {
        ZoneId zone = evaluation.zone();
        Optional<Claim> claimed = known.stream()
                .filter(claim ->
                        claim.concerns(evaluation.period()) && claim.line().equals(line))
                .filter(claim -> !claim.claimedOn(zone).isAfter(state.by()))
                .findFirst();
        if (claimed.isPresent()) {
            return new StatementClaim(line, state.by(), StatementClaim.State.CLAIMED, claimed.get());
        }
        String id = Claim.id(evaluation.agreement(), evaluation.period().label(), line);
        Claim own = known.stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElse(null);
        return new StatementClaim(line, state.by(), state(state, own, zone, now), own);
    }

    /** What nobody claimed by this name may have been claimed by one that the rule had before. */
    private static StatementClaim.State state(ClaimState state, @Nullable Claim own, ZoneId zone, Instant now) {
        if (own == null && state.pays()) {
            return StatementClaim.State.CLAIMED;
        }
        return isLate(state.by(), zone, now) ? StatementClaim.State.LAPSED : StatementClaim.State.OPEN;
    }

    /** Whether the last day is over in the contract's zone. */
    static boolean isLate(LocalDate by, ZoneId zone, Instant now) {
        return !now.isBefore(by.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
