package sla.contract.term;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sla.contract.agreement.Agreements;
import sla.contract.evaluation.Evaluations;
import sla.contract.evaluation.StatementId;
import sla.contract.http.FieldError;
import sla.contract.http.Problems;
import sla.model.agreement.ClaimTerms;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.time.Period;

/** Finds the line that somebody claims, or says why there is nothing to claim. */
@ApplicationScoped
class ClaimableLines {
    private static final int MOST_NAMED = 20;

    private final Evaluations evaluations;
    private final Agreements agreements;

    ClaimableLines(Evaluations evaluations, Agreements agreements) {
        this.evaluations = evaluations;
        this.agreements = agreements;
    }

    /** A line of an evaluation that has to be claimed; what that is about may be nothing. */
    record Line(Evaluation evaluation, Optional<ClaimState> state) {}

    /** Says with 422 what is wrong with the request. */
    Line find(ClaimRequest request) {
        List<FieldError> errors = new ArrayList<>();
        ExclusionCheck.office(errors, "claimedBy", request.claimedBy());
        if (request.note() != null) {
            ExclusionCheck.text(errors, "note", request.note());
        }
        Optional<Evaluation> found = StatementId.parse(request.statement())
                .flatMap(id -> evaluations.find(id.agreement(), id.period()))
                .map(PublishedEvaluation::evaluation);
        if (found.isEmpty()) {
            errors.add(new FieldError(
                    "unknown-statement",
                    "/statement",
                    "There is no statement of that id. It is agreement:period, such as helpdesk:2026-01. GET"
                            + " /v1/statements lists them."));
            throw Problems.invalid(errors);
        }
        Evaluation evaluation = found.get();
        Map<String, Optional<ClaimState>> states = LineClaims.of(
                evaluation,
                evaluations
                        .lastDifference(
                                evaluation.agreement(), evaluation.period().label())
                        .orElse(null));
        Optional<ClaimState> state = states.get(request.line());
        if (state == null) {
            errors.add(new FieldError("unknown-line", "/line", unknown(request, states)));
        } else if (state.isEmpty()) {
            needless(evaluation, request.line()).ifPresent(errors::add);
        }
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return new Line(evaluation, Objects.requireNonNull(state));
    }

    private static String unknown(ClaimRequest request, Map<String, Optional<ClaimState>> states) {
        List<String> keys = List.copyOf(states.keySet());
        return request.statement() + " has no line '" + request.line() + "'. It has: "
                + String.join(", ", keys.subList(0, Math.min(MOST_NAMED, keys.size())))
                + (keys.size() > MOST_NAMED ? " and " + (keys.size() - MOST_NAMED) + " more." : ".");
    }

    /** A line that is none of those that have to be claimed, whatever it gives. */
    private Optional<FieldError> needless(Evaluation evaluation, String key) {
        Optional<sla.model.evaluation.Line> line = evaluation.lines().stream()
                .filter(each -> each.key().equals(key))
                .findFirst();
        Optional<Period> owedFor = line.map(sla.model.evaluation.Line::owedFor);
        if (owedFor.isPresent()) {
            return Optional.of(new FieldError(
                    "not-to-claim",
                    "/line",
                    "'" + key + "' is paid for what " + owedFor.get().label()
                            + " left to this period: the line to claim is '"
                            + line.get().rule() + "' of " + evaluation.agreement() + ":"
                            + owedFor.get().label() + "."));
        }
        String rule = key.contains("@") ? key.substring(0, key.indexOf('@')) : key;
        return agreements
                .active(evaluation.agreement(), evaluation.version())
                .filter(agreement -> ClaimTerms.of(agreement, rule).isEmpty())
                .map(agreement -> new FieldError(
                        "not-to-claim",
                        "/line",
                        "What '" + rule + "' gives needs no claim: version " + agreement.version() + " of '"
                                + agreement.agreement() + "' names it in none of its 'claims'."));
    }

    /** What is open of it; says with 409 what keeps it from being claimed. */
    static ClaimState open(Line line, ClaimRequest request, Instant now) {
        String named = "The line '" + request.line() + "' of " + request.statement();
        Evaluation evaluation = line.evaluation();
        ClaimState state = line.state()
                .orElseThrow(() -> Problems.conflict(named + " gives no malus, so there is nothing to claim."));
        if (now.isBefore(evaluation.period().endExclusive())) {
            throw Problems.conflict(named + " is not final while its period runs. It can be claimed from "
                    + evaluation.period().endDay(evaluation.zone()) + " to " + state.by() + ".");
        }
        if (LineClaims.isLate(state.by(), evaluation.zone(), now)) {
            throw Problems.conflict(named + " had to be claimed by " + state.by() + "; it has lapsed.");
        }
        return state;
    }
}
